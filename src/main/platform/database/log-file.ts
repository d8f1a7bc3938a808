import { closeSync, ftruncateSync, fstatSync, fsyncSync, openSync, readSync } from 'node:fs'

// DuckDB's write-ahead log, version 2: a header, then entries of 8 bytes size, 8 bytes checksum and the entry itself.
// A transaction is its entries and a flush entry; once COMMIT returns, they are on the disk. DuckDB refuses to open a
// database whose log ends in anything but complete entries or part of one (zeros after a power loss, for example). So
// the log is truncated here after the last complete transaction. See docs/decisions/0021-lost-history.md.

/** The valid length of a log. */
export interface LogState {
  sizeBytes: number
  /** The end of the last complete transaction; 0 if there is none, not even a readable header. */
  wholeBytes: number
  /** False: the log has an unknown format, so its validity can't be determined. */
  isKnown: boolean
}

const mask = 0xffff_ffff_ffff_ffffn
const multiply = (a: bigint, b: bigint): bigint => (a * b) & mask

/** DuckDB's checksum of an entry (duckdb/common/checksum.cpp). */
export function checksumOf(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 8)
  let result = 5381n
  for (let at = 0; at < whole; at += 8)
    result ^= multiply(view.getBigUint64(at, true), 0xbf58_476d_1ce4_e5b9n)
  return whole === bytes.length ? result : result ^ checksumOfRest(bytes.subarray(whole))
}

/** The checksum of the last 1 to 7 bytes: MurmurHash64A. */
function checksumOfRest(bytes: Uint8Array): bigint {
  const m = 0xc6a4_a793_5bd1_e995n
  let hash = 0xe17a_1465n ^ multiply(BigInt(bytes.length), m)
  for (const [at, byte] of bytes.entries()) hash ^= BigInt(byte) << BigInt(8 * at)
  hash = multiply(hash, m)
  hash ^= hash >> 47n
  hash = multiply(hash, m)
  return hash ^ (hash >> 47n)
}

const walVersionEntry = 98n
const knownVersion = 2n
const flushEntry = Uint8Array.of(0x64, 0, 0x64, 0xff, 0xff)
const maxHeaderBytes = 512

interface Header {
  version: bigint
  endsAt: number
}

/** Reads the header; null if there is none. A list of fields: their number in two bytes, then LEB128 values. */
function readHeader(bytes: Uint8Array): Header | null {
  let at = 0
  const byte = (): number => {
    const value = bytes[at]
    if (value === undefined) throw new RangeError('the header is cut')
    at += 1
    return value
  }
  const field = (): number => byte() + byte() * 256
  const number = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const part = byte()
      value |= BigInt(part & 0x7f) << shift
      if (part < 0x80) return value
    }
  }
  try {
    if (field() !== 100 || number() !== walVersionEntry || field() !== 101) return null
    const version = number()
    let next = field()
    // The identifier of the database that the log belongs to, and the number of its checkpoint.
    if (next === 102) {
      for (let left = number(); left > 0n; left -= 1n) number()
      next = field()
    }
    if (next === 103) {
      number()
      next = field()
    }
    return next === 0xffff ? { version, endsAt: at } : null
  } catch {
    return null
  }
}

/** Reads a log from the start to the first incomplete entry. Throws file system errors. */
export function readLog(path: string): LogState {
  const handle = openSync(path, 'r')
  try {
    const sizeBytes = fstatSync(handle).size
    const read = (from: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length)
      let done = 0
      while (done < length) {
        const count = readSync(handle, bytes, done, length - done, from + done)
        if (count === 0) throw new Error('the log is shorter than it was')
        done += count
      }
      return bytes
    }
    const header = readHeader(read(0, Math.min(sizeBytes, maxHeaderBytes)))
    if (header === null) return { sizeBytes, wholeBytes: 0, isKnown: true }
    if (header.version !== knownVersion) return { sizeBytes, wholeBytes: 0, isKnown: false }
    let wholeBytes = header.endsAt
    let at = header.endsAt
    while (at + 16 <= sizeBytes) {
      const head = read(at, 16)
      const length = head.readBigUInt64LE(0)
      if (length === 0n || length > BigInt(sizeBytes - at - 16)) break
      const entry = read(at + 16, Number(length))
      if (checksumOf(entry) !== head.readBigUInt64LE(8)) break
      at += 16 + entry.length
      if (flushEntry.every((byte, i) => entry[i] === byte) && entry.length === flushEntry.length)
        wholeBytes = at
    }
    return { sizeBytes, wholeBytes, isKnown: true }
  } finally {
    closeSync(handle)
  }
}

/** Truncates a log; the change is on the disk when this returns. Throws file system errors. */
export function cutLog(path: string, wholeBytes: number): void {
  const handle = openSync(path, 'r+')
  try {
    ftruncateSync(handle, wholeBytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
