import type { AddressKind, ConnectionEventKind, ConnectionReason } from '../../session/connection'
import { count } from './count'

/** The line bar, and what the user should do in each state of the live line. */
export const lineEn = {
  live: 'Connected',
  connecting: 'Connecting…',
  lost: (since: string) => `Lost since ${since}`,
  lostHint: 'Call states cannot arrive.',
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
  tokenRefusedHint: 'Nothing is asked by itself until you sign in again.'
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
    unknown: (n: number) => `${n} not known`,
    open: (n: number) => `${n} under way`
  },
  comma: ', ',
  more: (n: number) => `and ${n} more in the list below`,
  calls: 'Calls in that time',
  failed: 'The records could not be had.',
  partial: 'A part of that time could not be asked for, so a call may be missing here.',
  gotIt: 'Got it',
  filledIn: 'filled in from the record'
}

const addresses: Record<AddressKind, string> = {
  name: 'By its name',
  mobile: 'China Mobile’s address',
  telecom: 'China Telecom’s address',
  unicom: 'China Unicom’s address',
  test: 'Test server',
  custom: 'Your own'
}

const moved: Record<AddressKind, string> = {
  name: 'Moved to the service’s name',
  mobile: 'Moved to China Mobile’s address',
  telecom: 'Moved to China Telecom’s address',
  unicom: 'Moved to China Unicom’s address',
  test: 'Moved to the test server',
  custom: 'Moved to your own address'
}

const events: Record<ConnectionEventKind, string> = {
  connecting: 'Connecting',
  live: 'Connected',
  lost: 'Lost',
  refused: 'The service refused the line',
  off: 'Off',
  moved: 'Moved to another address',
  woken: 'Connecting anew',
  'token-refused': 'The service refused the access token'
}

const reasons: Record<ConnectionReason, string> = {
  'foreign-answer': 'something other than the service answered',
  'handshake-failed': 'the service did not open the line',
  'subscription-failed': 'the service did not confirm the desk phone',
  forgotten: 'the service no longer knew this line',
  'no-reply': 'no answer came',
  advised: 'the service asked for a new connection',
  broken: 'the connection broke',
  slow: 'answers took too long',
  'not-allowed': 'not allowed',
  unreachable: 'the service could not be reached',
  'name-works-again': 'the name works again',
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
  signedOut: 'Nobody is signed in.',
  addresses,
  transports: {
    websocket: 'One standing connection (websocket)',
    'long-polling': 'One request after another (long-polling)'
  },
  noTransport: 'None while the line is down',
  noProxy: 'None',
  proxyOf: (proxy: string) => `${proxy} (the system’s)`,
  encryption: 'Encryption',
  encrypted: 'Encrypted (https)',
  encryptedHint: 'Nobody on the way can read or change it.',
  plain: 'Not encrypted (plain http)',
  plainHint:
    'Anyone on the way can read and change it, the access token too. Use it only on a network you trust, or ask your administrator for an https address and sign in with that.',
  demo: 'On this computer only',
  demoHint: 'The demo line sends nothing over the network.',
  shortEncrypted: 'encrypted',
  shortPlain: 'not encrypted',
  signedOutSummary: 'Signed out',
  history: 'History',
  historyEmpty: 'Nothing happened yet.',
  events,
  moved,
  because: (what: string, reason: string) => `${what}: ${reason}`,
  via: (what: string, address: string) => `${what} · ${address}`,
  quote: (words: string) => `“${words}”`,
  retry: 'Try again now',
  copy: 'Copy diagnostics',
  copyHint:
    'For your administrator: versions, settings, this history and the last lines of the log. No access token and no full phone number is in it.',
  reasons
}
