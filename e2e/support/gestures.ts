import { test } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

// User input through X: keys and the clipboard don't belong to any program of the tests.

/** The default hot key, in xdotool's syntax. */
export const dialKey = 'ctrl+shift+F9'

/** Presses and releases keys, one after the other. */
export function pressKeys(...keys: string[]): void {
  execFileSync('xdotool', ['key', '--clearmodifiers', ...keys])
}

/** Presses a key repeatedly, `everyMs` apart. */
export function pressOften(key: string, times: number, everyMs: number): void {
  execFileSync('xdotool', [
    'key',
    '--clearmodifiers',
    '--repeat',
    String(times),
    '--delay',
    String(everyMs),
    key
  ])
}

/** Copies a text as another program would. */
export function copy(text: string): void {
  execFileSync('xclip', ['-selection', 'clipboard', '-loops', '0'], {
    input: text,
    stdio: ['pipe', 'ignore', 'ignore']
  })
}

/** Selects a text as another program would (X11's PRIMARY selection). */
export function mark(text: string): void {
  execFileSync('xclip', ['-selection', 'primary'], { input: text, stdio: ['pipe', 'ignore', 'ignore'] })
}

/** The text on the clipboard. */
export const copied = (): string =>
  execFileSync('xclip', ['-selection', 'clipboard', '-o'], { encoding: 'utf8' })

/** The id of the X window that has the focus. */
export const focusedWindow = (): string =>
  execFileSync('xdotool', ['getwindowfocus'], { encoding: 'utf8' }).trim()

/** Opens another program's window, in front and focused, like an agent's CRM. */
export function openOtherProgram(): { id: string; close(): Promise<void> } {
  const program: ChildProcess = spawn('xmessage', ['-geometry', '400x200+80+120', 'CRM'], { stdio: 'ignore' })
  const id = execFileSync('xdotool', ['search', '--sync', '--onlyvisible', '--name', 'xmessage'], {
    encoding: 'utf8'
  })
    .trim()
    .split('\n')[0]
  if (id === undefined) throw new Error('no window')
  execFileSync('xdotool', ['windowactivate', '--sync', id])
  return {
    id,
    async close() {
      const gone = once(program, 'exit')
      program.kill()
      await gone
    }
  }
}

/** Moves the pointer a little: the keys of Playwright don't count as input of a user at the computer. */
export function stirMouse(): void {
  execFileSync('xdotool', ['mousemove_relative', '--', '1', '0'])
  execFileSync('xdotool', ['mousemove_relative', '--', '-1', '0'])
}

/** Works in another program during each test: what the focused window shows isn't notified. Call it after starting Deskline. */
export function workElsewhere(): void {
  let other: ReturnType<typeof openOtherProgram> | null = null
  test.beforeEach(() => {
    other = openOtherProgram()
  })
  test.afterEach(() => other?.close())
}
