import { columnName, headerCell, xmlText, type CellKind } from './export-xlsx-cells'

// The parts of a workbook (ECMA-376-1, 18) other than its rows.

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const packageTypes = 'http://schemas.openxmlformats.org/package/2006/content-types'
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A finished sheet. */
export interface WrittenSheet {
  name: string
  /** Including the header. */
  rows: number
}

/** The path of a sheet in the package, numbered from 1. */
export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`

/** A valid Excel sheet name (at most 31 characters, none of []:*?/\ and no ' at its ends); unique by its number. */
export function sheetName(title: string, number: number): string {
  const end = number === 1 ? '' : ` ${number}`
  const plain = title
    .replace(/[[\]:*?/\\\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .replace(/^'+|'+$/g, '')
  return (Array.from(plain).slice(0, 15).join('').trim() || 'Sheet') + end
}

/** The XML of a sheet before its first row, with the frozen header as row 1. */
export function sheetStart(columns: readonly { header: string; widthChars: number }[]): string {
  const widths = columns.map(
    ({ widthChars }, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthChars}" customWidth="1"/>`
  )
  const headers = columns.map(({ header }, at) => headerCell(`${columnName(at)}1`, header))
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData><row r="1">${headers.join('')}</row>`
  )
}

/** The XML of a sheet after its last row: the filter, and no "number stored as text" warnings. */
export function sheetEnd(columnCount: number, rows: number): string {
  const range = `A1:${columnName(columnCount - 1)}${rows}`
  return (
    `</sheetData><autoFilter ref="${range}"/>` +
    `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  )
}

const styles =
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="0.00##"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  // The order of cellStyles: general, header, text (@), number, time, money.
  `<cellXfs count="6">${[
    'numFmtId="0" fontId="0"',
    'numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"',
    'numFmtId="49" fontId="0" applyNumberFormat="1"',
    'numFmtId="0" fontId="0"',
    'numFmtId="164" fontId="0" applyNumberFormat="1"',
    'numFmtId="165" fontId="0" applyNumberFormat="1"'
  ]
    .map((xf) => `<xf ${xf} fillId="0" borderId="0" xfId="0"/>`)
    .join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

const attribute = (text: string): string => xmlText(text).replaceAll('"', '&quot;')

function workbook(sheets: readonly WrittenSheet[], columnCount: number): string {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${attribute(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`
  )
  // Excel defines this name for each filter; other programs rely on it.
  const filters = sheets.map(
    ({ name, rows }, at) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">` +
      `${xmlText(`'${name.replaceAll("'", "''")}'!$A$1:$${columnName(columnCount - 1)}$${rows}`)}</definedName>`
  )
  return (
    `${declaration}<workbook xmlns="${main}" xmlns:r="${officeRelations}">` +
    `<sheets>${list.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`
  )
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${officeRelations}/${type}" Target="${target}"/>`

/** The parts that list the sheets; written last, when the number of sheets is known. */
export function packageParts(
  sheets: readonly WrittenSheet[],
  columnCount: number
): { path: string; content: string }[] {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main+xml'],
    ['/xl/styles.xml', 'styles+xml'],
    ...sheets.map((_, at) => [`/${sheetPath(at + 1)}`, 'worksheet+xml'])
  ].map(([path, type]) => `<Override PartName="${path}" ContentType="${workbookType}.${type}"/>`)
  const sheetRelations = sheets.map((_, at) =>
    relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)
  )
  return [
    {
      path: '[Content_Types].xml',
      content:
        `${declaration}<Types xmlns="${packageTypes}">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `${overrides.join('')}</Types>`
    },
    {
      path: '_rels/.rels',
      content: `${declaration}<Relationships xmlns="${packageRelations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`
    },
    { path: 'xl/workbook.xml', content: workbook(sheets, columnCount) },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content:
        `${declaration}<Relationships xmlns="${packageRelations}">${sheetRelations.join('')}` +
        `${relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')}</Relationships>`
    },
    { path: 'xl/styles.xml', content: styles }
  ]
}

/** Default column widths, in characters. */
export const defaultWidths: Readonly<Record<CellKind, number>> = { text: 16, number: 10, time: 20, money: 10 }
