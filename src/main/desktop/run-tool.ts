import { spawn } from 'node:child_process'

/** More output than this is not read, in characters. */
const maxOutputLength = 64 * 1024

/**
 * Runs a program of the system and resolves with what it printed, trimmed; null when it can't be run or fails.
 * Rejects when `limitMs` are over. Then it is ended with all it started, and isn't waited for: a tool of shell
 * scripts hangs in its children, which keep its pipes open and survive a signal to their parent.
 */
export function runTool(program: string, args: readonly string[], limitMs: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true
    })
    let output = ''
    const settle = (result: string | null): void => {
      clearTimeout(limit)
      resolve(result)
    }
    const limit = setTimeout(() => {
      try {
        // The process group that `detached` made.
        if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL')
        else child.kill('SIGKILL')
      } catch {
        // It has just ended.
      }
      child.stdout.destroy()
      child.unref()
      reject(new Error(`${program} doesn't answer`))
    }, limitMs)
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output = (output + piece).slice(0, maxOutputLength)
    })
    child.once('error', () => settle(null))
    child.once('close', (code) => settle(code === 0 ? output.trim() : null))
  })
}
