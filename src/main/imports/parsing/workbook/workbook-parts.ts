import { ListFailure } from '../failure'
import type { WorkbookArchive } from './workbook-archive'
import { readWholeXml } from './workbook-xml'

/** A visible sheet, and the part with its cells. */
export interface SheetPart {
  /** Index among all sheets of the workbook, from 0. */
  index: number
  name: string
  part: string
}

/** Sheets can be hidden, or charts. */
const mostSheets = 1_000
/** Maximum length of all shared texts, in characters; all of them are kept in memory. */
const longestTexts = 64_000_000

interface Relation {
  type: string
  target: string
}

/**
 * Resolves `target` against the folder of the part that references it (RFC 3986, 5.2.4); '' if it leaves the
 * workbook.
 */
function partAt(folder: string, target: string): string {
  const base = new URL(`zip://workbook/${folder}`)
  if (!URL.canParse(target, base)) return ''
  const { protocol, host, pathname } = new URL(target, base)
  return protocol === base.protocol && host === base.host ? decodeURIComponent(pathname).slice(1) : ''
}

async function readRelations(archive: WorkbookArchive, name: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  const part = archive.part(name)
  if (part === null) return relations
  await readWholeXml(part, {
    open(tag, { Id = '', Type = '', Target = '' }) {
      if (tag === 'Relationship') relations.set(Id, { type: Type.split('/').at(-1) ?? '', target: Target })
    },
    text: () => undefined,
    close: () => undefined
  })
  return relations
}

const relationsOf = (part: string): string => {
  const slash = part.lastIndexOf('/') + 1
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
}

/**
 * Returns the sheets of a workbook in order, and the part with its shared texts. Hidden sheets are only named: the
 * user doesn't expect their numbers to be called. (ISO/IEC 29500-1, 18.2.19 sheet.)
 */
export async function readWorkbookParts(
  archive: WorkbookArchive
): Promise<{ sheets: SheetPart[]; hiddenSheets: string[]; sharedTexts: string | null }> {
  const root = await readRelations(archive, '_rels/.rels')
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')
  const workbook = main === undefined ? 'xl/workbook.xml' : partAt('', main.target)
  const part = archive.part(workbook)
  if (part === null) throw new ListFailure('list-unsupported')
  const relations = await readRelations(archive, relationsOf(workbook))
  const sheets: SheetPart[] = []
  const hiddenSheets: string[] = []
  let index = -1
  await readWholeXml(part, {
    open(tag, attributes) {
      if (tag !== 'sheet') return
      index += 1
      if (index > mostSheets) throw new ListFailure('list-too-large')
      const key = Object.keys(attributes).find((name) => name.endsWith(':id')) ?? ''
      const relation = relations.get(attributes[key] ?? '')
      const isShown = (attributes['state'] ?? 'visible') === 'visible'
      if (relation?.type !== 'worksheet') return
      if (!isShown) hiddenSheets.push(attributes['name'] ?? '')
      else sheets.push({ index, name: attributes['name'] ?? '', part: partAt(workbook, relation.target) })
    },
    text: () => undefined,
    close: () => undefined
  })
  const texts = [...relations.values()].find(({ type }) => type === 'sharedStrings')
  return { sheets, hiddenSheets, sharedTexts: texts === undefined ? null : partAt(workbook, texts.target) }
}

/** `_x000D_` encodes the character (ISO/IEC 29500-1, 22.4.2.4 bstr). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\dA-F]{4})_/gi, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16))
      )
    : text

/** Reads the shared texts in order, without phonetic hints (rPh). */
export async function readSharedTexts(archive: WorkbookArchive, name: string | null): Promise<string[]> {
  const part = name === null ? null : archive.part(name)
  const texts: string[] = []
  if (part === null) return texts
  let text = ''
  let length = 0
  let isText = false
  let isSpoken = false
  await readWholeXml(part, {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') isSpoken = true
      else if (tag === 't') isText = !isSpoken
    },
    text(more) {
      if (isText) text += more
    },
    close(tag) {
      if (tag === 't') isText = false
      else if (tag === 'rPh') isSpoken = false
      else if (tag === 'si') {
        length += text.length
        if (length > longestTexts) throw new ListFailure('list-too-large')
        texts.push(unescaped(text))
      }
    }
  })
  return texts
}
