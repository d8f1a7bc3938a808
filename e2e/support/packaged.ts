import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { ensureUnpackedProgram, type UnpackedProgram } from '../../scripts/package/packages.mjs'
import { findElectron } from '../../scripts/setup/electron-executable.mjs'
import { sandboxArguments } from '../../scripts/setup/sandbox.mjs'

/** The packaged program of this build; packages it if necessary. */
export async function packagedProgram(): Promise<UnpackedProgram> {
  const runtime = findElectron()
  if (runtime === undefined) throw new Error('There is no Electron yet: run `npm run setup` first.')
  return ensureUnpackedProgram(runtime)
}

/** A running packaged program. */
export interface PackagedRun {
  process: ChildProcess
  /** Its output so far, stdout and stderr. */
  output(): string
  /** Resolves with its exit code. */
  ended: Promise<number | null>
}

/** Starts the packaged program as a launcher does, without driving it. */
export function startPackaged(
  executable: string,
  userData: string,
  args: string[] = [],
  env: Record<string, string> = {}
): PackagedRun {
  const child = spawn(executable, [...sandboxArguments(), `--user-data-dir=${userData}`, ...args], {
    env: { ...process.env, LANGUAGE: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => (output += piece))
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null))
  return { process: child, output: () => output, ended }
}
