import { SaxesParser } from 'saxes'
import { ListFailure } from '../failure'
import type { WorkbookPart } from './workbook-archive'

/** Who is told of the XML of a part. Names come without their prefix, attributes with it. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** The longest text of one cell is 32,767 characters; whoever goes on without an end is no workbook. */
const longestSilence = 16_777_216

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Errors about characters that XML 1.0 (2.2) doesn't allow: some writers let them through, raw or as references. */
const isCharacterError = ({ message }: Error): boolean =>
  message.endsWith('disallowed character.') || message.endsWith('malformed character entity.')

const disallowed =
  // eslint-disable-next-line no-control-regex -- the characters that XML doesn't allow
  /&#(?:x[\da-f]+|\d+);|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/gi

/** Text of an element in which a character was disallowed: U+FFFD in its place, so that no digits are joined. */
const withReplacements = (text: string): string => text.replace(disallowed, '\ufffd')

/**
 * Reads a part as XML, a piece at a time, and yields how much of it was read after each. A character that XML doesn't
 * allow costs only itself. Entities that a document declares for itself are not known (a bomb of them is
 * `list-damaged`). Throws {@link ListFailure}.
 */
export async function* readXml(
  part: WorkbookPart,
  listener: XmlListener
): AsyncGenerator<{ readBytes: number }, void, undefined> {
  const parser = new SaxesParser()
  let silence = 0
  let hasDisallowed = false
  parser.on('error', (error) => {
    if (!isCharacterError(error)) throw new ListFailure('list-damaged')
    hasDisallowed = true
  })
  const onText = (text: string): void => {
    silence = 0
    listener.text(hasDisallowed ? withReplacements(text) : text)
    hasDisallowed = false
  }
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0
    listener.open(localName(name), attributes)
  })
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({ name }) => {
    silence = 0
    listener.close(localName(name))
  })
  for await (const { text, readBytes } of part.text()) {
    silence += text.length
    if (silence > longestSilence) throw new ListFailure('list-damaged')
    parser.write(text)
    yield { readBytes }
  }
  parser.close()
}

/** Reads a part to its end. */
export async function readWholeXml(part: WorkbookPart, listener: XmlListener): Promise<void> {
  const pieces = readXml(part, listener)
  while ((await pieces.next()).done !== true) {
    // The listener is told of each.
  }
}
