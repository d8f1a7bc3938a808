import type { ImportsResult } from '../../../../shared/imports/imports'
import { codeOfListFailure, failedWith, ListFailure } from '../failure'
import type { ListRow, RowBatch } from '../../lists/list-types'
import { openWorkbookArchive, type WorkbookArchive } from './workbook-archive'
import { readSharedTexts, readWorkbookParts } from './workbook-parts'
import { SheetReader, type ColumnRange } from './workbook-rows'
import { readXml } from './workbook-xml'

/** The sheets of a workbook, with their first rows. */
export interface WorkbookProbe {
  /** `index`: among all sheets, from 0. Hidden sheets are left out. */
  sheets: { index: number; name: string; rows: ListRow[]; hiddenColumns: readonly ColumnRange[] }[]
  /** Names of the hidden sheets. */
  hiddenSheets: string[]
}

/** Rows of a sheet that are probed. */
const lookedAtRows = 200

async function* rowsOfPart(
  archive: WorkbookArchive,
  name: string,
  reader: SheetReader,
  signal: AbortSignal
): AsyncGenerator<RowBatch> {
  const part = archive.part(name)
  if (part === null) throw new ListFailure('list-damaged')
  const totalBytes = archive.sizeBytes
  for await (const { readBytes } of readXml(part, reader)) {
    signal.throwIfAborted()
    const share = part.sizeBytes === 0 ? 1 : readBytes / part.sizeBytes
    yield { rows: reader.take(), readBytes: Math.round(share * totalBytes), totalBytes }
  }
}

/** Probes the first rows of each sheet of a workbook (.xlsx, .xlsm). */
export async function probeWorkbook(
  path: string,
  signal: AbortSignal
): Promise<ImportsResult<WorkbookProbe>> {
  try {
    const archive = await openWorkbookArchive(path)
    try {
      const parts = await readWorkbookParts(archive)
      const texts = await readSharedTexts(archive, parts.sharedTexts)
      const sheets: WorkbookProbe['sheets'] = []
      for (const { index, name, part } of parts.sheets) {
        const rows: ListRow[] = []
        const reader = new SheetReader(texts)
        for await (const batch of rowsOfPart(archive, part, reader, signal)) {
          rows.push(...batch.rows.slice(0, lookedAtRows - rows.length))
          if (rows.length >= lookedAtRows) break
        }
        sheets.push({ index, name, rows, hiddenColumns: reader.hiddenColumns() })
      }
      return { ok: true, value: { sheets, hiddenSheets: parts.hiddenSheets } }
    } finally {
      await archive.close()
    }
  } catch (failure) {
    return failedWith(codeOfListFailure(failure))
  }
}

/** Yields all rows of one sheet in batches. Throws {@link ListFailure} and file system errors. */
export async function* workbookRows(
  path: string,
  sheetIndex: number,
  signal: AbortSignal
): AsyncGenerator<RowBatch> {
  const archive = await openWorkbookArchive(path)
  try {
    const { sheets, sharedTexts } = await readWorkbookParts(archive)
    const sheet = sheets.find(({ index }) => index === sheetIndex)
    if (sheet === undefined) throw new ListFailure('not-found')
    const texts = await readSharedTexts(archive, sharedTexts)
    yield* rowsOfPart(archive, sheet.part, new SheetReader(texts), signal)
  } finally {
    await archive.close()
  }
}
