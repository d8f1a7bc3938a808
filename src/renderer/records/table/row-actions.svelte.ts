import type { AppError } from '../../../shared/platform/schema'
import type { RecordColumn } from '../../../shared/records/records'
import type { RecordRow } from '../../../shared/records/row-schema'
import { commands } from '../../platform/bridge'
import { i18n } from '../../platform/i18n.svelte.ts'
import { downloadSelected } from '../../recordings/downloads/downloads.svelte.ts'
import { BriefMessage } from '../../ui/brief-message.svelte.ts'
import { messages } from '../messages.svelte.ts'
import { numberText, rowsText, type CellStyle } from './cells'

/** The result of the last action. */
const message = new BriefMessage(5_000)

const showError = (error: AppError): void => message.show(i18n.error(error), true)

/** Actions on calls of the list, and their results. */
export const rowActions = {
  message,

  async copyRows(
    rows: readonly RecordRow[],
    columns: readonly RecordColumn[],
    style: CellStyle
  ): Promise<void> {
    if (rows.length === 0) return
    const reply = await commands['clipboard:write']({ text: rowsText(rows, columns, style) })
    if (reply.ok) message.show(messages.records.table.copied(rows.length))
    else showError(reply.error)
  },

  async copyNumber(row: RecordRow, isMasked: boolean): Promise<void> {
    if (row.calleeNumber === null) return
    const text = isMasked ? numberText(row.calleeNumber, true) : row.calleeNumber
    const reply = await commands['clipboard:write']({ text })
    if (reply.ok) message.show(i18n.t.app.copied)
    else showError(reply.error)
  },

  /** Redials a number; confirmation prompts appear in the usual place. */
  async redial(row: RecordRow, isMasked: boolean): Promise<void> {
    if (row.calleeNumber === null) return
    const number = numberText(row.calleeNumber, isMasked)
    const reply = await commands['calls:dial']({ number: row.calleeNumber })
    if (!reply.ok) showError(reply.error)
    else if (reply.value.kind === 'started') message.show(messages.records.table.calling(number))
    else message.show(messages.records.table.asked)
  },

  download(rows: readonly RecordRow[]): void {
    const ids = rows.filter((row) => row.hasRecording).map((row) => row.id)
    if (ids.length > 0) void downloadSelected({ ids })
  },
  downloadAll(viewId: number): void {
    void downloadSelected({ viewId })
  }
}
