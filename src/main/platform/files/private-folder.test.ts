import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPrivateFolder, tightenFolder } from './private-folder'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-private-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (...names: string[]): number => lstatSync(join(folder, ...names)).mode & 0o777

test('a folder is private to its owner, whether it is created or existed', () => {
  chmodSync(folder, 0o755)
  openPrivateFolder(folder)
  openPrivateFolder(join(folder, 'new', 'inside'))
  expect([modeOf(), modeOf('new'), modeOf('new', 'inside')]).toEqual([0o700, 0o700, 0o700])
})

test('own files that others could read become private; foreign files stay unchanged', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'deskline-outside-'))
  chmodSync(outside, 0o755)
  for (const name of ['own', 'other']) {
    mkdirSync(join(folder, name, 'inside'), { recursive: true })
    writeFileSync(join(folder, name, 'inside', 'file'), '')
    chmodSync(join(folder, name), 0o755)
    chmodSync(join(folder, name, 'inside', 'file'), 0o644)
  }
  symlinkSync(outside, join(folder, 'own', 'link'))
  await tightenFolder(folder, (name) => name === 'own')
  expect([modeOf('own'), modeOf('own', 'inside'), modeOf('own', 'inside', 'file')]).toEqual([
    0o700, 0o700, 0o600
  ])
  expect([modeOf('other'), modeOf('other', 'inside', 'file')]).toEqual([0o755, 0o644])
  expect(lstatSync(outside).mode & 0o777).toBe(0o755)
  rmSync(outside, { recursive: true })
})
