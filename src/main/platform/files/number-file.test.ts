import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runSize } from '../testing/run-size'
import { NumberFile, numberKey, writeNumberFile, type NumberFileFacts } from './number-file'

let folder: string
let file: string
const facts: NumberFileFacts = {
  path: '/lists/黑名单.csv',
  name: '黑名单.csv',
  modifiedMs: 1,
  sizeBytes: 2,
  readAtMs: 3,
  numbers: 0
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'number-file-'))
  file = join(folder, 'numbers.blocked')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function write(numbers: readonly string[], given: Partial<NumberFileFacts> = {}): Promise<void> {
  const keys = [...new Set(numbers)].flatMap((digits) => numberKey(digits) ?? [])
  keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  // In parts, as a database returns them.
  // oxlint-disable-next-line require-await
  const parts = (async function* () {
    for (let at = 0; at < keys.length; at += 3) yield keys.slice(at, at + 3)
  })()
  await writeNumberFile(file, { ...facts, numbers: keys.length, ...given }, parts)
}

test('for any numbers: exactly these are found', async () => {
  const digits = fc.stringMatching(/^\d{1,18}$/)
  await fc.assert(
    fc.asyncProperty(
      fc.array(digits, { maxLength: 40 }),
      fc.array(digits, { maxLength: 10 }),
      async (all, others) => {
        await write(all)
        const numbers = new NumberFile(file)
        for (const one of [...all, ...others]) expect(numbers.has(one)).toBe(all.includes(one))
        numbers.close()
      }
    ),
    { numRuns: runSize(30, 1_000) }
  )
})

test('leading zeros count, and what is too long for a number is never found', async () => {
  await write(['1088888888', '01088888888'])
  const numbers = new NumberFile(file)
  expect(
    ['1088888888', '01088888888', '001088888888', '0'.repeat(19), ''].map((one) => numbers.has(one))
  ).toEqual([true, true, false, false, false])
  numbers.close()
})

test('a file that is replaced or removed while it is open is seen at once', async () => {
  const numbers = new NumberFile(file)
  expect([numbers.facts(), numbers.has('13800138000')]).toEqual([null, false])
  await write(['13800138000'])
  expect([numbers.facts(), numbers.has('13800138000')]).toEqual([{ ...facts, numbers: 1 }, true])
  await write(['13900139000', '13700137000'])
  expect([numbers.has('13800138000'), numbers.has('13900139000')]).toEqual([false, true])
  rmSync(file)
  expect([numbers.facts(), numbers.has('13900139000')]).toEqual([null, false])
})

test('a damaged file counts as none', () => {
  writeFileSync(file, 'not a number file')
  const numbers = new NumberFile(file)
  expect([numbers.facts(), numbers.has('13800138000')]).toEqual([null, false])
  numbers.close()
})
