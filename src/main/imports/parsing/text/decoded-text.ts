import type { ListEncoding } from '../../../../shared/imports/imports'
import type { ListSource } from '../../lists/list-types'
import { openListFile } from '../list-file'

/** A part of a list's text, and how far the reading is: in bytes of a file, in characters of a pasted text. */
export interface TextChunk {
  text: string
  readBytes: number
  totalBytes: number
}

/** How much is read at once: bytes of a file, characters of a pasted text. */
const chunkLength = 65_536

const byteOrderMark = '\ufeff'

/**
 * The text of a list, part by part and without its byte order mark. A character that the encoding doesn't
 * have is U+FFFD; the bytes of a line break are never part of one (WHATWG Encoding). A file that is written
 * to while it is read throws `list-unreadable`: what was read of it is neither the old list nor the new one.
 */
export function decodedText(source: ListSource, encoding: ListEncoding): AsyncGenerator<TextChunk> {
  return withoutMark(source.kind === 'text' ? partsOfText(source.text) : partsOfFile(source.path, encoding))
}

async function* withoutMark(
  parts: Iterable<TextChunk> | AsyncIterable<TextChunk>
): AsyncGenerator<TextChunk> {
  let isBeginning = true
  for await (const part of parts) {
    const hasMark = isBeginning && part.text.startsWith(byteOrderMark)
    if (part.text !== '') isBeginning = false
    yield hasMark ? { ...part, text: part.text.slice(byteOrderMark.length) } : part
  }
}

function* partsOfText(text: string): Generator<TextChunk> {
  for (let at = 0; at < text.length; at += chunkLength) {
    const part = text.slice(at, at + chunkLength)
    yield { text: part, readBytes: at + part.length, totalBytes: text.length }
  }
}

async function* partsOfFile(path: string, encoding: ListEncoding): AsyncGenerator<TextChunk> {
  const file = await openListFile(path)
  try {
    // The mark is taken off above: GB18030 has one too, which decoders don't count as such.
    const decoder = new TextDecoder(encoding, { ignoreBOM: true })
    const totalBytes = file.sizeBytes
    for (let readBytes = 0; readBytes < totalBytes;) {
      const bytes = await file.read(readBytes, Math.min(chunkLength, totalBytes - readBytes))
      if (bytes.length === 0) break
      readBytes += bytes.length
      yield { text: decoder.decode(bytes, { stream: true }), readBytes, totalBytes }
    }
    yield { text: decoder.decode(), readBytes: totalBytes, totalBytes }
    await file.assertUnchanged()
  } finally {
    await file.close()
  }
}
