import { SaxesParser } from 'saxes'
import { ListFailure } from './failure'
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

/**
 * Reads a part as XML, a piece at a time: what is read of it so far is told after each piece. Entities that a
 * document declares for itself are not known (a bomb of them is `list-damaged`). Throws {@link ListFailure}.
 */
export async function* readXml(
  part: WorkbookPart,
  listener: XmlListener
): AsyncGenerator<{ readBytes: number }, void, undefined> {
  const parser = new SaxesParser()
  let silence = 0
  parser.on('error', () => {
    throw new ListFailure('list-damaged')
  })
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0
    listener.open(localName(name), attributes)
  })
  parser.on('text', (text) => {
    silence = 0
    listener.text(text)
  })
  parser.on('cdata', (text) => {
    silence = 0
    listener.text(text)
  })
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
