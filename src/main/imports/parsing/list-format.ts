/** How the bytes of a file can be read. */
export type FileFormat = 'text' | 'workbook' | 'unsupported'

/** The first bytes of a file, and its last ones where they aren't included in the first. */
export interface FileSample {
  head: Uint8Array
  tail: Uint8Array
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const zipStart = [0x50, 0x4b]
const zipKinds = [
  [0x03, 0x04],
  [0x05, 0x06],
  [0x07, 0x08]
]

/** Binary formats whose first bytes could pass for text, or that are common. */
const otherStarts: readonly (readonly number[])[] = [
  // OLE: .xls, .doc and password-protected workbooks
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  // PDF, RTF
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
  // PNG, JPEG, GIF
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  // gzip, bzip2, xz, 7z, RAR, zstd
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x28, 0xb5, 0x2f, 0xfd]
]

/** A zip's directory is at its end; each entry's name also precedes the entry. */
const isWorkbook = ({ head, tail }: FileSample, name: string): boolean =>
  /\.xls[xm]$/i.test(name) || [head, tail].some((bytes) => latin1(bytes).includes('xl/workbook.xml'))

/** Returns the format by the file's bytes; the name only decides which kind of zip it is. */
export function findFormat(sample: FileSample, name: string): FileFormat {
  const { head } = sample
  if (startsWith(head, zipStart) && zipKinds.some((kind) => startsWith(head.subarray(2), kind))) {
    return isWorkbook(sample, name) ? 'workbook' : 'unsupported'
  }
  return otherStarts.some((start) => startsWith(head, start)) ? 'unsupported' : 'text'
}

// Tab, line breaks, form feed, DOS end of file, escape.
const textControls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b])

/**
 * Whether the units look like text: bytes (no list encoding but UTF-16 uses other bytes below 0x20), or code units
 * of decoded text. Databases pad cells with NUL, so many of them are allowed.
 */
export function isTextLike(units: ArrayLike<number>): boolean {
  let controls = 0
  let nuls = 0
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? 0
    if (unit === 0) nuls += 1
    else if (unit < 0x20 ? !textControls.has(unit) : unit >= 0xfffd) controls += 1
  }
  return controls <= units.length / 100 && nuls <= units.length / 2
}
