import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createPrivateFiles } from './private-files'

it('deletes the files of an earlier run, each file when it was read, and the rest at the end', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'deskline-private-')), 'not-reached')
  const former = createPrivateFiles(folder)
  writeFileSync(former.create().path, 'number')
  expect(readdirSync(folder)).toHaveLength(1)

  const files = createPrivateFiles(folder)
  expect(existsSync(folder)).toBe(false)
  const [read, left] = [files.create(), files.create()]
  for (const { path } of [read, left]) writeFileSync(path, 'number')
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
  read.remove()
  expect(existsSync(read.path)).toBe(false)
  expect(existsSync(left.path)).toBe(true)
  files.clear()
  expect(existsSync(folder)).toBe(false)
})
