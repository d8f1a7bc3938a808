import type { Call, LineStatus } from '../../shared/calls/schema'
import type { Account } from '../../shared/session/schema'
import type { Moment } from './moment'
import type { AddressKind, ConnectionReason } from '../../shared/session/connection'
import type { HotKeyAction, HotKeyProblem, KeyDelivery } from '../../shared/dialling/hot-keys'
import type { StoredCallers } from '../../shared/dialling/schema'
import type { AppError } from '../../shared/platform/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import type { Result } from '../../shared/platform/result'
import type { TeamEntry } from '../../shared/team/schema'

// Interfaces of the domain logic to the outside. Adapters implement them; tests use fakes.

/**
 * Two kinds of time that must not be mixed: wall time, for display and comparison with times of the service, and a
 * monotonic clock for all durations and deadlines.
 */
export interface Clock {
  /** Wall time in epoch ms. It can jump both ways: never measure a duration with it. */
  now(): number
  /** The current moment on the monotonic clock. */
  moment(): Moment
  /** Runs `task` once, not before `delayMs` have passed on the monotonic clock. Returns a cancel function. */
  after(delayMs: number, task: () => void): () => void
}

/** A file of text lines to which lines are added. Nothing throws. Errors: `disk-full`, `folder-unwritable`. */
export interface LineLog {
  /** All lines, oldest first; null: the file can't be read. */
  read(): string[] | null
  /** The lines are on the disk when this returns; after an error none of them may be relied on. */
  append(lines: readonly string[]): Result<undefined>
  /** Replaces all lines. */
  replace(lines: readonly string[]): Result<undefined>
  /** Deletes the file. */
  remove(): Result<undefined>
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
  /** Never sent twice. `call-unknown`: no reply, but the service may have accepted it. */
  startCall(request: StartCallRequest): Promise<Result<{ callId: string }>>
  readCall(callId: string): Promise<Result<CallRecord>>
  /** Both ends in epoch ms. `rowCount`: rows of the reply, including unreadable ones. */
  queryByPeriod(
    startMs: number,
    endMs: number,
    options?: { signal?: AbortSignal }
  ): Promise<Result<{ calls: CallRecord[]; rowCount: number }>>
  /**
   * Like queryByPeriod, but returns the reply's unparsed JSON: parsing the rows of a full reply blocks the event loop
   * for 100 ms and more. The caller has to validate it.
   */
  readPeriodReply(
    startMs: number,
    endMs: number,
    options?: { signal?: AbortSignal }
  ): Promise<Result<{ body: Uint8Array }>>
  /**
   * Never sent twice. `import-unknown`: no reply, but the service may have accepted the numbers. Any other error
   * means that it accepted none.
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
   * Sets the colleagues' desk phones to watch in addition to the user's own. A live line stays live: the new channels
   * are verified before the old ones are left.
   */
  watch(agentIds: readonly number[]): void
  stop(): Promise<void>
}

/** A message of a desk phone's channel (document, 订阅话机状态). */
export interface MonitorMessage {
  agentId: number
  callId: string
  callerNumber: string | null
  calleeNumber: string | null
  salesmanCode: string | null
  /** A state of the document, or any other value as received. */
  state: string
  /** 呼叫开始时间 (`updatedAt`), epoch ms. */
  startedAtMs: number | null
}

/** Notified by the live line. */
export interface LiveLineListener {
  onMessage(message: MonitorMessage, heardAtMs: number): void
  onStatus(status: LineStatus, detail: LineDetail): void
  /** The service refuses a subscription to a colleague's desk phone; the others stay watched. */
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
  /** On becoming live: start of the gap in which events may have been missed, epoch ms; null if there was none. */
  gapSinceMs: number | null
  /** On becoming live. */
  transport: 'websocket' | 'long-polling' | null
  /** Why it was lost or refused. `words`: the service's message; `error`: the error shown at sign-in. */
  problem: { reason: ConnectionReason; words: string | null; error?: AppError } | null
}

/** The address in use for the service. */
export interface UsedAddress {
  kind: AddressKind
  host: string
  isEncrypted: boolean
  /** host:port of the system's proxy; null if there is none. */
  proxy: string | null
}

/** The REST client and the live line of one account; opened at sign-in, closed at sign-out. */
export interface Connection {
  service: CallService
  line: LiveLine
  /** The computer woke up or its network changed: retries all failed connections at once. */
  wake(): void
}

/** Opens the connection to the service; an `address-invalid` error names its field. */
export type Connect = (
  account: Pick<Account, 'server' | 'tenantId' | 'agentId' | 'isDemo'>,
  token: string,
  listener: ConnectionListener
) => Promise<Result<Connection>>

/** The operating system's key store. Each call resolves within a time limit; none throws. */
export interface SecretVault {
  /** Null: the key store works and has no token for this account. */
  readToken(account: Account): Promise<Result<string | null>>
  keepToken(account: Account, token: string): Promise<Result<undefined>>
  /** Succeeds also if there was none. */
  removeToken(account: Account): Promise<Result<undefined>>
}

/** The account of the last sign-in, without its token. */
export interface AccountFile {
  read(): { account: Account; isSignedIn: boolean } | null
  write(kept: { account: Account; isSignedIn: boolean } | null): void
}

/** Stored calls of one account. */
export interface CallsFile {
  readonly initial: Call[]
  /** Schedules a write. */
  write(calls: Call[]): void
  /** Writes pending calls now. */
  flush(): void
}

/** Stored colleagues of one account. */
export interface TeamFile {
  read(): TeamEntry[]
  write(entries: TeamEntry[]): void
}

/** Stored caller numbers of one account. */
export interface CallersFile {
  read(): StoredCallers
  write(stored: StoredCallers): void
}

/** The system's global hot keys. */
export interface KeyRegistrar {
  /**
   * Null if the combination is registered; otherwise the reason. Where the desktop is asked first, null means that it
   * is asked: `onOutcome` gets its answer.
   */
  register(accelerator: string, onPress: () => void, action: HotKeyAction): HotKeyProblem | null
  unregister(accelerator: string): void
  unregisterAll(): void
  /** Calls `listener` with each late answer of the desktop; never called where `register` knows it at once. */
  onOutcome?(listener: (outcome: KeyOutcome) => void): void
}

/** What a desktop that is asked for global keys answered. */
export interface KeyOutcome {
  delivery: KeyDelivery
  /** Each combination asked for: the key that the desktop assigned, in its own words, or the reason there is none. */
  keys: {
    action: HotKeyAction
    accelerator: string
    assigned: string | null
    problem: HotKeyProblem | null
  }[]
}

/** Last known offset of the service's clock from this computer's, in ms; positive if the service's is ahead. */
export interface ClockOffsetFile {
  read(): number
  write(offsetMs: number): void
}

/** The salesman codes used on this machine; the service creates a salesman for each new code. */
export interface KnownSalesmen {
  isKnown(code: string): boolean
  remember(code: string): void
}
