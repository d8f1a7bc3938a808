import type { RecordColumn } from '../../../../shared/records/records'
import type { ExportLabels } from '../../../../shared/records/export-schema'
import type { RecordRow } from '../../../../shared/records/row-schema'
import type { ExportWriter } from './export-file'
import { writeXlsx, type SheetColumn } from './export-xlsx'
import { offsetAt } from '../../../platform/zone-offsets'

const text = (value: (row: RecordRow) => string | null): Omit<SheetColumn<RecordRow>, 'header'> => ({
  kind: 'text',
  value
})

/** A column of the sheet. Phone numbers and ids are text, so that no digit is lost. */
function sheetColumn(column: RecordColumn, labels: ExportLabels): SheetColumn<RecordRow> {
  const header = labels.columns[column]
  switch (column) {
    case 'startedAtMs':
    case 'answeredAtMs':
    case 'endedAtMs':
      return { header, kind: 'time', value: (row) => row[column] }
    case 'callerNumber':
    case 'calleeNumber':
    case 'salesmanCode':
    case 'contactName':
    case 'note':
    case 'id':
      return { header, ...text((row) => row[column]) }
    case 'agentId':
      return { header, ...text(({ agentId }) => (agentId === null ? null : String(agentId))) }
    case 'duration':
      return { header, kind: 'number', value: (row) => row.durationSeconds ?? row.duration }
    case 'cost':
      return { header, kind: 'money', value: (row) => row.costYuan ?? row.cost }
    case 'outcome':
      return { header, ...text((row) => labels.outcomes[row.outcome]) }
    case 'result':
      return {
        header,
        ...text(({ result }) => (result === null ? null : (labels.results[result] ?? result)))
      }
    case 'hasRecording':
      return { header, ...text((row) => (row.hasRecording ? labels.yes : labels.no)) }
    case 'tags':
      return { header, ...text((row) => row.tags.join(', ')) }
  }
}

/** Writes a workbook (ECMA-376): times in the zone of the request, several sheets beyond Excel's row limit. */
export const writeWorkbook: ExportWriter = async ({ batches }, request, path, onRows) => {
  const { columns, labels, zone } = request
  let reported = 0
  await writeXlsx<RecordRow>({
    path,
    title: 'Deskline',
    columns: columns.map((column) => sheetColumn(column, labels)),
    batches,
    offsetMs: (atMs) => offsetAt(zone, atMs),
    onProgress(rows) {
      onRows(rows - reported)
      reported = rows
    }
  })
}
