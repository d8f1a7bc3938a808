import { isAscii } from 'node:buffer'
import type { ListEncoding } from '../../../../shared/imports/imports'
import { findEncoding } from '../../lists/encoding'
import type { ListFile } from '../list-file'

/** Bytes per sample, and how far a file is searched for its first non-ASCII byte. */
const sampleBytes = 65_536
const searchedBytes = 268_435_456
const searchStepBytes = 1_048_576

const lineFeed = 0x0a
const carriageReturn = 0x0d

const isLineEnd = (byte: number): boolean => byte === lineFeed || byte === carriageReturn

/** Drops the last line, which may be incomplete: part of a character would count as invalid. */
const untilLineEnd = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.findLastIndex(isLineEnd) + 1)

/** Drops the first and the last line. */
const wholeLines = (bytes: Uint8Array): Uint8Array =>
  untilLineEnd(bytes.subarray(bytes.findIndex(isLineEnd) + 1))

async function firstBeyondAscii(file: ListFile, fromByte: number): Promise<number | null> {
  const endByte = Math.min(file.sizeBytes, searchedBytes)
  for (let at = fromByte; at < endByte; at += searchStepBytes) {
    const bytes = await file.read(at, searchStepBytes)
    if (!isAscii(bytes)) return at + bytes.findIndex((byte) => byte >= 0x80)
  }
  return null
}

/**
 * Detects the encoding of a file that starts with `head`. The first Chinese name may come late, so the middle and
 * the end are sampled, too; where all are ASCII, the first place with other bytes.
 */
export async function encodingOfFile(file: ListFile, head: Uint8Array): Promise<ListEncoding> {
  if (head.length >= file.sizeBytes) return findEncoding(head, true)
  const byHead = findEncoding(head, false)
  // In UTF-16, line breaks aren't single bytes, and the beginning suffices.
  if (byHead === 'utf-16le' || byHead === 'utf-16be') return byHead
  const samples = [untilLineEnd(head)]
  // A single endless line: character boundaries are only known at its beginning.
  if (samples[0]?.length === 0) return byHead
  const places = [Math.floor(file.sizeBytes / 2), Math.max(head.length, file.sizeBytes - sampleBytes)]
  for (const place of places) samples.push(wholeLines(await file.read(place, sampleBytes)))
  if (samples.every((sample) => isAscii(sample))) {
    const found = await firstBeyondAscii(file, head.length)
    if (found === null) return byHead
    const from = Math.max(0, found - sampleBytes / 2)
    samples.push(wholeLines(await file.read(from, sampleBytes)))
  }
  return findEncoding(Buffer.concat(samples), false)
}
