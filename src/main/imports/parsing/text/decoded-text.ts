import type { ListEncoding } from '../../../../shared/imports/imports'
import type { ListSource } from '../../lists/list-types'
import { openListFile } from '../list-file'

/** A chunk of a list's text, and the progress: bytes of a file, or characters of pasted text. */
export interface TextChunk {
  text: string
  readBytes: number
  totalBytes: number
}

/** Chunk size: bytes of a file, characters of pasted text. */
const chunkLength = 65_536

const byteOrderMark = '\ufeff'

/**
 * Yields the text of a list in chunks, without its byte order mark. Invalid bytes become U+FFFD; line breaks are
 * never part of an invalid character (WHATWG Encoding). Throws `list-unreadable` if the file is written to
 * meanwhile: the text would mix the old and the new list.
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
    // Removed above because decoders don't recognise GB18030's mark.
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
