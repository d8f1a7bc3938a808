import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCodeOf } from '../core/error-code'
import { monotonicMs } from './clock'

/** A start that takes longer than this to ask for the lock is not waited for. */
const limitMs = 3_000
const pollMs = 10

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (problem) {
    // Another user's process is alive as well.
    return errorCodeOf(problem) === 'EPERM'
  }
}

/** Removes the file of a turn whose process was killed. An empty one was made just now. */
function endDeadTurn(path: string): void {
  try {
    const owner = Number(readFileSync(path, 'utf8'))
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true })
  } catch (problem) {
    // Its turn has just ended.
    if (errorCodeOf(problem) !== 'ENOENT') throw problem
  }
}

/** Creates the file of the turn with this process's id; false while another process has it. */
function takeTurn(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (problem) {
    if (errorCodeOf(problem) !== 'EEXIST') throw problem
    endDeadTurn(path)
    return false
  }
}

/**
 * Runs `work` while no other start in `folder` does. Chromium takes the lock of a process that doesn't listen yet for
 * the lock of a dead one, so of two starts at the same moment both can win (seen in 1 of 6 with Electron 33 on Linux).
 * Waits for at most 3 s, synchronously, since nothing runs yet; then, or where the folder can't be written, it runs
 * `work` all the same.
 */
export function inStartTurn<T>(folder: string, work: () => T): T {
  const path = join(folder, 'starting')
  const startedMs = monotonicMs()
  let isTaken = false
  try {
    for (;;) {
      isTaken = takeTurn(path)
      if (isTaken || monotonicMs() - startedMs > limitMs) break
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs)
    }
  } catch {
    // Without a turn the start is as safe as Chromium's own lock.
  }
  try {
    return work()
  } finally {
    if (isTaken) rmSync(path, { force: true })
  }
}
