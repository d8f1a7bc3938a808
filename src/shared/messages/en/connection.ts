import type { AddressKind, ConnectionEventKind, ConnectionReason } from '../../session/connection'
import { count } from './count'

/** The line bar, and what the user should do in each state of the live line. */
export const lineEn = {
  live: 'Connected',
  connecting: 'Connecting…',
  lost: (since: string) => `Lost since ${since}`,
  lostHint: 'Call progress can’t be shown.',
  nextTry: (seconds: number) => `Next try in ${seconds} s.`,
  trying: 'Trying now…',
  refused: 'Refused',
  refusedHint: 'The service refused the live line.',
  off: 'Off',
  offHint: 'The live line is off.',
  label: 'Live line',
  phone: (agentId: number) => `Phone ${agentId}`,
  show: 'Show the connection',
  tokenRefusedShort: 'Sign in again',
  tokenRefused: 'The service no longer accepts your access token.',
  tokenRefusedHint: 'Deskline sends no requests by itself until you sign in again.'
}

/** The report of events while the line was down. */
export const offlineEn = {
  title: 'While you were offline',
  checking: 'Asking the service what happened…',
  none: 'No calls in that time.',
  /** `parts`: counts per outcome; empty when they would add nothing to the total. */
  summary: (calls: number, parts: string) => {
    const all = count(calls, 'call', 'calls')
    return parts === '' ? `${all}.` : `${all}: ${parts}.`
  },
  parts: {
    answered: (n: number) => `${n} answered`,
    'not-answered': (n: number) => `${n} not answered`,
    unknown: (n: number) => `${n} unknown`,
    open: (n: number) => `${n} in progress`
  },
  comma: ', ',
  more: (n: number) => `and ${n} more in the list below`,
  calls: 'Calls in that time',
  failed: 'The records could not be loaded.',
  partial: 'Part of that time could not be queried, so a call may be missing here.',
  gotIt: 'Got it',
  filledIn: 'filled in from the record'
}

const addresses: Record<AddressKind, string> = {
  name: 'Domain name',
  mobile: 'China Mobile’s address',
  telecom: 'China Telecom’s address',
  unicom: 'China Unicom’s address',
  test: 'Test server',
  custom: 'Your own'
}

const moved: Record<AddressKind, string> = {
  name: 'Switched to the domain name',
  mobile: 'Switched to China Mobile’s address',
  telecom: 'Switched to China Telecom’s address',
  unicom: 'Switched to China Unicom’s address',
  test: 'Switched to the test server',
  custom: 'Switched to your own address'
}

const events: Record<ConnectionEventKind, string> = {
  connecting: 'Connecting',
  live: 'Connected',
  lost: 'Lost',
  refused: 'The service refused the line',
  off: 'Off',
  moved: 'Switched to another address',
  woken: 'Reconnecting',
  'token-refused': 'The service refused the access token'
}

const reasons: Record<ConnectionReason, string> = {
  'foreign-answer': 'the reply didn’t come from the service',
  'handshake-failed': 'the service did not open the line',
  'subscription-failed': 'the service did not confirm the desk phone',
  forgotten: 'the service no longer recognised this line',
  'no-reply': 'no reply was received',
  advised: 'the service asked for a new connection',
  broken: 'the connection broke',
  slow: 'replies took too long',
  'not-allowed': 'not allowed',
  unreachable: 'the service could not be reached',
  'name-works-again': 'the domain name works again',
  resume: 'the computer woke up',
  unlock: 'the screen was unlocked',
  network: 'the network changed'
}

/** The connection page. */
export const connectionEn = {
  title: 'Connection',
  now: 'Now',
  line: 'Live line',
  address: 'Address',
  transport: 'Transport',
  proxy: 'Proxy',
  liveSince: (since: string) => `Connected since ${since}`,
  signedOut: 'You are signed out.',
  addresses,
  transports: {
    websocket: 'One persistent connection (WebSocket)',
    'long-polling': 'Repeated requests (long polling)'
  },
  noTransport: 'None while the line is down',
  noProxy: 'None',
  proxyOf: (proxy: string) => `${proxy} (the system’s)`,
  encryption: 'Encryption',
  encrypted: 'Encrypted (https)',
  encryptedHint: 'No one on the network can read or change the data.',
  plain: 'Not encrypted (plain http)',
  plainHint:
    'Anyone on the network can read and change the data, including the access token. Use it only on a network you trust, or ask your administrator for an https address and sign in with that.',
  demo: 'On this computer only',
  demoHint: 'The demo line sends nothing over the network.',
  shortEncrypted: 'encrypted',
  shortPlain: 'not encrypted',
  signedOutSummary: 'Signed out',
  history: 'History',
  historyEmpty: 'Nothing yet.',
  events,
  moved,
  because: (what: string, reason: string) => `${what}: ${reason}`,
  via: (what: string, address: string) => `${what} · ${address}`,
  quote: (words: string) => `“${words}”`,
  retry: 'Try again now',
  copy: 'Copy diagnostics',
  copyHint:
    'For your administrator: versions, settings, this history and the last lines of the log. It contains no access token and no full phone number.',
  reasons
}
