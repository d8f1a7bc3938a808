import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifest } from '../build-info.mjs'
import { makeDeb, makeTarGz } from './formats.mjs'
import { debControl, rpmSpec } from './metadata.mjs'

const run = (command, args) => execFileSync(command, args, { encoding: 'utf8' })
let folder
let input

/** A program as small as one can be. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-formats-'))
  const program = join(folder, 'program')
  const files = {
    deskline: 0o700,
    'chrome-sandbox': 0o755,
    'resources/app.asar': 0o600,
    'LICENSE.electron.txt': 0o664
  }
  for (const [name, mode] of Object.entries(files)) {
    const file = join(program, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, name)
    chmodSync(file, mode)
  }
  const output = join(folder, 'output')
  mkdirSync(output)
  input = {
    program,
    output,
    version: '1.2.3',
    epochSeconds: 1_700_000_000,
    manifest: manifest(),
    arch: 'x64',
    compression: 'none'
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a deb', () => {
  test('installs the program, its command, its entry and its icons, owned by root and readable by all', async () => {
    const file = await makeDeb(input)
    const lines = run('dpkg-deb', ['--contents', file]).trim().split('\n')
    const listed = new Map(lines.map((line) => [line.split(' ./')[1], line]))
    expect(lines.filter((line) => !/^\S+ root\/root /.test(line))).toEqual([])
    expect(lines.filter((line) => !line.startsWith('l') && line.slice(7, 8) !== 'r')).toEqual([])
    expect(listed.get('opt/Deskline/deskline')).toMatch(/^-rwxr-xr-x /)
    expect(listed.get('opt/Deskline/resources/app.asar')).toMatch(/^-rw-r--r-- /)
    // Set-uid root: the sandbox also works where users may not make namespaces.
    expect(listed.get('opt/Deskline/chrome-sandbox')).toMatch(/^-rwsr-xr-x /)
    expect(listed.get('usr/bin/deskline -> /opt/Deskline/deskline')).toMatch(/^l/)
    for (const size of ['16x16', '48x48', '256x256', '512x512']) {
      expect(listed.has(`usr/share/icons/hicolor/${size}/apps/deskline.png`), size).toBe(true)
    }
    const entry = run('sh', [
      '-c',
      `dpkg-deb --fsys-tarfile "${file}" | tar -xO ./usr/share/applications/com.deskline.app.desktop`
    ])
    expect(entry).toContain('Name[zh_CN]=话机伴侣')
    // The settings offer phone links; a MimeType here would make Deskline their handler where there is no other one.
    expect(entry).not.toContain('MimeType')
  })

  test('is the same, byte for byte, when it is made again', async () => {
    const first = readFileSync(await makeDeb(input))
    expect(readFileSync(await makeDeb(input)).equals(first)).toBe(true)
  })
})

test('a tar.gz is one folder, and the same, byte for byte, when it is made again', async () => {
  const file = await makeTarGz(input)
  const first = readFileSync(file)
  expect(
    run('tar', ['-tzf', file])
      .trim()
      .split('\n')
      .every((name) => name.startsWith('deskline-1.2.3-x64/'))
  ).toBe(true)
  expect(readFileSync(await makeTarGz(input)).equals(first)).toBe(true)
})

test('the control file names dependencies of every supported release, and someone to write to', () => {
  const control = debControl({
    manifest: manifest(),
    version: '1.2.3',
    architecture: 'amd64',
    installedKiB: 9
  })
  for (const names of [
    'libgtk-3-0t64 | libgtk-3-0',
    'libasound2t64 | libasound2',
    'libx11-xcb1',
    'libsecret-1-0'
  ]) {
    expect(control).toContain(names)
  }
  expect(control).toMatch(/^Maintainer: .+ <\S+@\S+>$/m)
  expect(control).toMatch(/^Homepage: https:\/\/\S+$/m)
})

test('a spec file requires the key store’s client and keeps percent signs of scripts', () => {
  const script = join(folder, 'script.sh')
  writeFileSync(script, '#!/bin/sh\nprintf "%s" done\n')
  const spec = rpmSpec({
    manifest: manifest(),
    version: '1.2.3~trial',
    root: '/root',
    payload: 'w1.gzdio',
    afterInstall: script,
    afterRemove: script
  })
  expect(spec).toContain('Requires: (libsecret or libsecret-1-0)')
  expect(spec).toContain('printf "%%s" done')
  expect(spec).toContain('%attr(4755,root,root) /opt/Deskline/chrome-sandbox')
})

describe('the script after a removal', () => {
  const script = new URL('../../../resources/linux/after-remove.sh', import.meta.url).pathname
  const output = (argument) => spawnSync('sh', [script, argument], { encoding: 'utf8' }).stdout

  test.each([
    ['dpkg', 'remove'],
    ['rpm', '0']
  ])('says what is left and where (%s)', (_name, argument) => {
    expect(output(argument)).toContain('~/.config/Deskline')
    expect(output(argument)).toContain('deskline clean-up')
  })

  test.each([
    ['dpkg', 'upgrade'],
    ['rpm', '1'],
    ['dpkg', 'purge']
  ])('is silent otherwise (%s %s)', (_name, argument) => {
    expect(output(argument)).toBe('')
  })
})
