import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  chosenFile,
  ownFile,
  removeParts,
  sharedFile,
  writeAtomic,
  writeAtomicSync,
  type PlaceOptions
} from './atomic-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-atomic-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (path: string): number => statSync(path).mode & 0o777
const ways: [string, (path: string, data: string, place: PlaceOptions) => Promise<void>][] = [
  [
    'at once',
    (path, data, place) => {
      writeAtomicSync(path, data, place)
      return Promise.resolve()
    }
  ],
  [
    'piece by piece',
    (path, data, place) => writeAtomic(path, place, (part) => writeFile(part, data, { flag: 'wx' }))
  ]
]

describe.each(ways)('a file written %s', (_name, write) => {
  test('replaces the existing file; a reader that has the old one open keeps reading it', async () => {
    const path = join(folder, 'list.csv')
    writeFileSync(path, 'before')
    linkSync(path, join(folder, 'old'))
    await write(path, 'after', chosenFile)
    expect([readFileSync(path, 'utf8'), readFileSync(join(folder, 'old'), 'utf8')]).toEqual([
      'after',
      'before'
    ])
    expect(readdirSync(folder)).toEqual(['list.csv', 'old'])
  })

  test('through a symbolic link replaces the link’s target and keeps the link', async () => {
    const dotfiles = join(folder, 'dotfiles')
    mkdirSync(dotfiles)
    for (const name of ['there', 'not-there-yet']) {
      if (name === 'there') writeFileSync(join(dotfiles, name), 'before')
      symlinkSync(join('dotfiles', name), join(folder, name))
      await write(join(folder, name), 'after', sharedFile)
      expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true)
      expect(readFileSync(join(dotfiles, name), 'utf8')).toBe('after')
    }
    expect(readdirSync(dotfiles)).toEqual(['not-there-yet', 'there'])
  })

  test('keeps an existing mode; new files of the user and all of Deskline’s own files are private', async () => {
    for (const [place, existing, expected] of [
      [sharedFile, 0o664, 0o664],
      [sharedFile, null, 0o644],
      [chosenFile, 0o644, 0o644],
      [chosenFile, null, 0o600],
      [ownFile, 0o666, 0o600],
      [ownFile, null, 0o600]
    ] as const) {
      const path = join(folder, 'file')
      rmSync(path, { force: true })
      if (existing !== null) {
        writeFileSync(path, '')
        chmodSync(path, existing)
      }
      await write(path, 'x', place)
      expect(modeOf(path)).toBe(expected)
    }
  })

  test.runIf(process.getuid?.() === 0)('keeps the owner of a file where the system allows it', async () => {
    const path = join(folder, 'file')
    writeFileSync(path, '')
    chownSync(path, 65_534, 65_533)
    await write(path, 'x', sharedFile)
    expect(statSync(path)).toMatchObject({ uid: 65_534, gid: 65_533 })
  })

  test('may have a name of the maximum length', async () => {
    for (const name of ['x'.repeat(255), '号'.repeat(85)]) {
      await write(join(folder, name), name, chosenFile)
      expect(readFileSync(join(folder, name), 'utf8')).toBe(name)
    }
  })

  test('that can’t be moved into place leaves nothing behind, and the existing content stays', async () => {
    const path = join(folder, 'taken')
    mkdirSync(path)
    writeFileSync(join(path, 'inside'), 'before')
    await expect((async () => write(path, 'after', chosenFile))()).rejects.toThrow()
    expect([readdirSync(folder), readdirSync(path)]).toEqual([['taken'], ['inside']])
  })
})

test('after an error half-way the file is unchanged and no temporary file is left', async () => {
  const path = join(folder, 'list.csv')
  writeFileSync(path, 'before')
  const failure = new Error('the disk is full')
  const written = writeAtomic(path, chosenFile, async (part) => {
    await writeFile(part, 'ha')
    expect(readFileSync(path, 'utf8')).toBe('before')
    throw failure
  })
  await expect(written).rejects.toBe(failure)
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['list.csv']])
})

test('temporary files left by a kill are removed, and nothing else', () => {
  const names = ['.deskline-x.part', 'call.part', 'settings.json']
  for (const name of [...names, `.deskline-${crypto.randomUUID()}.part`])
    writeFileSync(join(folder, name), '')
  removeParts(folder)
  expect(readdirSync(folder).toSorted()).toEqual(names)
})
