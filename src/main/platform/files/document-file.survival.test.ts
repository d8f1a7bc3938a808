import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runSize } from '../testing/run-size'
import { removeParts } from './atomic-file'
import { openDocument, type DocumentProblem } from './document-file'
import { generationOf, generationSchema } from './testing/storage/generations'
import { buildStorageProgram, type StorageProgram } from './testing/storage/start'

let build: Awaited<ReturnType<typeof buildStorageProgram>>
let folder: string
let problems: DocumentProblem[]
const programs: StorageProgram[] = []

beforeAll(async () => {
  build = await buildStorageProgram()
})
afterAll(() => build.remove())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-storage-'))
  problems = []
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.kill()
  rmSync(folder, { recursive: true, force: true })
})

const start = (): StorageProgram => {
  const program = build.start()
  programs.push(program)
  return program
}
const open = (at = folder) =>
  openDocument({
    folder: at,
    name: 'thing',
    version: 1,
    schema: generationSchema,
    fallback: generationOf(0, 0),
    onProblem: (problem) => problems.push(problem)
  })
const kept = (at = folder): string => readFileSync(join(at, 'thing.json'), 'utf8')
const write = (generation: number, size: number, at = folder): void => {
  const file = open(at)
  file.write(generationOf(generation, size))
  file.flush()
}

describe('a kill at any byte leaves the old value or the new one', () => {
  test('whatever a kill left of the new file, the old one is read and the remains are removed', () => {
    write(1, 60)
    const next = JSON.stringify({ version: 1, value: generationOf(2, 60) })
    for (let length = 0; length <= next.length; length += 1) {
      writeFileSync(join(folder, `.deskline-${randomUUID()}.part`), next.slice(0, length))
      removeParts(folder)
      expect(open().initial.generation).toBe(1)
      expect(readdirSync(folder)).toEqual(['thing.json'])
    }
    expect(problems).toEqual([])
  })

  test('a program that writes continuously, killed repeatedly, leaves the last reported value or the next', async () => {
    for (let round = 0; round < runSize(7, 100); round += 1) {
      const program = start()
      await program.ask({ do: 'open', folder })
      await program.ask({ do: 'write-for-ever' })
      let last = await program.next()
      // 0 to 6 writes, then a random delay, so that the kill can hit any position of a write.
      for (let more = (round * 3) % 7; more > 0; more -= 1) last = await program.next()
      await new Promise((resolve) => setTimeout(resolve, (round % 7) * Math.random()))
      const unheard = await program.kill()
      const told = unheard.at(-1)?.generation ?? last.generation ?? 0
      const found = open().initial.generation
      expect([told, told + 1]).toContain(found)
      expect(problems).toEqual([])
      removeParts(folder)
      expect(['thing.json', 'thing.json.previous']).toEqual(expect.arrayContaining(readdirSync(folder)))
    }
  }, 60_000)
})

describe('an unreadable file is never overwritten', () => {
  test.each([
    ['of another shape', '{"version":2,"value":7}'],
    ['that is cut', '{"version":1,"value":{"gen']
  ])('one %s that can’t be moved aside stays, and that saving fails is reported once', (_name, content) => {
    writeFileSync(join(folder, 'thing.json'), content)
    // All backup names are taken.
    writeFileSync(join(folder, 'thing.json.unreadable'), '')
    for (let turn = 1; turn < 100; turn += 1) writeFileSync(join(folder, `thing.json.unreadable-${turn}`), '')
    write(1, 10)
    expect(kept()).toBe(content)
    expect(problems.map(({ kind }) => kind)).toEqual(['file-unreadable', 'file-unwritable'])
  })
})

