import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { markPath, openCommitMark } from './commit-mark'
import { flipBit } from './testing/faults'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const newFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-mark-'))
  folders.push(folder)
  return join(folder, 'x.duckdb')
}
const lastOf = (file: string) => {
  const mark = openCommitMark(file)
  try {
    return mark.last()
  } finally {
    mark.close()
  }
}
const writeAll = (file: string, fileId: string, commits: readonly number[]): void => {
  const mark = openCommitMark(file)
  for (const count of commits) mark.write({ fileId, commits: count })
  mark.close()
}

it('the mark holds the last written point, is readable only by its owner, and never grows', () => {
  const file = newFile()
  expect(lastOf(file)).toBeNull()
  writeAll(file, 'a', [0, 1, 2, 2, 3])
  const { size, mode } = statSync(markPath(file))
  expect(mode & 0o777).toBe(0o600)
  expect(lastOf(file)).toEqual({ fileId: 'a', commits: 3 })
  writeAll(file, 'a', [1_000_000_000])
  expect(statSync(markPath(file)).size).toBe(size)
  expect(lastOf(file)).toEqual({ fileId: 'a', commits: 1_000_000_000 })
})

it('a mark of another file, or of an earlier point, replaces both existing ones', () => {
  const file = newFile()
  writeAll(file, 'a', [7, 8])
  writeAll(file, 'b', [2])
  expect(lastOf(file)).toEqual({ fileId: 'b', commits: 2 })
  writeAll(file, 'b', [3, 1])
  expect(lastOf(file)).toEqual({ fileId: 'b', commits: 1 })
})

it('a write torn at any byte leaves the previous point', () => {
  const file = newFile()
  writeAll(file, 'a', [1, 2, 3])
  const before = readFileSync(markPath(file))
  writeAll(file, 'a', [4])
  const after = readFileSync(markPath(file))
  const [from, to] = [before.findIndex((byte, at) => byte !== after[at]), after.length]
  for (let torn = from + 1; torn < to; torn += 1) {
    writeFileSync(markPath(file), Buffer.concat([after.subarray(0, torn), before.subarray(torn)]))
    const isWhole = before.subarray(torn).equals(after.subarray(torn))
    expect([torn, lastOf(file)?.commits]).toEqual([torn, isWhole ? 4 : 3])
  }
})

it('a flipped bit gives a point that was written, or none, never a different one', () => {
  const file = newFile()
  writeAll(file, 'a', [1, 2])
  for (let at = 0; at < 256 * 8; at += 7) {
    flipBit(markPath(file), at)
    expect([1, 2]).toContain(lastOf(file)?.commits)
    flipBit(markPath(file), at)
  }
  truncateSync(markPath(file), 100)
  expect(lastOf(file)).toBeNull()
})
