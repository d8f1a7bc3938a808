import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Random } from '../../testing/fuzzing/random'

// Faults of a database's files: they are copied while it is open, as after a crash, and then changed.

/** Copies the files of a database, as a kill leaves them, to a separate folder; returns the copy's path. */
export function copyDatabase(file: string, folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(dirname(file))) {
    if (name.startsWith(basename(file)) && !name.endsWith('.tmp'))
      copyFileSync(join(dirname(file), name), join(folder, name))
  }
  return join(folder, basename(file))
}

/** Flips one bit of a file. */
export function flipBit(path: string, at: number): void {
  const bytes = readFileSync(path)
  const byte = bytes[at >> 3]
  if (byte !== undefined) bytes[at >> 3] = byte ^ (1 << (at & 7))
  writeFileSync(path, bytes)
}

const sizeOf = (path: string): number => readFileSync(path).length

/** Faults by name, applied to the files of `file`. `older`: an earlier copy of all its files. */
export const faults: Record<string, (file: string, random: Random, older: string) => void> = {
  'a kill alone': () => undefined,
  'zeros after the log': (file, random) =>
    appendFileSync(`${file}.wal`, Buffer.alloc(random.pick([1, 7, 16, 100, 512, 4_096]))),
  'garbage after the log': (file, random) =>
    appendFileSync(
      `${file}.wal`,
      Buffer.from(Array.from({ length: 1 + random.below(600) }, () => random.below(256)))
    ),
  'the end of the log zeroed': (file, random) => {
    if (!existsSync(`${file}.wal`)) return
    const bytes = readFileSync(`${file}.wal`)
    bytes.fill(0, bytes.length - random.below(bytes.length + 1))
    writeFileSync(`${file}.wal`, bytes)
  },
  'the log cut': (file, random) => {
    if (existsSync(`${file}.wal`)) truncateSync(`${file}.wal`, random.below(sizeOf(`${file}.wal`) + 1))
  },
  'a bit of the log turned': (file, random) => {
    if (existsSync(`${file}.wal`) && sizeOf(`${file}.wal`) > 0)
      flipBit(`${file}.wal`, random.below(sizeOf(`${file}.wal`) * 8))
  },
  'a bit of the file turned': (file, random) => flipBit(file, random.below(sizeOf(file) * 8)),
  'the file cut': (file, random) => truncateSync(file, random.below(sizeOf(file))),
  'an older file beside the log': (file, _random, older) => copyFileSync(older, file),
  'an older file and log': (file, _random, older) => {
    copyFileSync(older, file)
    rmSync(`${file}.wal`, { force: true })
    if (existsSync(`${older}.wal`)) copyFileSync(`${older}.wal`, `${file}.wal`)
  },
  'an older log beside the file': (file, _random, older) => {
    if (existsSync(`${older}.wal`)) copyFileSync(`${older}.wal`, `${file}.wal`)
  },
  'the log removed': (file) => rmSync(`${file}.wal`, { force: true }),
  'the file removed': (file) => rmSync(file),
  'the file and its log removed': (file) => {
    rmSync(file)
    rmSync(`${file}.wal`, { force: true })
  },
  'a bit of the mark turned': (file, random) =>
    flipBit(`${file}.mark`, random.below(sizeOf(`${file}.mark`) * 8)),
  'an older mark': (file, _random, older) => copyFileSync(`${older}.mark`, `${file}.mark`),
  'the mark removed': (file) => rmSync(`${file}.mark`)
}
