import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import {
  replySchema,
  type AskOptions,
  type OperationName,
  type Operations,
  type ProcessContract,
  type ProcessRequest
} from '../process-contract'

/** A started child process. */
interface StartedProcess {
  post(message: ProcessRequest): void
  /** Kills it immediately. */
  kill(): void
}

/** Starts a process. `onExit` is called once, also if it couldn't be started. */
export type StartProcess = (listeners: {
  onMessage: (message: unknown) => void
  onExit: () => void
}) => StartedProcess

/** Dependencies of a running process. */
export interface RunningProcessDeps<O extends Operations, Code extends string, Progress> {
  contract: ProcessContract<O, Code, Progress>
  start: StartProcess
  /** Time-out without a message, per operation; default 30 s. */
  limitsMs?: Partial<Record<OperationName<O>, number>>
}

const defaultLimitMs = 30_000

/** A request without a reply yet. */
interface Pending<Code extends string, Progress> {
  resolve: (result: CodedResult<unknown, Code>) => void
  progress: (progress: Progress) => void
}

/** A child process and its pending requests. They fail when it exits. */
export class RunningProcess<O extends Operations, Code extends string, Progress> {
  readonly exited: Promise<void>
  readonly #deps: RunningProcessDeps<O, Code, Progress>
  readonly #replies
  readonly #process: StartedProcess
  readonly #pending = new Map<number, Pending<Code, Progress>>()
  #lastId = 0

  constructor(deps: RunningProcessDeps<O, Code, Progress>) {
    this.#deps = deps
    this.#replies = replySchema(deps.contract)
    let onExit = (): void => undefined
    this.exited = new Promise((resolve) => (onExit = resolve))
    this.#process = deps.start({ onMessage: (message) => this.#receive(message), onExit: () => onExit() })
    void this.exited.then(() => {
      for (const { resolve } of [...this.#pending.values()]) resolve(failedWith(deps.contract.codes.failed))
    })
  }

  kill(): void {
    this.#process.kill()
  }

  /** Posts a request. Aborting the signal posts a cancel request. On a time-out it fails, then calls `onTimeOut`. */
  request(
    operation: OperationName<O>,
    input: unknown,
    { signal, onProgress }: AskOptions<Progress>,
    onTimeOut: () => void
  ): Promise<CodedResult<unknown, Code>> {
    const { contract, limitsMs } = this.#deps
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((settle) => {
      const limitMs = limitsMs?.[operation] ?? defaultLimitMs
      const expire = (): void => {
        resolve(failedWith(contract.codes.timedOut))
        onTimeOut()
      }
      let timer = setTimeout(expire, limitMs)
      const cancel = (): void => this.#process.post({ kind: 'cancel', id })
      const resolve = (result: CodedResult<unknown, Code>): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
        this.#pending.delete(id)
        settle(result)
      }
      this.#pending.set(id, {
        resolve,
        progress(progress) {
          clearTimeout(timer)
          timer = setTimeout(expire, limitMs)
          onProgress?.(progress)
        }
      })
      signal?.addEventListener('abort', cancel)
      this.#process.post({ kind: 'ask', id, operation, input })
    })
  }

  #receive(message: unknown): void {
    const parsed = this.#replies.safeParse(message)
    if (!parsed.success) return
    const reply = parsed.data
    const pending = this.#pending.get(reply.id)
    if (reply.kind === 'progress') pending?.progress(reply.progress)
    else if (reply.kind === 'done') pending?.resolve({ ok: true, value: reply.value })
    else pending?.resolve({ ok: false, error: reply.error })
  }
}
