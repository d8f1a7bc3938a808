import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withStartLock } from './start-lock'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const lock = (): string => join(folder, 'start.lock')

test('waits until the other start releases the lock', () => {
  writeFileSync(lock(), String(process.pid))
  // In a worker, because withStartLock blocks this thread.
  const other = new Worker(
    `const { rmSync } = require('node:fs')
     setTimeout(() => rmSync(require('node:worker_threads').workerData), 100)`,
    { eval: true, workerData: lock() }
  )
  expect(withStartLock(folder, () => existsSync(lock()))).toBe(true)
  expect(existsSync(lock())).toBe(false)
  return other.terminate()
})

test('takes over the lock of a process that no longer runs', () => {
  // Above Linux's highest process id.
  writeFileSync(lock(), '4194999')
  expect(withStartLock(folder, () => existsSync(lock()))).toBe(true)
  expect(existsSync(lock())).toBe(false)
})

test.each([
  ['an empty lock file, whose process was killed before it wrote its id', ''],
  ['a process id that was reused', String(process.pid)]
])('removes a stale lock at the time limit, so that only one start waits: %s', (_, content) => {
  writeFileSync(lock(), content)
  expect(withStartLock(folder, () => 'started', 50)).toBe('started')
  expect(existsSync(lock())).toBe(false)
})

test('releases the lock when the work throws', () => {
  expect(() =>
    withStartLock(folder, () => {
      throw new Error('no lock')
    })
  ).toThrow('no lock')
  expect(existsSync(lock())).toBe(false)
})

test('runs the work without a lock where the folder doesn’t exist', () => {
  expect(withStartLock(join(folder, 'missing'), () => 7)).toBe(7)
})
