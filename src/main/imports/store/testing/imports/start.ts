import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Answer, ImporterInput, RunMessage, Stage } from './messages'

/** What is to be killed: the program that imports, its process of lists and imports, or both at once. */
export type Victim = 'importer' | 'process' | 'both'

/** The program that imports, running in a process of its own. */
export interface ImporterRun {
  /** Resolves when it has come to this stage, or beyond. */
  reached(stage: Stage): Promise<void>
  /** What it found when it began; null: it was ended before. */
  found(): Extract<RunMessage, { kind: 'found' }> | null
  /** Its last word; null while it works. `left`: it ended without one. */
  end(): Extract<RunMessage, { kind: 'done' | 'failed' }> | { kind: 'left' } | null
  /** Its last word, when there is one. */
  ended(): Promise<Exclude<ReturnType<ImporterRun['end']>, null>>
  /** What it showed last. */
  shows(): string
  /** Calls back when it says something, and when it is gone; gives what ends that. */
  onChange(listener: () => void): () => void
  kill(victim: Victim): void
  /** Resolves when neither it nor a process that it started is left. */
  gone: Promise<void>
}

const order: readonly Stage[] = ['reading', 'creating', 'sending']

/** Starts the built `importer.ts`; `answer` is what a person who looks into the library says. */
export function startImporter(
  path: string,
  input: ImporterInput,
  answer: (asked: Extract<RunMessage, { kind: 'asks' }>) => Answer
): ImporterRun {
  // Those that it starts hold its output open: it is closed when all of them are gone.
  const child = fork(path, [JSON.stringify(input)], {
    // One that runs wild ends by itself.
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
          // It ended by itself a moment ago.
        }
      }
      if (victim !== 'process') child.kill('SIGKILL')
    }
  }
}
