import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { ownFile, writeAtomic } from './atomic-file'

// A sorted file of numbers, 8 bytes each, so that one of millions is looked up in about 25 reads and without memory:
// a header of `headerBytes` (JSON, filled with spaces), then unsigned 64-bit integers, least byte first.

const headerBytes = 8_192
const numberBytes = 8

/** Longer texts of digits aren't phone numbers. */
const maxDigits = 18

const headerSchema = z.strictObject({
  format: z.literal('deskline-numbers-1'),
  /** The list that the numbers were read from. */
  path: z.string().max(4_096),
  name: z.string().max(300),
  modifiedMs: z.number(),
  sizeBytes: z.number(),
  /** When it was read, epoch ms. */
  readAtMs: z.number(),
  numbers: z.number().int().min(0)
})

/** What a number file was made from. */
export type NumberFileFacts = Omit<z.infer<typeof headerSchema>, 'format'>

/** The sort key of digits: a leading 1 keeps leading zeros. Null: too long. */
export const numberKey = (digits: string): bigint | null =>
  digits.length <= maxDigits && /^\d+$/.test(digits) ? BigInt(`1${digits}`) : null

function headerOf(facts: NumberFileFacts): Buffer {
  const text = JSON.stringify({ format: 'deskline-numbers-1', ...facts })
  return Buffer.concat([Buffer.from(text), Buffer.alloc(headerBytes, ' ')]).subarray(0, headerBytes)
}

/** Writes a number file at once or not at all. `keys`: of {@link numberKey}, ascending, each once. */
export function writeNumberFile(
  file: string,
  facts: NumberFileFacts,
  keys: AsyncIterable<readonly bigint[]>
): Promise<void> {
  return writeAtomic(file, ownFile, async (part) => {
    const handle = await open(part, 'wx', ownFile.mode)
    try {
      await handle.appendFile(headerOf(facts))
      for await (const some of keys) {
        const bytes = Buffer.alloc(some.length * numberBytes)
        some.forEach((key, at) => bytes.writeBigUInt64LE(key, at * numberBytes))
        await handle.appendFile(bytes)
      }
    } finally {
      await handle.close()
    }
  })
}

/** An open number file. */
interface Opened {
  handle: number
  /** Changes when the file is replaced. */
  version: string
  facts: NumberFileFacts
  count: number
}

function openFile(file: string): Opened | null {
  const handle = openSync(file, 'r')
  try {
    const { size, ino, mtimeMs } = fstatSync(handle)
    const header = Buffer.alloc(headerBytes)
    readSync(handle, header, 0, headerBytes, 0)
    const { format: _, ...facts } = headerSchema.parse(JSON.parse(header.toString('utf8')))
    const count = Math.floor((size - headerBytes) / numberBytes)
    return { handle, version: `${ino} ${mtimeMs} ${size}`, facts, count }
  } catch {
    closeSync(handle)
    return null
  }
}

/** Looks numbers up in a file that another process may replace at any time. Never throws. */
export class NumberFile {
  readonly #file: string
  #opened: Opened | null = null

  constructor(file: string) {
    this.#file = file
  }

  /** What the file was made from; null: there is none, or it is damaged. */
  facts(): NumberFileFacts | null {
    return this.#current()?.facts ?? null
  }

  has(digits: string): boolean {
    const key = numberKey(digits)
    const opened = this.#current()
    if (key === null || opened === null) return false
    let [from, to] = [0, opened.count]
    const bytes = Buffer.alloc(numberBytes)
    try {
      while (from < to) {
        const middle = Math.floor((from + to) / 2)
        readSync(opened.handle, bytes, 0, numberBytes, headerBytes + middle * numberBytes)
        const found = bytes.readBigUInt64LE()
        if (found === key) return true
        if (found < key) from = middle + 1
        else to = middle
      }
    } catch {
      this.close()
    }
    return false
  }

  close(): void {
    if (this.#opened !== null) closeSync(this.#opened.handle)
    this.#opened = null
  }

  #current(): Opened | null {
    try {
      const facts = statSync(this.#file, { throwIfNoEntry: false })
      const version = facts === undefined ? null : `${facts.ino} ${facts.mtimeMs} ${facts.size}`
      if (version !== (this.#opened?.version ?? null)) {
        this.close()
        this.#opened = version === null ? null : openFile(this.#file)
      }
    } catch {
      this.close()
    }
    return this.#opened
  }
}

/** The number file beside an account's database of imports. */
export const blockedFileOf = (databaseFile: string): string => databaseFile.replace(/\.duckdb$/, '.blocked')
