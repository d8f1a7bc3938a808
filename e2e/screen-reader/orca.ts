import { expect } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A running Orca, whose speech is read from its log; the speech service has no sound on a virtual desktop. */
export interface Orca {
  /** Everything that was spoken since the last call of `begin`. */
  spoken(): string[]
  /** Begins a new part of the transcript. */
  begin(): void
  stop(): void
}

/** Runs Orca with a log that is written by lines: a buffered one would hide what was just spoken. */
const runOrca = `
import builtins, runpy, sys
plain = builtins.open
def by_lines(file, mode='r', buffering=-1, *args, **more):
    return plain(file, mode, 1 if mode == 'w' else buffering, *args, **more)
builtins.open = by_lines
runpy.run_path('/usr/bin/orca', run_name='__main__')
`

const launchers = ['/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher']

/** Starts the accessibility bus and Orca on the desktop of `env`. `folder`: for its log. */
export async function startOrca(env: NodeJS.ProcessEnv, folder: string): Promise<Orca> {
  const log = join(folder, 'orca.log')
  const children: ChildProcess[] = []
  const start = (program: string, args: string[]): void => {
    // Its own group: both start helpers that outlive them.
    children.push(spawn(program, args, { env, stdio: 'ignore', detached: true }))
  }
  const speech = (): string[] =>
    existsSync(log)
      ? [...readFileSync(log, 'utf8').matchAll(/SPEECH OUTPUT: '(.*)'(?:\{.*\})?$/gm)].map(([, text = '']) =>
          text.trim()
        )
      : []
  let begun = 0

  start(launchers.find((path) => existsSync(path)) ?? 'at-spi-bus-launcher', [
    '--launch-immediately',
    '--a11y=1',
    '--screen-reader=1'
  ])
  // Orca ends at once where the bus isn't there yet.
  execFileSync('gdbus', ['wait', '--session', '--timeout', '60', 'org.a11y.Bus'], { env })
  // Without its path, a Python that isn't the system's may come first, which lacks Orca's modules.
  start('/usr/bin/python3', ['-c', runOrca, '--replace', `--debug-file=${log}`])
  await expect.poll(() => speech().join(' ')).toContain('Screen reader on')

  return {
    spoken: () => speech().slice(begun),
    begin: () => void (begun = speech().length),
    stop() {
      for (const { pid } of children.reverse()) {
        try {
          if (pid !== undefined) process.kill(-pid, 'SIGKILL')
        } catch {
          // It has ended.
        }
      }
    }
  }
}
