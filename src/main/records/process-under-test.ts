import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { StartRecordsProcess } from './records-client'

/** The built entry of the records' process. */
export interface BuiltProgram {
  path: string
  remove(): void
}

/** Bundles `records-process.ts` as the program's own build does, packages stay outside. */
export async function buildRecordsProcess(): Promise<BuiltProgram> {
  // Inside node_modules, so that the packages the bundle imports are found.
  const cache = resolve('node_modules/.cache/deskline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'records-'))
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: resolve(import.meta.dirname, '../records-process.ts'),
      outDir: folder,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'records-process.mjs', codeSplitting: false } }
    }
  })
  return {
    path: join(folder, 'records-process.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the program as a child process of Node; `children` collects what was started. */
export const startNodeProcess =
  (program: string, children: ChildProcess[]): StartRecordsProcess =>
  ({ onMessage, onExit }) => {
    // Advanced: typed arrays cross as they do in Electron.
    const child = fork(program, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    })
    children.push(child)
    child.on('message', onMessage)
    child.once('exit', () => onExit())
    return {
      post(message) {
        if (child.connected) child.send(message, () => undefined)
      },
      kill: () => {
        child.kill('SIGKILL')
      }
    }
  }
