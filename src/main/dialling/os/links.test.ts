import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setOpenedAtLogin } from '../../desktop/autostart'
import { configHome, dataHome } from '../../desktop/desktop-entry'
import { createPhoneLinks } from './links'

vi.mock('electron', () => ({ app: { isPackaged: true, getAppPath: () => '/x' } }))

const phoneLinks = createPhoneLinks({ watch: () => undefined })

let folder: string
let list: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-links-'))
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'))
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'))
  list = join(folder, 'config', 'mimeapps.list')
  // The tool is only checked for existence.
  writeFileSync(join(folder, 'xdg-mime'), '#!/bin/sh\n', { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('the user’s list of default applications', () => {
  // Includes a byte that isn't UTF-8.
  const others = `[Default Applications]\ntext/plain=\xe9.desktop\nx-scheme-handler/tel=softphone.desktop\n`

  test('is replaced atomically, and its other bytes and its symbolic link are preserved', async () => {
    const dotfiles = join(folder, 'dotfiles')
    mkdirSync(dotfiles)
    mkdirSync(join(folder, 'config'))
    writeFileSync(join(dotfiles, 'list'), others, 'latin1')
    linkSync(join(dotfiles, 'list'), join(folder, 'old'))
    symlinkSync(join(dotfiles, 'list'), list)

    expect(await phoneLinks.set(true, { tel: null, callto: null })).toBeNull()
    expect(readFileSync(list, 'latin1')).toBe(
      others
        .replace('softphone', 'deskline-links')
        .replace(']\n', ']\nx-scheme-handler/callto=deskline-links.desktop\n')
    )
    // The existing file wasn't modified.
    expect(readFileSync(join(folder, 'old'), 'latin1')).toBe(others)
    expect(lstatSync(list).isSymbolicLink()).toBe(true)

    expect(await phoneLinks.set(false, { tel: 'softphone.desktop', callto: null })).toBeNull()
    expect(readFileSync(list, 'latin1')).toBe(
      others
        .replace('x-scheme-handler/tel=softphone.desktop\n', '')
        .replace(']\n', ']\nx-scheme-handler/tel=softphone.desktop\n')
    )
    expect(readdirSync(dotfiles)).toEqual(['list'])
  })

  test('that can’t be read isn’t replaced', async () => {
    mkdirSync(list, { recursive: true })
    expect(await phoneLinks.set(true, { tel: null, callto: null })).toBe('not-changed')
    expect(lstatSync(list).isDirectory()).toBe(true)
  })

  test('a handler’s name can’t inject lines into it', async () => {
    await phoneLinks.set(true, { tel: null, callto: null })
    await phoneLinks.set(false, { tel: 'x.desktop\n[Default Applications]', callto: null })
    expect(readFileSync(list, 'utf8')).toBe('[Default Applications]\n')
  })
})

describe('an XDG base folder', () => {
  test.each(['', '.', 'config', './config'])('given as %j is ignored', (value) => {
    vi.stubEnv('XDG_CONFIG_HOME', value)
    vi.stubEnv('XDG_DATA_HOME', value)
    vi.stubEnv('HOME', folder)
    expect([configHome(), dataHome()]).toEqual([join(folder, '.config'), join(folder, '.local', 'share')])
  })

  test.runIf(process.platform === 'linux')('that is empty falls back to the home folder', async () => {
    vi.stubEnv('XDG_CONFIG_HOME', '')
    vi.stubEnv('XDG_DATA_HOME', '')
    vi.stubEnv('HOME', folder)
    expect(await setOpenedAtLogin(true)).toBe(true)
    await phoneLinks.set(true, { tel: null, callto: null })
    expect(readdirSync(join(folder, '.config')).toSorted()).toEqual(['autostart', 'mimeapps.list'])
    expect(readdirSync(join(folder, '.local', 'share', 'applications'))).toEqual(['deskline-links.desktop'])
  })
})
