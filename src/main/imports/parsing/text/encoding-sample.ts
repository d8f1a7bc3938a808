import { isAscii } from 'node:buffer'
import type { ListEncoding } from '../../../../shared/imports/imports'
import { findEncoding } from '../../lists/encoding'
import type { ListFile } from '../list-file'

/** Bytes of each sample, and how far a file is searched for its first byte that isn't ASCII. */
const sampleBytes = 65_536
const searchedBytes = 268_435_456
const searchStepBytes = 1_048_576

const lineFeed = 0x0a
const carriageReturn = 0x0d

const isLineEnd = (byte: number): boolean => byte === lineFeed || byte === carriageReturn

/** Without the line at its end, which may be cut: a part of a character counts against an encoding. */
const untilLineEnd = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.findLastIndex(isLineEnd) + 1)

/** Without the lines at both ends. */
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
 * The encoding of a file whose beginning is `head`. A list of numbers can go on for long before its first
 * Chinese name: its middle and its end are looked at too, and where they are all ASCII, the place where
 * something else begins.
 */
export async function encodingOfFile(file: ListFile, head: Uint8Array): Promise<ListEncoding> {
  if (head.length >= file.sizeBytes) return findEncoding(head, true)
  const byHead = findEncoding(head, false)
  // Its line breaks are no single bytes, and its beginning says it all.
  if (byHead === 'utf-16le' || byHead === 'utf-16be') return byHead
  const samples = [untilLineEnd(head)]
  // One line without an end: nowhere else is it known where a character begins.
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
