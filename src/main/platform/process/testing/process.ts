import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'
import type { StartProcess } from '../process-client'

/** The built entry of a process. */
export interface BuiltProgram {
  path: string
  remove(): void
}

/**
 * Bundles entries of `src/main` (`records-process.ts`) as the program's own build does, packages stay outside.
 * The first is the process; the others stand beside it.
 */
export async function buildProcess(...entries: [string, ...string[]]): Promise<BuiltProgram> {
  // Inside node_modules, so that the packages the bundle imports are found.
  const cache = resolve('node_modules/.cache/deskline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'process-'))
  const nameOf = (entry: string): string => basename(entry, '.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(
          entries.map((entry) => [nameOf(entry), resolve(import.meta.dirname, '../../..', entry)])
        ),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
      }
    }
  })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return {
    path: join(folder, `${nameOf(entries[0])}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the program as a child process of Node; `children` collects what was started. */
export const startNodeProcess =
  (program: string, children: ChildProcess[]): StartProcess =>
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
