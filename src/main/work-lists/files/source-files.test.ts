import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSourceFiles } from './source-files'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'deskline-sources-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

it('keeps sources readable by the user only, and removes them', async () => {
  const files = createSourceFiles(join(base, 'sources'))
  const path = files.newPath('txt')
  expect(await files.write(path, '13800138000')).toMatchObject({ ok: true })
  expect(readFileSync(path, 'utf8')).toBe('13800138000')
  if (process.platform !== 'win32') {
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(base, 'sources')).mode & 0o777).toBe(0o700)
  }
  files.remove(path)
  expect(existsSync(path)).toBe(false)
})

it('removes what an earlier run left', async () => {
  const earlier = createSourceFiles(join(base, 'sources'))
  const path = earlier.newPath('csv')
  await earlier.write(path, 'number')
  createSourceFiles(join(base, 'sources'))
  expect(existsSync(path)).toBe(false)
})

it('reports a folder that can’t be written', async () => {
  const files = createSourceFiles(join(base, 'sources'))
  expect(await files.write(join(base, 'missing', 'x.txt'), '1')).toMatchObject({ ok: false })
})
