import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorkFolder, makeFolderAtomically, unpackZip } from './unpack.mjs'

let root
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deskline-unpack-'))
})
afterEach(() => rmSync(root, { recursive: true }))

/** Builds a zip file with stored entries, as made on Unix (APPNOTE.TXT 4.3). */
function zipOf(entries) {
  const locals = []
  const directory = []
  let offset = 0
  for (const { name, mode, content = '' } of entries) {
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(content.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name + content)])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), shared, rest, Buffer.from(name))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end])
}

function writeZip(entries) {
  const file = join(root, 'archive.zip')
  writeFileSync(file, zipOf(entries))
  return file
}

const isPosix = process.platform !== 'win32'

test('a zip is unpacked with folders and contents, and entries without a destination are skipped', async () => {
  const zip = writeZip([
    { name: 'top/', mode: 0o040755 },
    { name: 'top/program', mode: 0o100755, content: 'run' },
    { name: 'top/deep/data.txt', mode: 0o100644, content: 'data' },
    { name: 'top/unwanted', mode: 0o100644, content: 'no' }
  ])
  const fractions = []
  await unpackZip(zip, join(root, 'out'), {
    place: (name) => (name === 'top/unwanted' ? undefined : name),
    onProgress: (fraction) => fractions.push(fraction)
  })
  expect(readFileSync(join(root, 'out', 'top', 'program'), 'utf8')).toBe('run')
  expect(readFileSync(join(root, 'out', 'top', 'deep', 'data.txt'), 'utf8')).toBe('data')
  expect(existsSync(join(root, 'out', 'top', 'unwanted'))).toBe(false)
  expect(fractions.at(-1)).toBe(1)
})

test.runIf(isPosix)('permissions and symbolic links of a zip are preserved', async () => {
  const zip = writeZip([
    { name: 'program', mode: 0o100755, content: 'run' },
    { name: 'current', mode: 0o120777, content: 'program' }
  ])
  await unpackZip(zip, join(root, 'out'))
  expect(lstatSync(join(root, 'out', 'program')).mode & 0o777).toBe(0o755)
  expect(readlinkSync(join(root, 'out', 'current'))).toBe('program')
})

test('an entry that would leave the folder is refused', async () => {
  const zip = writeZip([{ name: '../escaped', mode: 0o100644, content: 'x' }])
  await expect(unpackZip(zip, join(root, 'out'))).rejects.toThrow(/\.\./)
  expect(existsSync(join(root, 'escaped'))).toBe(false)
})

test('a folder appears only once it is complete', async () => {
  const folder = join(root, 'runtime')
  await makeFolderAtomically(folder, async (temporary) => {
    writeFileSync(join(temporary, 'part'), '1')
    expect(existsSync(folder)).toBe(false)
  })
  expect(readdirSync(root)).toEqual(['runtime'])
  expect(readdirSync(folder)).toEqual(['part'])
})

test('leftovers of a killed process are removed, those of a running one stay', async () => {
  const ended = spawnSync(process.execPath, ['-e', '']).pid
  mkdirSync(join(root, `runtime.partial-${ended}`))
  mkdirSync(join(root, `runtime.partial-${process.ppid}`))
  const own = await createWorkFolder(join(root, 'runtime'))
  expect(readdirSync(root).sort()).toEqual([`runtime.partial-${process.ppid}`, basename(own)].sort())
})

test('a failed attempt leaves the previous folder intact, and the next one doesn’t inherit its leftovers', async () => {
  const folder = join(root, 'runtime')
  await makeFolderAtomically(folder, async (temporary) => writeFileSync(join(temporary, 'former'), ''))
  const broken = makeFolderAtomically(folder, async (temporary) => {
    writeFileSync(join(temporary, 'half'), '')
    throw new Error('disk full')
  })
  await expect(broken).rejects.toThrow('disk full')
  expect(readdirSync(root)).toEqual(['runtime'])
  expect(readdirSync(folder)).toEqual(['former'])
  await makeFolderAtomically(folder, async (temporary) => writeFileSync(join(temporary, 'next'), ''))
  expect(readdirSync(folder)).toEqual(['next'])
})
