import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inStartTurn } from './start-turn'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-turn-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const turn = (): string => join(folder, 'starting')

test('while one start asks for the lock another waits until it has its answer', () => {
  writeFileSync(turn(), String(process.pid))
  // Ends the other start's turn from outside of this thread, which stands still meanwhile.
  const other = new Worker(
    `const { rmSync } = require('node:fs')
     setTimeout(() => rmSync(require('node:worker_threads').workerData), 100)`,
    { eval: true, workerData: turn() }
  )
  expect(inStartTurn(folder, () => existsSync(turn()))).toBe(true)
  expect(existsSync(turn())).toBe(false)
  return other.terminate()
})

test('the turn of a start that was killed is nobody’s', () => {
  // Beyond any process id of Linux.
  writeFileSync(turn(), '4194999')
  expect(inStartTurn(folder, () => existsSync(turn()))).toBe(true)
  expect(existsSync(turn())).toBe(false)
})

test('a turn ends also when the work throws, and a folder that isn’t there stops no start', () => {
  expect(() =>
    inStartTurn(folder, () => {
      throw new Error('no lock')
    })
  ).toThrow('no lock')
  expect(existsSync(turn())).toBe(false)
  expect(inStartTurn(join(folder, 'missing'), () => 7)).toBe(7)
})
