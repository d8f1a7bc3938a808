/** First byte, and the byte after the last. */
export interface ByteRange {
  first: number
  end: number
}

/**
 * Parses a single range of a Range header (RFC 9110, 14.1.2). Returns null if the header must be ignored (malformed,
 * other units, several ranges), 'unsatisfiable' if the reply must be 416.
 */
export function parseByteRange(
  header: string | undefined,
  sizeBytes: number
): ByteRange | null | 'unsatisfiable' {
  const parts = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '')
  if (!parts) return null
  const [, from = '', to = ''] = parts
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, end: sizeBytes }
  }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return null
  if (first >= sizeBytes) return 'unsatisfiable'
  return { first, end: to === '' ? sizeBytes : Math.min(Number(to) + 1, sizeBytes) }
}
