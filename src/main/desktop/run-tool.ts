import { spawn } from 'node:child_process'

/** Maximum output that is read, in characters. */
const maxOutputLength = 64 * 1024

/**
 * Runs a system tool and resolves with its trimmed output; null when it can't be started or fails. Rejects after
 * `limitMs` and kills its whole process group without waiting: tools written as shell scripts hang in their children,
 * which keep the pipes open and survive a signal to their parent.
 */
export function runTool(program: string, args: readonly string[], limitMs: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true
    })
    let output = ''
    const finish = (result: string | null): void => {
      clearTimeout(limit)
      resolve(result)
    }
    const limit = setTimeout(() => {
      try {
        // `detached` made it a process group.
        if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL')
        else child.kill('SIGKILL')
      } catch {
        // Already ended.
      }
      child.stdout.destroy()
      child.unref()
      reject(new Error(`${program} doesn't answer`))
    }, limitMs)
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output = (output + piece).slice(0, maxOutputLength)
    })
    child.once('error', () => finish(null))
    child.once('close', (code) => finish(code === 0 ? output.trim() : null))
  })
}
