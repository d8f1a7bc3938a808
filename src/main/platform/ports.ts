import type { Call } from '../../shared/calls/call'
import type { Account } from '../../shared/session/session'
import type { Moment } from './moment'
import type { AddressKind, ConnectionReason } from '../../shared/session/connection'
import type { AppError } from '../../shared/platform/errors'
import type { LineStatus } from '../../shared/calls/line'
import type { CallRecord, MonitorMessage } from '../../shared/records/record'
import type { Result } from '../../shared/platform/result'
import type { TeamEntry } from '../../shared/team/team'

// What the rules need of the outside. Adapters implement these; tests bring fakes.

/**
 * Time as two things that don't mix: wall time, to display and to compare with what the service says, and a
 * monotonic clock for every duration, deadline and "not yet".
 */
export interface Clock {
  /** Wall time in epoch ms. It can jump both ways: never measure a duration with it. */
  now(): number
  /** The present moment on the monotonic clock. */
  moment(): Moment
  /** Runs `task` once, not before `delayMs` have passed on the monotonic clock. Returns a cancel function. */
  after(delayMs: number, task: () => void): () => void
}

/** The fields of a call to start (document, 一、发起呼叫). */
export interface StartCallRequest {
  /** 被叫号码, digits as they are sent. */
  calleeNumber: string
  /** 主叫号码; null: left out of the body. */
  callerNumber: string | null
  /** 固定话机ID; null: left out of the body. */
  agentId: number | null
  /** 销售员编号; null: left out of the body. */
  salesmanCode: string | null
}

/** The service's REST calls. They report errors as data and never throw. */
export interface CallService {
  /** Never sent twice. `call-unknown`: the service may have accepted it without an answer. */
  startCall(request: StartCallRequest): Promise<Result<{ callId: string }>>
  readCall(callId: string): Promise<Result<CallRecord>>
  /** Both ends in epoch ms. `rowCount`: rows of the reply, including unreadable ones. */
  queryByPeriod(
    startMs: number,
    endMs: number,
    options?: { signal?: AbortSignal }
  ): Promise<Result<{ calls: CallRecord[]; rowCount: number }>>
  /**
   * The same, with the reply's unparsed JSON: parsing the rows of a full reply blocks the event loop for 100 ms
   * and more. The caller has to validate it.
   */
  readPeriodReply(
    startMs: number,
    endMs: number,
    options?: { signal?: AbortSignal }
  ): Promise<Result<{ body: Uint8Array }>>
  /**
   * Never sent twice. `import-unknown`: the service may have accepted the numbers without an answer. Any other
   * error means that it accepted none.
   */
  importNumbers(
    campaignId: string,
    numbers: readonly string[],
    options?: { signal?: AbortSignal }
  ): Promise<Result<undefined>>
  close(): Promise<void>
}

/** The live state of desk phones. None of its methods throws. */
export interface LiveLine {
  start(): void
  /** Connects at once, also after a refusal. */
  retry(): void
  /** Reconnects at once, because the connection may have died unnoticed; not after a refusal. */
  wake(): void
  /**
   * Sets the colleagues' desk phones to watch in addition to the user's own. A live line stays live: the new
   * channels are proven before the old ones are left.
   */
  watch(agentIds: readonly number[]): void
  stop(): Promise<void>
}

/** Notified by the live line. */
export interface LiveLineListener {
  onMessage(message: MonitorMessage, heardAtMs: number): void
  onStatus(status: LineStatus, detail: LineDetail): void
  /** The service refuses to let a colleague's desk phone be watched; the others stay watched. */
  onAgentRefused(agentId: number, words: string | null): void
  /** Another address of the service is in use. Also called once at the start. */
  onAddress(address: UsedAddress, reason: ConnectionReason | null): void
}

/** Notified by the live line and the REST client of one connection. */
export interface ConnectionListener extends LiveLineListener {
  /** A reply that has just arrived shows the service's time: `serviceMs`, epoch ms. */
  onServiceTime(serviceMs: number): void
}

/** Details of a line's status. */
export interface LineDetail {
  /** On becoming live: since when events may have been missed, epoch ms; null: none was. */
  gapSinceMs: number | null
  /** On becoming live. */
  transport: 'websocket' | 'long-polling' | null
  /** Why it was lost or refused. `words`: the server's message; `error`: the error that a sign-in shows. */
  problem: { reason: ConnectionReason; words: string | null; error?: AppError } | null
}

/** How the service is reached. */
export interface UsedAddress {
  kind: AddressKind
  host: string
  isEncrypted: boolean
  /** host:port of the system's proxy; null: none. */
  proxy: string | null
}

/** The REST client and the live line of one account; opened at sign-in, closed at sign-out. */
export interface Connection {
  service: CallService
  line: LiveLine
  /** The computer woke up or changed its network: retries at once whatever failed before. */
  wake(): void
}

/** Opens the connection to the service; an `address-invalid` error names its field. */
export type Connect = (
  account: Pick<Account, 'server' | 'tenantId' | 'agentId' | 'isDemo'>,
  token: string,
  listener: ConnectionListener
) => Promise<Result<Connection>>

/** The key store of the operating system. Every answer comes within a time limit; none throws. */
export interface SecretVault {
  /** Null: the key store works and holds no token for this account. */
  readToken(account: Account): Promise<Result<string | null>>
  keepToken(account: Account, token: string): Promise<Result<undefined>>
  /** Succeeds also when there was none. */
  removeToken(account: Account): Promise<Result<undefined>>
}

/** The account of the last sign-in, without its token. */
export interface AccountFile {
  read(): { account: Account; isSignedIn: boolean } | null
  write(kept: { account: Account; isSignedIn: boolean } | null): void
}

/** The calls of one account, as they are kept. */
export interface CallsFile {
  readonly initial: Call[]
  /** Keeps them soon, off the caller's path. */
  write(calls: Call[]): void
  /** Keeps now what waits. */
  flush(): void
}

/** The colleagues of one account, as they are kept. */
export interface TeamFile {
  read(): TeamEntry[]
  write(entries: TeamEntry[]): void
}

/** The system's global keys. */
export interface KeyRegistrar {
  /** Null when the combination is had now; else why it isn't. */
  register(accelerator: string, onPress: () => void): 'taken' | 'unsuitable' | null
  unregister(accelerator: string): void
  unregisterAll(): void
}

/** How far the service's clock was ahead of this computer's when it was last known, in ms. */
export interface ClockOffsetFile {
  read(): number
  write(offsetMs: number): void
}

/** The salesman codes that were used on this machine; the service creates a salesman by a new one. */
export interface KnownSalesmen {
  isKnown(code: string): boolean
  remember(code: string): void
}
