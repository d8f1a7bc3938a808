import { SaxesParser } from 'saxes'
import { ListFailure } from '../failure'
import type { WorkbookPart } from './workbook-archive'

/** Receives the XML of a part. Element names have no prefix; attribute names keep it. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** A cell has at most 32,767 characters; anything much longer isn't a workbook. */
const longestSilence = 16_777_216

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Errors about characters that XML 1.0 (2.2) disallows: some writers emit them, raw or as references. */
const isCharacterError = ({ message }: Error): boolean =>
  message.endsWith('disallowed character.') || message.endsWith('malformed character entity.')

const disallowed =
  // eslint-disable-next-line no-control-regex -- the characters that XML doesn't allow
  /&#(?:x[\da-f]+|\d+);|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/gi

/** Replaces disallowed characters by U+FFFD, so that digits around them aren't joined. */
const withReplacements = (text: string): string => text.replace(disallowed, '\ufffd')

/**
 * Parses a part as XML in chunks, and yields the progress after each. A disallowed character only affects itself.
 * Custom entities aren't expanded (an entity bomb is `list-damaged`). Throws {@link ListFailure}.
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

/** Parses a whole part. */
export async function readWholeXml(part: WorkbookPart, listener: XmlListener): Promise<void> {
  const pieces = readXml(part, listener)
  while ((await pieces.next()).done !== true) {
    // The listener receives the content.
  }
}
