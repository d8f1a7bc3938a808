import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCodeOf } from '../platform/error-code'
import { monotonicMs } from '../platform/clock'

/** A lock held longer than this is stale: its process was killed, or its process id was reused. */
const usualLimitMs = 3_000
const pollMs = 10

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (problem) {
    // EPERM: the process runs, as another user.
    return errorCodeOf(problem) === 'EPERM'
  }
}

/** Removes the lock file of a dead process. Keeps an empty file: its process is about to write its id. */
function removeStaleLock(path: string): void {
  try {
    const owner = Number(readFileSync(path, 'utf8'))
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true })
  } catch (problem) {
    // ENOENT: the lock was released in the meantime.
    if (errorCodeOf(problem) !== 'ENOENT') throw problem
  }
}

/** Creates the lock file with this process's id; false while another process holds the lock. */
function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (problem) {
    if (errorCodeOf(problem) !== 'EEXIST') throw problem
    removeStaleLock(path)
    return false
  }
}

/**
 * Runs `work` while no other start of the program does, and returns its result. Needed because Chromium treats the
 * lock of a process that isn't listening yet as stale, so two simultaneous starts can both get it (1 in 6 with
 * Electron 33 on Linux). Blocks for at most `limitMs`, then removes the lock file. After that, or if `folder` isn't
 * writable, runs `work` without a lock.
 */
export function withStartLock<T>(folder: string, work: () => T, limitMs = usualLimitMs): T {
  const path = join(folder, 'start.lock')
  const startedMs = monotonicMs()
  let isLocked = false
  try {
    while (!(isLocked = tryLock(path))) {
      if (monotonicMs() - startedMs > limitMs) {
        rmSync(path, { force: true })
        break
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs)
    }
  } catch {
    // Chromium's own lock still applies.
  }
  try {
    return work()
  } finally {
    if (isLocked) rmSync(path, { force: true })
  }
}
