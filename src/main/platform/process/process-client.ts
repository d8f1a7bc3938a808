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

/** A process of Deskline's own, started. */
interface StartedProcess {
  post(message: ProcessRequest): void
  /** Ends it at once. */
  kill(): void
}

/** Starts a process. `onExit` is called once, also when it couldn't be started. */
export type StartProcess = (listeners: {
  onMessage: (message: unknown) => void
  onExit: () => void
}) => StartedProcess

/** What a client needs. */
export interface ProcessClientDeps<O extends Operations, Code extends string, Progress> {
  contract: ProcessContract<O, Code, Progress>
  start: StartProcess
  /** What a process that begins is opened with. */
  openInput: () => InputOf<O, 'open'>
  onOpened?: (output: OutputOf<O, 'open'>) => void
  /** How long an operation may say nothing; 30 s where nothing is said. */
  limitsMs?: Partial<Record<OperationName<O>, number>>
}

/** A process, as the main process sees it. Nothing throws. */
export interface ProcessClient<O extends Operations, Code extends string, Progress> {
  /**
   * Carries out one operation in the process, which is started and opened when there is none. Cancelled by the
   * signal, when the process says so; a time-out and a crash end the process, and the next question has a
   * fresh one.
   */
  ask: Ask<O, Code, Progress>
  /** Ends the process and does `work` while none is there: it holds files. Questions wait. */
  whileEnded(work: () => void): Promise<CodedResult<null, Code>>
  /** Ends the process for good. */
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

/** The main process's side of a process. */
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
  /** Fulfilled when no process that was ended is left, and no work is done in its absence. */
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
