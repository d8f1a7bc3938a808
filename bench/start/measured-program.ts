import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { electronExecutable } from '../../scripts/setup/electron-executable.mjs'
import { sandboxArguments } from '../../scripts/setup/sandbox.mjs'

/** The limit for any moment of a start, in ms; a bench without it would hang with a program that hangs. */
const momentLimitMs = 60_000

/** What a start prints; `reopened` is a duration, the others are moments. */
export type Moment = 'ready' | 'tray' | 'paint' | 'usable' | 'reopened'

/** A program to measure: see app/main.mjs. */
export interface Subject {
  name: string
  program: 'tray' | 'window' | 'deskline'
  userData: string
  args: readonly string[]
  /** Whether the start shows the main window. */
  hasWindow: boolean
}

const now = (): number => performance.timeOrigin + performance.now()

/** A running program that is measured. */
export class MeasuredProgram {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #spawnedAtMs = now()
  readonly #stamps: { moment: string; value: number }[] = []

  constructor({ program, userData, args }: Subject) {
    this.#process = spawn(
      electronExecutable(),
      [...sandboxArguments(), `--user-data-dir=${userData}`, join(process.cwd(), 'bench/start/app'), ...args],
      {
        env: {
          ...process.env,
          MEASURED_PROGRAM: program,
          MEASURED_MAIN: join(process.cwd(), 'out/main/index.js')
        },
        stdio: ['pipe', 'pipe', 'ignore']
      }
    )
    createInterface(this.#process.stdout).on('line', (line) => {
      const [, moment, value] = /^stamp (\w+) ([\d.]+)$/.exec(line) ?? []
      if (moment !== undefined) this.#stamps.push({ moment, value: Number(value) })
    })
  }

  get pid(): number {
    const { pid } = this.#process
    if (pid === undefined) throw new Error('the program was not started')
    return pid
  }

  /** Waits until `ms` after the start. */
  async until(ms: number): Promise<void> {
    await pause(Math.max(0, this.#spawnedAtMs + ms - now()))
  }

  /** Waits for a moment of the start; ms since the start. */
  async reached(moment: Exclude<Moment, 'reopened'>): Promise<number> {
    return (await this.#stamp(moment, 0)) - this.#spawnedAtMs
  }

  /** Closes the main window: it is hidden. */
  close(): void {
    this.#process.stdin.write('close\n')
  }

  /** Opens the hidden main window; ms until it is painted and usable. */
  async reopen(): Promise<number> {
    const before = this.#stamps.length
    this.#process.stdin.write('reopen\n')
    return this.#stamp('reopened', before)
  }

  async quit(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    const limit = setTimeout(() => this.#process.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(limit)
  }

  async #stamp(moment: Moment, from: number): Promise<number> {
    const endMs = now() + momentLimitMs
    while (now() < endMs) {
      const found = this.#stamps.slice(from).find((stamp) => stamp.moment === moment)
      if (found !== undefined) return found.value
      await pause(20)
    }
    throw new Error(`"${moment}" was not reached within ${momentLimitMs / 1_000} s`)
  }
}
