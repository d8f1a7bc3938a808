import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { RecordingFormat } from '../../../shared/recordings/schema'
import { ownFile, removeParts, syncFolder, writeAtomic } from '../../platform/files/atomic-file'
import type { CachedRecording } from '../ports'
import { removePartNote } from './downloads/part-file'
import { formatHeadBytes, recordingFormat } from './recording-format'
import { repairWaveSizes } from './wave-sizes'

/** A file of the cache: a recording, or a part of one and its note. */
interface CachedFile {
  name: string
  key: string
  isRecording: boolean
  sizeBytes: number
  usedAtMs: number
}

const sizeSchema = z.strictObject({ sizeBytes: z.number().int().min(0) })
const keyText = /^[a-f\d]{64}$/
const ownName = /^[a-f\d]{64}\.(recording|part|part\.json)$/

/** The note next to a recording contains its size, which detects truncated files and trailing data. */
const notePath = (file: string): string => `${file}.json`
const keepSize = (file: string, sizeBytes: number): Promise<void> =>
  writeAtomic(notePath(file), ownFile, (part) =>
    writeFile(part, JSON.stringify({ sizeBytes }), { flag: 'wx', mode: ownFile.mode })
  )
async function keptSize(file: string): Promise<number | null> {
  try {
    const json: unknown = JSON.parse(await readFile(notePath(file), 'utf8'))
    return sizeSchema.safeParse(json).data?.sizeBytes ?? null
  } catch {
    // Recordings of an earlier version have no note.
    return null
  }
}

async function formatOfFile(path: string): Promise<RecordingFormat | null> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(formatHeadBytes)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return recordingFormat(head.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** The files of a cache of recordings; other files in the folder are ignored. */
export class CachedFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    removeParts(folder)
  }

  /** The part of a recording that is being fetched. */
  partPath(key: string): string {
    return join(this.#folder, `${key}.part`)
  }

  async list(): Promise<CachedFile[]> {
    const names = (await readdir(this.#folder).catch(() => [])).filter((name) => ownName.test(name))
    const found = await Promise.all(
      names.map(async (name) => {
        const about = await stat(join(this.#folder, name)).catch(() => null)
        if (about === null) return null
        const key = name.slice(0, 64)
        const isRecording = name === fileName(key)
        return { name, key, isRecording, sizeBytes: about.size, usedAtMs: about.mtimeMs }
      })
    )
    return found.filter((file) => file !== null)
  }

  /** A complete recording; null for any other text. */
  async find(key: string): Promise<CachedRecording | null> {
    if (!keyText.test(key)) return null
    try {
      const file = this.#path(key)
      const { size } = await stat(file)
      if (size !== ((await keptSize(file)) ?? size)) return null
      const format = await formatOfFile(file)
      // Unrecognised bytes aren't played; after a power loss they can be zeros.
      if (format === null || format.container === 'other') return null
      return { key, file, sizeBytes: size, format }
    } catch {
      return null
    }
  }

  /** Turns a complete part into a recording; returns its file. */
  async complete(key: string, sizeBytes: number): Promise<string> {
    const [part, file] = [this.partPath(key), this.#path(key)]
    await repairWaveSizes(part)
    await keepSize(file, sizeBytes)
    await rename(part, file)
    syncFolder(this.#folder)
    await removePartNote(part)
    return file
  }

  removeRecording(key: string): Promise<void> {
    return this.remove({ name: fileName(key), isRecording: true })
  }

  async remove({ name, isRecording }: Pick<CachedFile, 'name' | 'isRecording'>): Promise<void> {
    const file = join(this.#folder, name)
    await rm(file, { force: true }).catch(() => undefined)
    if (isRecording) await rm(notePath(file), { force: true }).catch(() => undefined)
  }

  #path(key: string): string {
    return join(this.#folder, fileName(key))
  }
}

const fileName = (key: string): string => `${key}.recording`
