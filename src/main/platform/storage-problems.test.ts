import { beforeEach, describe, expect, test } from 'vitest'
import { maxStorageProblems } from '../../shared/app/environment'
import type { StorageProblem } from '../../shared/app/schema'
import { createStorageProblems, type StorageFault, type StorageProblems } from './storage-problems'

let kept: StorageProblem[]
let isFlushed: boolean
let ids: number

const open = (): StorageProblems =>
  createStorageProblems({
    file: {
      initial: kept,
      write(problems) {
        kept = problems
        isFlushed = false
      },
      flush: () => (isFlushed = true)
    },
    now: () => 1_000,
    newId: () => `id-${(ids += 1)}`
  })
const loss: StorageFault = {
  kind: 'file-unreadable',
  file: 'imports',
  name: 'imports-1.duckdb',
  keptAs: 'aside'
}
const unwritable: StorageFault = { kind: 'file-unwritable', file: 'settings', name: 'settings.json' }

beforeEach(() => {
  kept = []
  isFlushed = true
  ids = 0
})

describe('a loss', () => {
  test('is on disk before recording it returns', () => {
    open().record(loss)
    expect([kept.map(({ name }) => name), isFlushed]).toEqual([['imports-1.duckdb'], true])
  })

  test('stays open across restarts until the user dismisses it', () => {
    open().record(loss)
    for (let start = 0; start < 3; start += 1) {
      expect(open().isLossOpen('imports-1.duckdb')).toBe(true)
      expect(open().list()).toMatchObject([{ ...loss, lostEntries: null, atMs: 1_000 }])
    }
    const problems = open()
    problems.acknowledge(problems.list().map(({ id }) => id))
    expect([problems.isLossOpen('imports-1.duckdb'), open().list(), isFlushed]).toEqual([false, [], true])
  })

  test('that occurred after the list was shown isn’t dismissed with it', () => {
    const problems = open()
    problems.record(loss)
    const shown = problems.list().map(({ id }) => id)
    problems.record({ ...loss, keptAs: 'another' })
    problems.acknowledge(shown)
    expect(problems.list()).toMatchObject([{ keptAs: 'another' }])
  })

  test('isn’t resolved by saving the file again', () => {
    const problems = open()
    problems.record({ ...loss, name: 'settings.json' })
    problems.resolve('settings.json')
    expect(problems.isLossOpen('settings.json')).toBe(true)
  })
})

describe('a file that can’t be saved', () => {
  test('is one problem however often it is reported, and none once it is saved', () => {
    const problems = open()
    problems.record(unwritable)
    problems.record(unwritable)
    expect(problems.list()).toHaveLength(1)
    problems.resolve('settings.json')
    expect(problems.list()).toEqual([])
  })

  test('is not a loss, and isn’t kept for the next start', () => {
    const problems = open()
    problems.record(unwritable)
    problems.record(loss)
    expect(problems.isLossOpen('settings.json')).toBe(false)
    expect(open().list()).toMatchObject([loss])
  })
})

test('the list is bounded, and the oldest problems are dropped first', () => {
  const problems = open()
  for (let n = 0; n <= maxStorageProblems; n += 1) problems.record({ ...loss, name: `file-${n}` })
  expect(problems.list()).toHaveLength(maxStorageProblems)
  expect(problems.isLossOpen('file-0')).toBe(false)
})

test('listeners are notified until they are removed', () => {
  const problems = open()
  const heard: number[] = []
  const off = problems.onChange((list) => heard.push(list.length))
  problems.record(loss)
  off()
  problems.record(unwritable)
  expect(heard).toEqual([1])
})
