import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { blockedFileOf, NumberFile } from '../../platform/files/number-file'
import type { BlockListStore } from './block-list-store'
import { withBlockedFile } from './blocked-file'
import { inParts, openDraft, type DraftUnderTest } from './testing/draft'

let bench: DraftUnderTest
let folder: string
let databaseFile: string
let copy: NumberFile

beforeEach(async () => {
  bench = await openDraft()
  folder = mkdtempSync(join(tmpdir(), 'blocked-file-'))
  databaseFile = join(folder, 'imports-0.duckdb')
  copy = new NumberFile(blockedFileOf(databaseFile))
})
afterEach(async () => {
  copy.close()
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
})

const source = { path: '/never.csv', fileName: 'never.csv', modifiedMs: 1, sizeBytes: 2, nowMs: 3 }
const open = (): Promise<BlockListStore> =>
  withBlockedFile(bench.blockList, { databaseFile, readLane: bench.readLane })

it('the copy has the numbers of the list after each change, and goes with the list', async () => {
  const blockList = await open()
  expect(copy.facts()).toBeNull()
  const many = Array.from({ length: 5_000 }, (_, at) => String(13_000_000_000 + at))
  await blockList.replace(source, inParts([...many, '01088888888', '4001234567'], 1_000))
  const found = ['13000000000', '13000004999', '01088888888', '4001234567', '13000005000'].map((one) =>
    copy.has(one)
  )
  expect(found).toEqual([true, true, true, true, false])
  expect(copy.facts()).toEqual({
    path: '/never.csv',
    name: 'never.csv',
    modifiedMs: 1,
    sizeBytes: 2,
    readAtMs: 3,
    numbers: 5_002
  })
  await blockList.clear()
  expect(copy.facts()).toBeNull()
})

it('a copy that is missing is made when the list is opened', async () => {
  await bench.blockList.replace(source, inParts(['13800138000'], 1))
  await open()
  expect(copy.has('13800138000')).toBe(true)
})
