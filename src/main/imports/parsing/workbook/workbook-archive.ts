import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { ListFailure } from '../failure'
import { openListFile, type ListFile } from '../list-file'

/** A part of a workbook, as text in chunks. */
export interface WorkbookPart {
  /** Uncompressed. */
  sizeBytes: number
  /** Throws `list-damaged` if it isn't UTF-8, or not as long as declared. */
  text(): AsyncGenerator<{ text: string; readBytes: number }>
}

/** A workbook's zip archive, open for reading (ISO/IEC 29500-2, Open Packaging Conventions). */
export interface WorkbookArchive {
  sizeBytes: number
  /** Finds a part by name, without a leading slash and case-insensitively; null: none. */
  part(name: string): WorkbookPart | null
  close(): Promise<void>
}

/** A workbook has a few dozen entries. */
const mostParts = 10_000
/** A full sheet of twenty columns is about 1 GiB uncompressed. */
const mostUnpackedBytes = 2_147_483_648
/** Sheets compress 10 to 30 times, zip bombs 1,000 times. Small parts may compress better. */
const mostTimes = 200
const smallBytes = 67_108_864
/** Bytes read at once. */
const chunkBytes = 65_536

/** Reads the zip through the open file handle, never by its path again. */
class FileReader extends RandomAccessReader {
  readonly #file: ListFile

  constructor(file: ListFile) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const file = this.#file
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += chunkBytes) {
          yield await file.read(at, Math.min(chunkBytes, end - at))
        }
      })(),
      { objectMode: false }
    )
  }
}

function assertNoBomb({ compressedSize, uncompressedSize }: Entry): void {
  const isBomb = uncompressedSize > smallBytes && uncompressedSize > compressedSize * mostTimes
  if (isBomb || uncompressedSize > mostUnpackedBytes) throw new ListFailure('list-too-large')
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<{ text: string; readBytes: number }> {
  assertNoBomb(entry)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let readBytes = 0
  const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry)
  for await (const bytes of stream) {
    readBytes += bytes.length
    yield { text: decoder.decode(bytes, { stream: true }), readBytes }
  }
  yield { text: decoder.decode(), readBytes }
}

async function readParts(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostParts) throw new ListFailure('list-too-large')
  const parts = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName.toLowerCase(), entry)
  return parts
}

/**
 * Opens a workbook's zip. Throws {@link ListFailure} (`list-too-large`), the errors of `openListFile`, and the zip
 * reader's errors if it is damaged.
 */
export async function openWorkbookArchive(path: string): Promise<WorkbookArchive> {
  const file = await openListFile(path)
  try {
    const zip = await fromRandomAccessReaderPromise(new FileReader(file), file.sizeBytes, {
      lazyEntries: true,
      autoClose: false
    })
    const parts = await readParts(zip)
    return {
      sizeBytes: file.sizeBytes,
      part(name) {
        const entry = parts.get(name.toLowerCase())
        if (entry === undefined) return null
        return { sizeBytes: entry.uncompressedSize, text: () => textOf(zip, entry) }
      },
      close: () => file.close()
    }
  } catch (failure) {
    await file.close()
    throw failure
  }
}
