import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'
import type { StartProcess } from '../running-process'

/** The built entry of a process. */
export interface BuiltProgram {
  path: string
  remove(): void
}

/**
 * Bundles entries of `src/main` (`records-process.ts`) like the program's own build; packages stay external. The
 * first entry is the process; the others are built next to it.
 */
export async function buildProcess(...entries: [string, ...string[]]): Promise<BuiltProgram> {
  // Inside node_modules, so that the bundle can resolve its packages.
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

/** Starts the program as a Node child process and adds it to `children`. */
export const startNodeProcess =
  (program: string, children: ChildProcess[]): StartProcess =>
  ({ onMessage, onExit }) => {
    // Advanced, so that typed arrays are passed as they are in Electron.
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
