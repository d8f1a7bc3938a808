import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import {
  replySchema,
  type Ask,
  type AskableName,
  type AskOptions,
  type InputOf,
  type OperationName,
  type Operations,
  type OutputOf,
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

/** Dependencies of a client. */
export interface ProcessClientDeps<O extends Operations, Code extends string, Progress> {
  contract: ProcessContract<O, Code, Progress>
  start: StartProcess
  /** Input of the `open` operation of each new process. */
  openInput: () => InputOf<O, 'open'>
  onOpened?: (output: OutputOf<O, 'open'>) => void
  /** Time-out without a message, per operation; default 30 s. */
  limitsMs?: Partial<Record<OperationName<O>, number>>
}

/** The main process's view of a child process. Never throws. */
export interface ProcessClient<O extends Operations, Code extends string, Progress> {
  /**
   * Runs one operation in the process, starting and opening it if necessary. Aborting the signal sends a cancel
   * request, which takes effect when the process confirms it. A time-out or a crash ends the process; the next
   * operation starts a new one.
   */
  ask: Ask<O, Code, Progress>
  /** Ends the process, which holds files open, and runs `work` while none is running. Operations wait. */
  whileEnded(work: () => void): Promise<CodedResult<null, Code>>
  /** Ends the process permanently. */
  close(): Promise<void>
}

const defaultLimitMs = 30_000

interface Waiting<Code extends string, Progress> {
  settle(result: CodedResult<unknown, Code>): void
  progress(progress: Progress): void
}

interface Running<Code extends string, Progress> {
  process: StartedProcess
  waiting: Map<number, Waiting<Code, Progress>>
  opened: Promise<CodedResult<unknown, Code>>
  exited: Promise<void>
}

/** Creates the main process's client of a child process. */
export function createProcessClient<O extends Operations, Code extends string, Progress>(
  deps: ProcessClientDeps<O, Code, Progress>
): ProcessClient<O, Code, Progress> {
  const { contract, start } = deps
  const { operations, codes } = contract
  const replies = replySchema(contract)
  const limitsMs: Partial<Record<string, number>> = deps.limitsMs ?? {}
  let running: Running<Code, Progress> | null = null
  let lastId = 0
  let isClosed = false
  /** Resolves once all ended processes have exited and no `whileEnded` work is running. */
  let free: Promise<unknown> = Promise.resolve()

  const read = (waiting: Map<number, Waiting<Code, Progress>>, message: unknown): void => {
    const parsed = replies.safeParse(message)
    if (!parsed.success) return
    const reply = parsed.data
    const one = waiting.get(reply.id)
    if (one === undefined) return
    if (reply.kind === 'progress') one.progress(reply.progress)
    else
      one.settle(reply.kind === 'done' ? { ok: true, value: reply.value } : { ok: false, error: reply.error })
  }

  const end = (one: Running<Code, Progress>): void => {
    if (running === one) running = null
    free = Promise.all([free, one.exited])
    one.process.kill()
  }

  const request = (
    one: Pick<Running<Code, Progress>, 'process' | 'waiting'>,
    operation: OperationName<O>,
    input: unknown,
    options: AskOptions<Progress> & { onLimit: () => void }
  ): Promise<CodedResult<unknown, Code>> =>
    new Promise((resolve) => {
      const { signal, onProgress, onLimit } = options
      lastId += 1
      const id = lastId
      const limitMs = limitsMs[operation] ?? defaultLimitMs
      const expire = (): void => {
        settle(failedWith(codes.timedOut))
        onLimit()
      }
      let limit = setTimeout(expire, limitMs)
      const cancel = (): void => one.process.post({ kind: 'cancel', id })
      const settle = (result: CodedResult<unknown, Code>): void => {
        clearTimeout(limit)
        signal?.removeEventListener('abort', cancel)
        one.waiting.delete(id)
        resolve(result)
      }
      one.waiting.set(id, {
        settle,
        progress(progress) {
          clearTimeout(limit)
          limit = setTimeout(expire, limitMs)
          onProgress?.(progress)
        }
      })
      signal?.addEventListener('abort', cancel)
      one.process.post({ kind: 'ask', id, operation, input })
    })

  const begin = (): Running<Code, Progress> => {
    const waiting = new Map<number, Waiting<Code, Progress>>()
    let exit = (): void => undefined
    const exited = new Promise<void>((resolve) => {
      exit = resolve
    })
    const started = start({
      onMessage: (message) => read(waiting, message),
      onExit() {
        if (running?.waiting === waiting) running = null
        exit()
      }
    })
    const one: Running<Code, Progress> = {
      process: started,
      waiting,
      exited,
      opened: request({ process: started, waiting }, 'open', deps.openInput(), { onLimit: () => end(one) })
    }
    void one.opened.then((opened) => {
      const told = opened.ok ? operations.open.output.safeParse(opened.value) : null
      if (told?.success !== true) end(one)
      else deps.onOpened?.(told.data as OutputOf<O, 'open'>)
    })
    void exited.then(() => {
      for (const asked of [...waiting.values()]) asked.settle(failedWith(codes.failed))
    })
    return one
  }

  return {
    async ask<N extends AskableName<O>>(
      operation: N,
      input: InputOf<O, N>,
      options: AskOptions<Progress> = {}
    ): Promise<CodedResult<OutputOf<O, N>, Code>> {
      const isAborted = (): boolean => options.signal?.aborted === true
      if (isAborted()) return failedWith(codes.cancelled)
      let seen: Promise<unknown> | null = null
      while (seen !== free) {
        seen = free
        await seen
      }
      if (isClosed) return failedWith(codes.failed)
      running ??= begin()
      const one = running
      const opened = await one.opened
      if (!opened.ok) return opened
      if (running !== one) return failedWith(codes.failed)
      if (isAborted()) return failedWith(codes.cancelled)
      const result = await request(one, operation, input, { ...options, onLimit: () => end(one) })
      if (!result.ok) return result
      const value = operations[operation]?.output.safeParse(result.value)
      if (value?.success !== true) return failedWith(codes.failed)
      return { ok: true, value: value.data as OutputOf<O, N> }
    },
    whileEnded(work) {
      if (running !== null) end(running)
      const done = free.then((): CodedResult<null, Code> => {
        try {
          work()
          return { ok: true, value: null }
        } catch {
          return failedWith(codes.failed)
        }
      })
      free = done
      return done
    },
    async close() {
      isClosed = true
      if (running !== null) end(running)
      await free
    }
  }
}
