import type { SourceProbe, TableProbe, ListOptions } from '../../../shared/imports/schema'
import type { DraftTable } from '../../../shared/imports/state-schema'
import { nameOfPath } from '../../platform/file-name'

/** A source of tables: a file or pasted text. */
export interface SourceOfTables {
  sourceId: number
  /** Null: pasted text. */
  path: string | null
}

/** A table and its source. */
export interface TableOfSource extends SourceOfTables {
  table: DraftTable
  /** Null unless the source is a workbook. */
  sheetIndex: number | null
}

const noOptions: ListOptions = {
  encoding: null,
  delimiter: null,
  headerLine: null,
  isHiddenIncluded: false,
  numberColumns: []
}

/** A placeholder for a source that is still being probed. */
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

/** A table of a probed source. It is excluded until it has a number column. */
export function probedTable(
  id: number,
  { sourceId, path }: SourceOfTables,
  source: Pick<SourceProbe, 'format' | 'name' | 'sizeBytes' | 'hiddenSheets'>,
  probe: TableProbe
): TableOfSource {
  return {
    sourceId,
    path,
    sheetIndex: probe.sheetIndex,
    table: {
      id,
      format: source.format,
      name: source.name,
      sheet: probe.sheet,
      sizeBytes: source.sizeBytes,
      isIncluded: probe.found.numberColumns.length > 0,
      found: probe.found,
      options: probe.found,
      columns: probe.columns,
      columnCount: probe.columnCount,
      hiddenColumns: probe.hiddenColumns,
      hiddenSheets: source.hiddenSheets,
      look: 0,
      reading: { kind: 'waiting' }
    }
  }
}

/** Applies the result of another probe to a table. */
export function reprobedTable(
  table: DraftTable,
  header: ReturnType<typeof headerChoice>,
  probe: TableProbe
): DraftTable {
  const { encoding, delimiter, isHiddenIncluded } = table.options
  const headerLine = header === 'find' ? probe.found.headerLine : header
  return {
    ...table,
    found: probe.found,
    options: { ...probe.found, encoding, delimiter, headerLine, isHiddenIncluded },
    columns: probe.columns,
    columnCount: probe.columnCount,
    hiddenColumns: probe.hiddenColumns,
    look: table.look + 1,
    reading: { kind: 'waiting' }
  }
}

const hasOtherRows = (former: ListOptions, chosen: ListOptions): boolean =>
  former.encoding !== chosen.encoding ||
  former.delimiter !== chosen.delimiter ||
  former.isHiddenIncluded !== chosen.isHiddenIncluded

/** True when the new options change the rows or the titles, so the table must be probed again. */
export const needsProbe = (former: ListOptions, chosen: ListOptions): boolean =>
  hasOtherRows(former, chosen) || former.headerLine !== chosen.headerLine

/** Returns the header option for the next probe: `find` when the rows change, as the header may have moved. */
export const headerChoice = (former: ListOptions, chosen: ListOptions): number | null | 'find' =>
  hasOtherRows(former, chosen) ? 'find' : chosen.headerLine

/** True when the new options produce other entries from the same cells. */
export const needsReading = (former: ListOptions, chosen: ListOptions): boolean =>
  former.headerLine !== chosen.headerLine ||
  former.numberColumns.length !== chosen.numberColumns.length ||
  former.numberColumns.some((column, at) => column !== chosen.numberColumns[at])

/** True when the entries of the table are or will be part of the draft. */
export const counts = ({ isIncluded, options, reading }: DraftTable): boolean =>
  isIncluded && reading.kind !== 'failed' && (options.numberColumns.length > 0 || reading.kind === 'looking')
