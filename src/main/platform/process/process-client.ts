import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import type { Ask, AskableName, AskOptions, InputOf, Operations, OutputOf } from '../process-contract'
import { RunningProcess, type RunningProcessDeps } from './running-process'

/** Dependencies of a client. */
export interface ProcessClientDeps<
  O extends Operations,
  Code extends string,
  Progress
> extends RunningProcessDeps<O, Code, Progress> {
  /** Input of the `open` operation of each new process. */
  openInput: () => InputOf<O, 'open'>
  onOpened?: (output: OutputOf<O, 'open'>) => void
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

/** A process, and the reply to its `open` operation. */
interface OpenedProcess<O extends Operations, Code extends string, Progress> {
  process: RunningProcess<O, Code, Progress>
  opened: Promise<CodedResult<unknown, Code>>
}

/** Creates the main process's client of a child process. */
export function createProcessClient<O extends Operations, Code extends string, Progress>(
  deps: ProcessClientDeps<O, Code, Progress>
): ProcessClient<O, Code, Progress> {
  const { operations, codes } = deps.contract
  let running: OpenedProcess<O, Code, Progress> | null = null
  let isClosed = false
  /** Resolves once all ended processes have exited and no `whileEnded` work is running. */
  let free: Promise<unknown> = Promise.resolve()

  const end = (process: RunningProcess<O, Code, Progress>): void => {
    if (running?.process === process) running = null
    free = Promise.all([free, process.exited])
    process.kill()
  }

  const begin = (): OpenedProcess<O, Code, Progress> => {
    const process = new RunningProcess(deps)
    void process.exited.then(() => {
      if (running?.process === process) running = null
    })
    const opened = process.request('open', deps.openInput(), {}, () => end(process))
    void opened.then((reply) => {
      const output = reply.ok ? operations.open.output.safeParse(reply.value) : null
      if (output?.success !== true) end(process)
      else deps.onOpened?.(output.data as OutputOf<O, 'open'>)
    })
    return { process, opened }
  }

  return {
    async ask<N extends AskableName<O>>(
      operation: N,
      input: InputOf<O, N>,
      options: AskOptions<Progress> = {}
    ): Promise<CodedResult<OutputOf<O, N>, Code>> {
      const isAborted = (): boolean => options.signal?.aborted === true
      if (isAborted()) return failedWith(codes.cancelled)
      let awaited: Promise<unknown> | null = null
      while (awaited !== free) {
        awaited = free
        await awaited
      }
      if (isClosed) return failedWith(codes.failed)
      running ??= begin()
      const current = running
      const opened = await current.opened
      if (!opened.ok) return opened
      if (running !== current) return failedWith(codes.failed)
      if (isAborted()) return failedWith(codes.cancelled)
      const { process } = current
      const result = await process.request(operation, input, options, () => end(process))
      if (!result.ok) return result
      const value = operations[operation]?.output.safeParse(result.value)
      if (value?.success !== true) return failedWith(codes.failed)
      return { ok: true, value: value.data as OutputOf<O, N> }
    },
    whileEnded(work) {
      if (running !== null) end(running.process)
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
      if (running !== null) end(running.process)
      await free
    }
  }
}
