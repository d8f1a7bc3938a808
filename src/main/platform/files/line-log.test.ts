import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failed } from '../../../shared/platform/result'
import { openLineLog } from './line-log'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-log-'))
  file = join(folder, 'some', 'lines.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('lines are added, read and replaced', () => {
  const log = openLineLog(file, 1_000)
  expect(log.read()).toEqual([])
  log.append(['one', 'two'])
  log.append(['three'])
  expect(openLineLog(file, 1_000).read()).toEqual(['one', 'two', 'three'])
  log.replace(['four'])
  expect(readFileSync(file, 'utf8')).toBe('four\n')
})

test('a line that was cut short doesn’t take the next one with it', () => {
  const log = openLineLog(file, 1_000)
  log.append(['one'])
  appendFileSync(file, 'cut sh')
  log.append(['two'])
  expect(log.read()).toEqual(['one', 'cut sh', 'two'])
})

test('has a limit, and reports a folder that can’t be written', () => {
  const log = openLineLog(file, 10)
  expect(log.append(['12345678'])).toMatchObject({ ok: true })
  expect(log.append(['9'])).toEqual(failed({ code: 'disk-full' }))
  expect(log.read()).toEqual(['12345678'])
  expect(openLineLog(join(file, 'below-a-file.log'), 10).append(['1'])).toEqual(
    failed({ code: 'folder-unwritable' })
  )
})

test('a file that can’t be read isn’t taken for an empty one', () => {
  expect(openLineLog(folder, 1_000).read()).toBeNull()
  expect(openLineLog(join(folder, 'missing.log'), 1_000).read()).toEqual([])
})

test('is deleted; without a file there is nothing to do', () => {
  const log = openLineLog(file, 1_000)
  log.append(['one'])
  expect([log.remove().ok, log.remove().ok, existsSync(file)]).toEqual([true, true, false])
})
