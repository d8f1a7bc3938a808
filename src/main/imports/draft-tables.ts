import type { ListOptions } from '../../shared/imports/imports'
import type { SourceProbe, TableProbe } from '../../shared/imports/schema'
import type { DraftTable } from '../../shared/imports/imports-state'

/** Where tables come from. */
export interface SourceOfTables {
  sourceId: number
  /** Null: pasted text. */
  path: string | null
}

/** A table with where its rows come from. */
export interface TableOfSource extends SourceOfTables {
  table: DraftTable
  /** Null: its source is no workbook. */
  sheetIndex: number | null
}

/** The last part of a path, however its system writes it; at most as long as a name may be. */
export const nameOfPath = (path: string): string => (path.split(/[/\\]/).at(-1) ?? path).slice(0, 300)

const noOptions: ListOptions = {
  encoding: null,
  delimiter: null,
  headerLine: null,
  isHiddenIncluded: false,
  numberColumns: []
}

/** The place of a source that is being looked at. */
export function unprobedTable(id: number, { sourceId, path }: SourceOfTables): TableOfSource {
  return {
    sourceId,
    path,
    sheetIndex: null,
    table: {
      id,
      format: path === null ? 'pasted' : 'text',
      name: path === null ? '' : nameOfPath(path),
      sheet: null,
      sizeBytes: 0,
      isIncluded: true,
      found: noOptions,
      options: noOptions,
      columns: [],
      columnCount: 0,
      hiddenColumns: 0,
      hiddenSheets: 0,
      look: 0,
      reading: { kind: 'looking' }
    }
  }
}

/** One table of a source that was looked at. Without a number column it is left out until one is chosen. */
export function probedTable(
  id: number,
  { sourceId, path }: SourceOfTables,
  source: Pick<SourceProbe, 'format' | 'name' | 'sizeBytes' | 'hiddenSheets'>,
  look: TableProbe
): TableOfSource {
  return {
    sourceId,
    path,
    sheetIndex: look.sheetIndex,
    table: {
      id,
      format: source.format,
      name: source.name,
      sheet: look.sheet,
      sizeBytes: source.sizeBytes,
      isIncluded: look.found.numberColumns.length > 0,
      found: look.found,
      options: look.found,
      columns: look.columns,
      columnCount: look.columnCount,
      hiddenColumns: look.hiddenColumns,
      hiddenSheets: source.hiddenSheets,
      look: 0,
      reading: { kind: 'waiting' }
    }
  }
}

/** The table as it is after another look at its source. */
export function reprobedTable(
  table: DraftTable,
  header: ReturnType<typeof headerChoice>,
  look: TableProbe
): DraftTable {
  const { encoding, delimiter, isHiddenIncluded } = table.options
  const headerLine = header === 'find' ? look.found.headerLine : header
  return {
    ...table,
    found: look.found,
    options: { ...look.found, encoding, delimiter, headerLine, isHiddenIncluded },
    columns: look.columns,
    columnCount: look.columnCount,
    hiddenColumns: look.hiddenColumns,
    look: table.look + 1,
    reading: { kind: 'waiting' }
  }
}

const hasOtherRows = (former: ListOptions, chosen: ListOptions): boolean =>
  former.encoding !== chosen.encoding ||
  former.delimiter !== chosen.delimiter ||
  former.isHiddenIncluded !== chosen.isHiddenIncluded

/** Whether another choice makes other rows or other titles: the table has to be looked at anew. */
export const needsProbe = (former: ListOptions, chosen: ListOptions): boolean =>
  hasOtherRows(former, chosen) || former.headerLine !== chosen.headerLine

/** The header to look with: other rows have another one. */
export const headerChoice = (former: ListOptions, chosen: ListOptions): number | null | 'find' =>
  hasOtherRows(former, chosen) ? 'find' : chosen.headerLine

/** Does another choice make other entries of the same cells? */
export const needsReading = (former: ListOptions, chosen: ListOptions): boolean =>
  former.headerLine !== chosen.headerLine ||
  former.numberColumns.length !== chosen.numberColumns.length ||
  former.numberColumns.some((column, at) => column !== chosen.numberColumns[at])

/** Is the table one whose entries count, now or when it has been read? */
export const counts = ({ isIncluded, options, reading }: DraftTable): boolean =>
  isIncluded && reading.kind !== 'failed' && (options.numberColumns.length > 0 || reading.kind === 'looking')
