import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import type { RunMessage } from './messages'

/** The built test program. */
export interface BuiltProgram {
  /** Runs the program, kills it after so many lines, and returns its messages. */
  runUntil(file: string, lines: number): Promise<RunMessage[]>
  remove(): void
}

/** Bundles `program.ts`. */
export async function buildProgram(): Promise<BuiltProgram> {
  const cache = resolve('node_modules', '.cache', 'deskline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'repository-'))
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: resolve(import.meta.dirname, 'program.ts'),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'program.mjs', codeSplitting: false } }
    }
  })
  return {
    async runUntil(file, lines) {
      const child = spawn(process.execPath, [join(folder, 'program.mjs'), file], {
        stdio: ['ignore', 'pipe', 'inherit']
      })
      const said: RunMessage[] = []
      const output = createInterface({ input: child.stdout })
      const ended = once(output, 'close')
      output.on('line', (line) => {
        const word = JSON.parse(line) as RunMessage
        said.push(word)
        if (said.length >= lines || word.kind === 'done') child.kill('SIGKILL')
      })
      await ended
      return said
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