describe.runIf(process.platform === 'linux')('unwritable locations', () => {
  /** A disk of 256 KiB that is full for `program` until `makeRoom`. */
  const fillDisk = (program: StorageProgram): { at: string; makeRoom(): void; remove(): void } => {
    const at = join(folder, 'disk')
    mkdirSync(at)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at], { stdio: 'ignore' })
    } catch {
      // Mounting needs root and isn't possible in every container. A file size limit has the same effect on a
      // program: a short write, then an error on the next.
      const limit = (bytes: string): void =>
        void execFileSync('prlimit', ['--pid', String(program.pid), `--fsize=${bytes}:`])
      limit('100000')
      return { at, makeRoom: () => limit('unlimited'), remove: () => undefined }
    }
    return {
      at,
      makeRoom: () => execFileSync('mount', ['-o', 'remount,size=2m', at]),
      remove: () => execFileSync('umount', [at])
    }
  }

  test('on a full disk the old file stays intact, one problem is reported, and writing resumes with space', async () => {
    const program = start()
    const disk = fillDisk(program)
    try {
      await program.ask({ do: 'open', folder: disk.at })
      expect(await program.ask({ do: 'write', generation: 1, size: 50_000 })).toEqual({ problems: [] })
      const before = kept(disk.at)
      const full = [
        await program.ask({ do: 'write', generation: 2, size: 300_000 }),
        await program.ask({ do: 'write', generation: 3, size: 400_000 })
      ]
      expect(full).toEqual([{ problems: ['file-unwritable'] }, { problems: [] }])
      expect(kept(disk.at)).toBe(before)
      expect(readdirSync(disk.at).filter((name) => name.endsWith('.part'))).toEqual([])

      disk.makeRoom()
      expect(await program.ask({ do: 'write', generation: 4, size: 300_000 })).toEqual({ problems: [] })
      expect(open(disk.at).initial).toEqual(generationOf(4, 300_000))
    } finally {
      await program.kill()
      disk.remove()
    }
  })

  /** Permissions don't apply to root, so the program continues as another user. */
  const becomeOrdinary = async (program: StorageProgram): Promise<void> => {
    if (process.getuid?.() === 0) await program.ask({ do: 'become', id: 65_534 })
  }

  test('in a read-only folder the old file stays, one problem is reported, and writing resumes once allowed', async () => {
    write(1, 10)
    chmodSync(join(folder, 'thing.json'), 0o644)
    chmodSync(folder, 0o555)
    const before = kept()
    const program = start()
    await becomeOrdinary(program)
    expect(await program.ask({ do: 'open', folder })).toEqual({ initial: 1, problems: [] })
    const refused = [
      await program.ask({ do: 'write', generation: 2, size: 10 }),
      await program.ask({ do: 'write', generation: 3, size: 10 })
    ]
    expect(refused).toEqual([{ problems: ['file-unwritable'] }, { problems: [] }])
    expect(kept()).toBe(before)
    expect(readdirSync(folder)).toEqual(['thing.json'])

    chmodSync(folder, 0o777)
    expect(await program.ask({ do: 'write', generation: 4, size: 10 })).toEqual({ problems: [] })
    chmodSync(folder, 0o755)
    expect(statSync(join(folder, 'thing.json')).mode & 0o777).toBe(0o600)
  })

  test('a corrupt file in a read-only folder is reported and left as it is', async () => {
    writeFileSync(join(folder, 'thing.json'), '{')
    chmodSync(folder, 0o555)
    const program = start()
    await becomeOrdinary(program)
    expect(await program.ask({ do: 'open', folder })).toEqual({
      initial: 0,
      // Once with the name of the copy, and once without it, because it could not be made.
      problems: ['file-unreadable', 'file-unreadable']
    })
    expect(await program.ask({ do: 'write', generation: 2, size: 10 })).toEqual({
      problems: ['file-unwritable']
    })
    chmodSync(folder, 0o755)
    expect(kept()).toBe('{')
  })
})

test('a stored file is readable only by its owner, whatever the folder allows', () => {
  chmodSync(folder, 0o777)
  write(1, 10)
  expect(statSync(join(folder, 'thing.json')).mode & 0o777).toBe(0o600)
})

test('a failed write is retried when the program ends', () => {
  const file = open()
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file where the folder was')
  file.write(generationOf(5, 10))
  file.flush()
  rmSync(folder)
  file.flush()
  expect(open().initial.generation).toBe(5)
})
