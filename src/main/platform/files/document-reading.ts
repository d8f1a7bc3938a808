import { z } from 'zod'
import { decodeText, readJson } from './read-json'
import { salvage, type Salvaged, type UnknownKey } from './salvage'

/** The schema of a document's value, and the default for unreadable parts. */
export interface DocumentShape<T> {
  version: number
  schema: z.ZodType<T>
  fallback: T
}

/** The content of a document's file, as far as it could be read. */
export interface DocumentReading<T> {
  value: T
  unknownKeys: UnknownKey[]
  /**
   * `sound`: completely read. `mended`: completely read, but the file isn't as Deskline writes it. `damaged`: a part
   * is lost; `unreadable`: everything is.
   */
  state: 'sound' | 'mended' | 'damaged' | 'unreadable'
  /** Number of unreadable entries; null: unknown, the last changes are missing. */
  lostEntries: number | null
  /** Of a later version: the file is backed up for that version, even if nothing is lost in this one. */
  isLater: boolean
}

interface Attempt<T> extends Salvaged<T> {
  isWhole: boolean
  isSound: boolean
  isLater: boolean
}

const envelopeSchema = z.looseObject({ version: z.number(), value: z.unknown() })

function attempt<T>(bytes: Uint8Array, shape: DocumentShape<T>): Attempt<T> | null {
  const read = readJson(decodeText(bytes))
  const parsed = envelopeSchema.safeParse(read?.value)
  if (read === null || !parsed.success || !Object.hasOwn(parsed.data, 'value')) return null
  const { version, value, ...others } = parsed.data
  const salvaged = salvage(shape.schema, value, shape.fallback)
  return {
    ...salvaged,
    isWhole: read.isWhole,
    isLater: version > shape.version,
    isSound:
      version === shape.version &&
      Object.keys(others).length === 0 &&
      // No trailing data, and no byte-order mark.
      read.isExact &&
      bytes[0] === '{'.charCodeAt(0) &&
      salvaged.lostEntries === 0
  }
}

/**
 * Reads a document from its file and the copy from before its last change. The copy is used only if the file is
 * truncated or unreadable: it lacks just the last change.
 */
export function readDocument<T>(
  files: { current: Uint8Array | null; previous: Uint8Array | null },
  shape: DocumentShape<T>
): DocumentReading<T> {
  const current = files.current === null ? null : attempt(files.current, shape)
  const reading = (
    { value, unknownKeys, isLater }: Attempt<T>,
    state: 'sound' | 'mended' | 'damaged',
    lostEntries: number | null
  ): DocumentReading<T> => ({
    value: value === null ? shape.fallback : value.is,
    unknownKeys,
    isLater,
    state,
    lostEntries
  })
  if (current !== null && current.isWhole && current.value !== null) {
    const { lostEntries, isSound } = current
    return reading(current, lostEntries > 0 ? 'damaged' : isSound ? 'sound' : 'mended', lostEntries)
  }
  const previous = files.previous === null ? null : attempt(files.previous, shape)
  if (previous !== null && previous.isWhole && previous.value !== null)
    return reading(previous, 'damaged', null)
  const rest = [current, previous].find((one) => one !== null && one.value !== null)
  if (rest?.value != null && JSON.stringify(rest.value.is) !== JSON.stringify(shape.fallback)) {
    return reading(rest, 'damaged', null)
  }
  return { value: shape.fallback, unknownKeys: [], isLater: false, state: 'unreadable', lostEntries: null }
}
