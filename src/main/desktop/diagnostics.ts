import type { Account } from '../../shared/session/schema'
import { callOutcomes } from '../../shared/calls/steps'
import { pageEvents } from '../../shared/app/settings'
import { mobileSource } from '../../shared/numbers/mobile-source'
import { hotKeyActions } from '../../shared/dialling/hot-keys'
import { maxConnectionEvents } from '../../shared/session/connection'
import { teamStatuses } from '../../shared/team/team'
import type { AppState } from '../../shared/app/state'
import { redactLine, withoutSecrets } from '../platform/log-text'

/** The largest report, in bytes of UTF-8. */
export const maxReportBytes = 200_000

const maxLogLines = 200
const maxLineLength = 1_000
const maxFieldLength = 200
const maxProblems = 20

/** The environment Deskline runs on; null where unknown. */
export interface RunsOn {
  electron: string | null
  chromium: string | null
  node: string
  /** Name and release of the operating system. */
  system: string
  arch: string
  /** Linux: x11 or wayland. */
  displayServer: string | null
  /** Linux: the desktop's name. */
  desktop: string | null
}

/** The input of the report. */
export interface DiagnosticsFacts {
  nowMs: number
  runsOn: RunsOn
  state: Readonly<AppState>
  /** The end of the log file. */
  logTail: string
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
const iso = (atMs: number): string => new Date(atMs).toISOString()
const yesNo = (is: boolean): string => (is ? 'yes' : 'no')
const escapedForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Private values of this session, to be removed from any line of the log or of the service's messages. */
function privateTexts({ session, calls, team, callerNumbers }: Readonly<AppState>): string[] {
  const account: Account | null =
    session.kind === 'signed-in'
      ? session.account
      : session.kind === 'signed-out'
        ? session.lastAccount
        : null
  const texts = [
    ...calls.flatMap(({ callee, caller, salesmanCode }) => [callee, caller, salesmanCode]),
    ...team.flatMap(({ label, number, agentId }) => [label, number, agentId.toString()]),
    ...callerNumbers.numbers.flatMap(({ label, number }) => [label, number])
  ]
  if (account !== null) {
    const { server, tenantId, agentId, salesmanCode, callerNumber } = account
    texts.push(salesmanCode, callerNumber, tenantId, agentId.toString())
    if (server.kind === 'custom') texts.push(server.apiPrefix, server.fayeUrl)
  }
  // Long numbers are masked anyway.
  return texts.flatMap((text) =>
    text === null || text.trim() === '' || /^\d{7,}$/.test(text) ? [] : [text.trim()]
  )
}

/** Matches short texts of plain letters as whole words only, so that other words stay intact. */
const patternOf = (text: string): string =>
  /^[\w-]{1,3}$/.test(text) ? `(?<![\\w])${escapedForPattern(text)}(?![\\w])` : escapedForPattern(text)

/** Returns a function that removes private texts, secrets and numbers from a line. */
function cleaner(state: Readonly<AppState>): (line: string, maxLength: number) => string {
  const texts = [...new Set(privateTexts(state))].sort((a, b) => b.length - a.length)
  const known = texts.length === 0 ? null : new RegExp(texts.map(patternOf).join('|'), 'gi')
  return (line, maxLength) => {
    const named = withoutSecrets(line.replace(/[\p{Cc}\p{Cs}]/gu, ' '))
    const redacted = Array.from(redactLine(known === null ? named : named.replace(known, '…')))
    return redacted.length > maxLength ? `${redacted.slice(0, maxLength).join('')}…` : redacted.join('')
  }
}

/** The beginning of an id, enough to distinguish ids. */
const maskedStart = (text: string): string =>
  `${text.length > 4 ? Array.from(text).slice(0, 2).join('') : ''}…`
const maskedEnd = (id: number): string => `…${id > 99_999 ? id.toString().slice(-3) : ''}`

/** Returns the text if it is host or host:port, otherwise only "not readable". */
const hostOf = (text: string): string =>
  /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(text) ? text : 'not readable'

/** Returns scheme and host of an address; path, query, user name and password can hold a secret. */
function originOf(address: string): string {
  const bare = address.trim().replace(/[{}]/g, '')
  if (!URL.canParse(bare)) return 'not readable'
  const { protocol, host } = new URL(bare)
  return protocol === 'http:' || protocol === 'https:' ? `${protocol}//${redactLine(host)}` : protocol
}

function sessionLines({ session, line, offline }: Readonly<AppState>): string[] {
  if (session.kind === 'restoring') return ['session: restoring']
  if (session.kind === 'signed-out')
    return ['session: signed out', `problem: ${session.problem?.code ?? 'none'}`]
  const { account, tokenKept, vaultProblem, isTokenRefused } = session
  const { server } = account
  return [
    `session: signed in${account.isDemo ? ' to the demo line' : ''}`,
    `server: ${server.kind}`,
    ...(server.kind === 'custom'
      ? [`REST: ${originOf(server.apiPrefix)}`, `live line: ${originOf(server.fayeUrl)}`]
      : []),
    `tenant: ${maskedStart(account.tenantId)}`,
    `desk phone: ${maskedEnd(account.agentId)}`,
    `caller number set: ${yesNo(account.callerNumber !== null)}`,
    `salesman code set: ${yesNo(account.salesmanCode !== null)}`,
    `token kept: ${tokenKept}; key store: ${vaultProblem?.code ?? 'no problem'}`,
    `token refused: ${yesNo(isTokenRefused)}`,
    `line: ${line.kind}${'sinceMs' in line ? ` since ${iso(line.sinceMs)}` : ''}`,
    offline === null
      ? 'offline report: none'
      : `offline report: ${offline.status}, ${iso(offline.sinceMs)} to ${iso(offline.untilMs)}, ` +
        `${offline.callKeys.length} calls, whole period: ${yesNo(!offline.isPartial)}`
  ]
}

function settingsLines({ settings, hotKeys, links }: Readonly<AppState>): string[] {
  const { notifications, dialling, pages } = settings
  return [
    `language: ${settings.language}; theme: ${settings.theme}`,
    `notifications: phone rings ${yesNo(notifications.phoneRings)}, answered ` +
      `${yesNo(notifications.calleeAnswered)}, ended ${yesNo(notifications.callEnded)}`,
    `notifications paused until: ${settings.notificationsPausedUntilMs === 0 ? 'not paused' : iso(settings.notificationsPausedUntilMs)}`,
    `token sent everywhere: ${yesNo(settings.isTokenSentEverywhere)}; opened at login: ${yesNo(settings.isOpenedAtLogin)}`,
    `dialling: ${dialling.policy}, undo pause ${dialling.undoPauseMs} ms, asks again within ` +
      `${dialling.askAgainWithinMs} ms, marked text ${yesNo(dialling.isSelectionTaken)}, bar ${yesNo(dialling.isBarShown)}`,
    `hot keys by: ${hotKeys.delivery}; desktop's shortcut: ${hotKeys.shortcut === null ? 'not needed' : yesNo(hotKeys.shortcut.isSet)}`,
    ...hotKeyActions.map((action) => {
      const { accelerator, failed } = hotKeys.keys[action]
      return `hot key ${action}: ${redactLine(accelerator ?? 'none')}${failed === null ? '' : ` (${redactLine(failed.accelerator)}: ${failed.problem})`}`
    }),
    `phone links: tel ${yesNo(links.schemes.tel.isOurs)}, callto ${yesNo(links.schemes.callto.isOurs)}, problem ${links.problem ?? 'none'}`,
    ...pageEvents.map((event) => {
      const { isOn, template } = pages[event]
      return `page ${event}: ${isOn ? 'on' : 'off'}, ${template === '' ? 'none' : originOf(template)}`
    })
  ]
}

function countLines({ calls, team }: Readonly<AppState>): string[] {
  const open = calls.filter(({ step }) => step !== 'ended').length
  return [
    `calls: ${calls.length}, open ${open}`,
    ...callOutcomes.map(
      (outcome) => `  ${outcome}: ${calls.filter((call) => call.outcome === outcome).length}`
    ),
    `records not complete: ${calls.filter(({ record }) => record.status !== 'complete').length}`,
    `team: ${teamStatuses.map((status) => `${status} ${team.filter((member) => member.status === status).length}`).join(', ')}`
  ]
}

/**
 * Returns a report for support, plain text in English, at most {@link maxReportBytes}. It contains no token, no full
 * number and no salesman code, and only scheme and host of addresses that the user entered. Unlabelled secrets in the
 * log (such as a bare token) can't be recognised here; nothing logs them.
 */
export function diagnosticsText({ nowMs, runsOn, state, logTail }: DiagnosticsFacts): string {
  const clean = cleaner(state)
  const field = (text: string | null): string => (text === null ? 'none' : clean(text, maxFieldLength))
  const { about, environment, connection, updates } = state
  const { address } = connection

  const history = connection.history.slice(0, maxConnectionEvents).map((event) => {
    const words = event.words === null ? '' : ` "${field(event.words)}"`
    return (
      [iso(event.atMs), event.kind, event.address, event.reason].filter((part) => part !== null).join(' ') +
      words
    )
  })
  const problems = environment.storageProblems
    .slice(-maxProblems)
    .map((problem) => `${iso(problem.atMs)} ${problem.kind}: ${problem.file}`)

  const parts: [string, string[]][] = [
    [
      'Versions',
      [
        `Deskline ${field(environment.version)}, Electron ${field(runsOn.electron)}, Chromium ${field(runsOn.chromium)}, Node ${field(runsOn.node)}`,
        `build: ${about.commit ?? 'from the sources'}, ${about.builtAtMs === null ? 'no date' : iso(about.builtAtMs)}; updates: ${updates.kind}`,
        `${environment.platform} ${field(runsOn.system)} ${field(runsOn.arch)}`,
        `display server: ${field(runsOn.displayServer)}; desktop: ${field(runsOn.desktop)}; tray: ${yesNo(environment.hasTray)}`,
        `language shown: ${environment.locale}`,
        `mobile numbers: ${mobileSource.name}, ${mobileSource.packageName} ${mobileSource.packageVersion}, published ${mobileSource.publishedOn}`,
        `does not answer: ${environment.unresponsive.join(', ') || 'nothing'}`,
        `withheld: ${environment.withheld.notifications} notifications, ${environment.withheld.pages} pages`
      ]
    ],
    ['Session', sessionLines(state)],
    [
      'Connection',
      [
        address === null
          ? 'address: none'
          : `address: ${address.kind}, ${field(hostOf(address.host))}, ${address.isEncrypted ? 'https' : 'plain http'}`,
        `transport: ${connection.transport ?? 'none'}; proxy: ${connection.proxy === null ? 'none' : field(hostOf(connection.proxy))}`,
        'history, newest first:',
        ...history
      ]
    ],
    ['Settings', settingsLines(state)],
    ['Storage', problems.length === 0 ? ['no problem'] : problems],
    ['Counts', countLines(state)]
  ]
  const head = [
    `Deskline diagnostics, ${iso(nowMs)}`,
    ...parts.flatMap(([title, lines]) => ['', `== ${title} ==`, ...lines]),
    '',
    '== Log, last lines ==',
    ''
  ].join('\n')

  const log: string[] = []
  let leftBytes = maxReportBytes - bytesOf(head)
  const lines = logTail.split(/\r?\n/).filter((line) => line !== '')
  for (const line of lines.slice(-maxLogLines).reverse()) {
    const cleaned = `${clean(line, maxLineLength)}\n`
    leftBytes -= bytesOf(cleaned)
    if (leftBytes < 0) break
    log.unshift(cleaned)
  }
  return head + log.join('')
}
