import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import type { Order } from './generations'

/** The program's reply to a command. */
interface Answer {
  initial?: number
  generation?: number
  problems?: string[]
}

/** The program that keeps a document, as a separate process. */
export interface StorageProgram {
  pid: number
  ask(order: Order): Promise<Answer>
  /** The next line that isn't a reply. */
  next(): Promise<Answer>
  /** Kills it immediately and returns the unread lines. */
  kill(): Promise<Answer[]>
}

/** Bundles the program; `start` starts one, `remove` removes the bundle. */
export async function buildStorageProgram(): Promise<{ start(): StorageProgram; remove(): void }> {
  const cache = resolve('node_modules', '.cache', 'deskline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'storage-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    // Outside Electron its package is just a path; electron-store needs it only for a default folder that isn't used.
    resolve: { alias: { electron: resolve(import.meta.dirname, 'no-electron.ts') } },
    ssr: { noExternal: ['zod', 'electron-store'] },
    build: {
      ssr: resolve(import.meta.dirname, 'program.ts'),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'program.mjs', codeSplitting: false } }
    }
  })
  return {
    start: () => startProgram(join(folder, 'program.mjs')),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

function startProgram(file: string): StorageProgram {
  const child: ChildProcess = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said: Answer[] = []
  const waiting: ((answer: Answer) => void)[] = []
  if (child.stdout === null || child.pid === undefined) throw new Error('the program does not start')
  const lines = createInterface({ input: child.stdout })
  const ended = once(lines, 'close')
  lines.on('line', (line) => {
    const answer = JSON.parse(line) as Answer
    const first = waiting.shift()
    if (first === undefined) said.push(answer)
    else first(answer)
  })
  const next = (): Promise<Answer> => {
    const [first] = said.splice(0, 1)
    return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first)
  }
  return {
    pid: child.pid,
    next,
    ask(order) {
      child.stdin?.write(`${JSON.stringify(order)}\n`)
      return next()
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
      return said
    }
  }
}
