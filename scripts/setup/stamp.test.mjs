import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuildInput } from './build.mjs'
import { reasonToInstall } from './dependencies.mjs'
import { fingerprint, hashOfFile, readStamp, removeStamp, writeStamp } from './stamp.mjs'

let root
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deskline-stamp-'))
  mkdirSync(join(root, 'src', 'inner'), { recursive: true })
  writeFileSync(join(root, 'src', 'a.ts'), 'a')
  writeFileSync(join(root, 'src', 'inner', 'b.ts'), 'b')
})
afterEach(() => rmSync(root, { recursive: true }))

const current = () => fingerprint(root, ['src', 'absent.json'], isBuildInput)

test('a fingerprint stays the same while nothing changes', () => {
  expect(current()).toBe(current())
})

test.each([
  ['is written with another size', () => writeFileSync(join(root, 'src', 'a.ts'), 'aa')],
  ['is written later', () => utimesSync(join(root, 'src', 'a.ts'), 1, 1)],
  ['is added', () => writeFileSync(join(root, 'src', 'inner', 'c.ts'), '')],
  ['is removed', () => rmSync(join(root, 'src', 'inner', 'b.ts'))],
  ['is renamed', () => renameSync(join(root, 'src', 'a.ts'), join(root, 'src', 'z.ts'))],
  ['appears that was absent', () => writeFileSync(join(root, 'absent.json'), '{}')]
])('a fingerprint changes when a file %s', (_, change) => {
  const before = current()
  change()
  expect(current()).not.toBe(before)
})

test('a test file doesn’t make the build stale', () => {
  const before = current()
  writeFileSync(join(root, 'src', 'a.test.ts'), 'test')
  expect(current()).toBe(before)
})

test('a stamp is read back as written, leaves no temporary file, and can be removed', () => {
  const file = join(root, 'cache', 'stamp')
  expect(readStamp(file)).toBeUndefined()
  writeStamp(file, 'abc')
  expect(readStamp(file)).toBe('abc')
  expect(readdirSync(join(root, 'cache'))).toEqual(['stamp'])
  removeStamp(file)
  expect(readStamp(file)).toBeUndefined()
})

test('the hash of a missing file is undefined', () => {
  expect(hashOfFile(join(root, 'nowhere'))).toBeUndefined()
  expect(hashOfFile(join(root, 'src', 'a.ts'))).toMatch(/^[0-9a-f]{64}$/)
})

test('packages are installed if they are missing, incomplete, or of another lock file', () => {
  expect(reasonToInstall({ hasModules: false, lockHash: 'x', stamp: 'x' })).toBe('missing')
  expect(reasonToInstall({ hasModules: true, lockHash: 'x', stamp: undefined })).toBe('missing')
  expect(reasonToInstall({ hasModules: true, lockHash: 'y', stamp: 'x' })).toBe('changed')
  expect(reasonToInstall({ hasModules: true, lockHash: 'x', stamp: 'x' })).toBeUndefined()
})
