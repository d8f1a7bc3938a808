import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import type { Order } from './generations'

/** What the program answers to an order. */
interface Answer {
  initial?: number
  generation?: number
  problems?: string[]
}

/** The program that keeps a document, running in a process of its own. */
export interface StorageProgram {
  pid: number
  ask(order: Order): Promise<Answer>
  /** The next line it says by itself. */
  next(): Promise<Answer>
  /** Ends it in the middle of whatever it does, and gives what it said that nobody asked for. */
  kill(): Promise<Answer[]>
}

/** Bundles the program; `start` starts one, `remove` takes the bundle away. */
export async function buildStorageProgram(): Promise<{ start(): StorageProgram; remove(): void }> {
  const cache = resolve('node_modules', '.cache', 'deskline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'storage-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    // Outside Electron its package is a path; electron-store asks it for a default folder that isn't used.
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
