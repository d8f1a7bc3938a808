import type { Call } from '../../shared/call'
import type { Account, ServerChoice } from '../../shared/session'
import type { LineStatus } from '../../shared/line'
import type { CallRecord, MonitorMessage } from '../../shared/record'
import type { Result } from '../../shared/result'

// What the rules need of the outside. Adapters in uccc/ and desktop/ fit these; tests bring others.

/** The clock and timers, so that rules can be tested without waiting. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Runs `task` once after `delayMs`; gives back the function that calls it off. */
  after(delayMs: number, task: () => void): () => void
}

/** What starting a call needs (document, 一、发起呼叫). */
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

/** The service's REST calls that the rules use. None throws. */
export interface CallService {
  /** Sent once, whatever happens; `call-unknown` when it may have been taken without our knowing. */
  startCall(request: StartCallRequest): Promise<Result<{ callId: string }>>
  readCall(callId: string): Promise<Result<CallRecord>>
  /** Both ends in epoch ms. */
  queryByPeriod(startMs: number, endMs: number): Promise<Result<{ calls: CallRecord[] }>>
  close(): Promise<void>
}

/** The live state of desk phones. None throws. */
export interface LiveLine {
  start(): void
  /** Tries at once, also after a refusal. */
  retry(): void
  /** Connects anew at once, since the connection may have died unnoticed; not after a refusal. */
  wake(): void
  stop(): Promise<void>
}

/** What the live line tells. */
export interface LiveLineListener {
  onMessage(message: MonitorMessage, heardAtMs: number): void
  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onStatus(status: LineStatus, detail: { gapSinceMs: number | null }): void
}

/** Both ways to the service for one account; made at sign-in, closed at sign-out. */
export interface Connection {
  service: CallService
  line: LiveLine
}

/** Opens the ways to the service; an `address-invalid` error names its field. */
export type Connect = (
  account: { server: ServerChoice; tenantId: string; agentId: number },
  token: string,
  listener: LiveLineListener
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

/** The system's global keys. */
export interface KeyRegistrar {
  /** Null when the combination is had now; else why it isn't. */
  register(accelerator: string, onPress: () => void): 'taken' | 'unsuitable' | null
  unregister(accelerator: string): void
  unregisterAll(): void
}

/** The salesman codes that were used on this machine; the service creates a salesman by a new one. */
export interface KnownSalesmen {
  isKnown(code: string): boolean
  remember(code: string): void
}
