import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Answer, ImporterInput, RunMessage, Stage } from './messages'

/** What to kill: the import program, its imports process, or both at once. */
export type Victim = 'importer' | 'process' | 'both'

/** The import program, running in a separate process. */
export interface ImporterRun {
  /** Resolves when it has reached this stage or a later one. */
  reached(stage: Stage): Promise<void>
  /** What it found when it began; null: it ended before. */
  found(): Extract<RunMessage, { kind: 'found' }> | null
  /** How it ended; null while it runs. `left`: it ended without a final message. */
  end(): Extract<RunMessage, { kind: 'done' | 'failed' }> | { kind: 'left' } | null
  /** Resolves when it has ended. */
  ended(): Promise<Exclude<ReturnType<ImporterRun['end']>, null>>
  /** The last state it showed. */
  shows(): string
  /** Calls `listener` for each message and when the program ends. Returns an unsubscribe function. */
  onChange(listener: () => void): () => void
  kill(victim: Victim): void
  /** Resolves when it and all processes that it started have ended. */
  gone: Promise<void>
}

const order: readonly Stage[] = ['reading', 'creating', 'sending']

/** Starts the built `importer.ts`; `answer` decides like a user who looks into the library. */
export function startImporter(
  path: string,
  input: ImporterInput,
  answer: (asked: Extract<RunMessage, { kind: 'asks' }>) => Answer
): ImporterRun {
  // Its child processes inherit its output: the stream closes when all of them have ended.
  const child = fork(path, [JSON.stringify(input)], {
    // Ends the process if it leaks memory.
    execArgv: ['--max-old-space-size=256'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc']
  })
  child.stdout?.resume()
  let place = -1
  let processId: number | null = null
  let found: ReturnType<ImporterRun['found']> = null
  let end: ReturnType<ImporterRun['end']> = null
  let shows = ''
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const onChange: ImporterRun['onChange'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  child.on('message', (message) => {
    const said = message as RunMessage
    if (said.kind === 'process') processId = said.pid
    if (said.kind === 'found') found = said
    if (said.kind === 'shows') shows = said.text
    if (said.kind === 'stage') place = Math.max(place, order.indexOf(said.stage))
    if (said.kind === 'done' || said.kind === 'failed') end = said
    if (said.kind === 'asks' && child.connected) child.send(answer(said), () => undefined)
    tell()
  })
  const gone = once(child, 'close').then(() => {
    end ??= { kind: 'left' }
    tell()
  })

  const comes = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return
        off()
        resolve()
      }
      const off = onChange(look)
      look()
    })

  return {
    found: () => found,
    end: () => end,
    shows: () => shows,
    onChange,
    gone,
    async reached(stage) {
      await comes(() => place >= order.indexOf(stage) || end !== null)
    },
    async ended() {
      await comes(() => end !== null)
      return end ?? { kind: 'left' }
    },
    kill(victim) {
      if (victim !== 'importer' && processId !== null) {
        try {
          process.kill(processId, 'SIGKILL')
        } catch {
          // It has just ended.
        }
      }
      if (victim !== 'process') child.kill('SIGKILL')
    }
  }
}
