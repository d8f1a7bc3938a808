import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The content of a test workbook; `sheets`: the XML inside sheetData. */
export interface WorkbookOfTest {
  sheets: { name: string; data: string | (() => Iterable<string>); state?: string }[]
  /** The XML inside each shared text's si element. */
  sharedTexts?: string[]
  /** Additional parts, or replacements of those above. */
  parts?: Record<string, string>
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

function* sheetXml(data: string | (() => Iterable<string>)): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
  if (typeof data === 'string') yield data
  else yield* data()
  yield '</sheetData></worksheet>'
}

/** Writes a workbook part by part, so that tests can write invalid ones. */
export async function writeWorkbookOfTest(path: string, { sheets, sharedTexts, parts = {} }: WorkbookOfTest) {
  const zip = new ZipFile()
  const texts: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${relationType}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${relationType}"><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${at}"${state === undefined ? '' : ` state="${state}"`}/>`
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_sheet, at) =>
          `<Relationship Id="s${at}" Type="${relationType}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`
      )
      .join(
        ''
      )}<Relationship Id="t" Type="${relationType}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    ...(sharedTexts === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `<sst>${sharedTexts.map((text) => `<si>${text}</si>`).join('')}</sst>` }),
    ...parts
  }
  for (const [name, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), name)
  sheets.forEach(({ data }, at) => {
    const name = `xl/worksheets/sheet${at + 1}.xml`
    if (!(name in parts)) zip.addReadStream(Readable.from(sheetXml(data)), name)
  })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
