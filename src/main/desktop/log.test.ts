import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logPaths, openLog, type Log } from './log'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = new Date(Date.UTC(2026, 10, 9, 8, 5, 3, 7))
const open = (onWrite?: (writing: Promise<unknown>) => void): Log =>
  openLog(join(folder, 'logs'), { now: () => at, ...(onWrite === undefined ? {} : { onWrite }) })
const read = (which: 0 | 1 = 0): string => readFileSync(logPaths(join(folder, 'logs'))[which], 'utf8')

test('lines are written in order, with UTC time and level, and redacted', async () => {
  const log = open()
  log.info('service', { status: 200 })
  log.warn('number 13800138000')
  log.error(new Error('access_token=secret-word'))
  await log.flush()
  const [first, second, third] = read().split('\n')
  expect(first).toBe('[2026-11-09T08:05:03.007Z] [info] service {"status":200}')
  expect(second).toContain('[warn]')
  expect(second).not.toContain('13800138000')
  expect(third).not.toContain('secret-word')
})

test('only its owner can read the file', async () => {
  const log = open()
  log.info('a line')
  await log.flush()
  expect(statSync(logPaths(join(folder, 'logs'))[0]).mode & 0o777).toBe(0o600)
})

test('it appends to the last run’s log, and rotates at 1 MB', async () => {
  for (const line of ['first run', 'second run']) {
    const log = open()
    log.info(line)
    await log.flush()
  }
  expect(read()).toMatch(/first run\n.*second run\n$/)
  writeFileSync(logPaths(join(folder, 'logs'))[0], 'x'.repeat(1_000_001))
  const log = open()
  log.info('after the turn')
  await log.flush()
  expect(read()).toContain('after the turn')
  expect(read(1)).toMatch(/^x+$/)
})

test('a folder that can’t be written doesn’t stop the program, and the failed write is reported', async () => {
  writeFileSync(join(folder, 'logs'), 'a file in the way')
  const problems: unknown[] = []
  const log = open((writing) => void writing.catch((problem: unknown) => problems.push(problem)))
  log.info('lost')
  await log.flush()
  expect(problems).toHaveLength(1)
})

test('the backlog for a disk that doesn’t respond is bounded, and dropped lines are counted', async () => {
  const log = open()
  for (let line = 0; line < 10_000; line += 1) log.info(`line ${line}`)
  await log.flush()
  const lines = read().trimEnd().split('\n')
  expect(lines).toHaveLength(2_001)
  expect(lines.at(-1)).toBe('8000 lines were dropped')
})
