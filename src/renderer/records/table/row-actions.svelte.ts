import type { AppError } from '../../../shared/platform/errors'
import type { RecordColumn, RecordRow } from '../../../shared/records/records'
import { announcer } from '../../platform/announcer.svelte.ts'
import { commands } from '../../platform/bridge'
import { i18n } from '../../platform/i18n.svelte.ts'
import { numberText, rowsText, type CellStyle } from './cells'
import { downloadSelected } from '../../recordings/downloads.svelte.ts'
import { messages } from '../messages.svelte.ts'

/** How long the result of an action is shown, ms. */
const toldForMs = 5_000

let told = $state.raw<{ text: string; isBad: boolean } | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

function tell(text: string, isBad = false): void {
  told = { text, isBad }
  if (isBad) announcer.warn(text)
  else announcer.say(text)
  clearTimeout(timer)
  timer = setTimeout(() => (told = null), toldForMs)
}

const tellError = (error: AppError): void => tell(i18n.error(error), true)

/** Actions on calls of the list, and their results. */
export const rowActions = {
  /** The result of the last action, shown for a moment. */
  get told() {
    return told
  },
  tell,

  async copyRows(
    rows: readonly RecordRow[],
    columns: readonly RecordColumn[],
    style: CellStyle
  ): Promise<void> {
    if (rows.length === 0) return
    const reply = await commands['clipboard:write']({ text: rowsText(rows, columns, style) })
    if (reply.ok) tell(messages.records.table.copied(rows.length))
    else tellError(reply.error)
  },

  async copyNumber(row: RecordRow, isMasked: boolean): Promise<void> {
    if (row.calleeNumber === null) return
    const text = isMasked ? numberText(row.calleeNumber, true) : row.calleeNumber
    const reply = await commands['clipboard:write']({ text })
    if (reply.ok) tell(i18n.t.app.copied)
    else tellError(reply.error)
  },

  /** Redials a number; confirmation prompts appear in the usual place. */
  async redial(row: RecordRow, isMasked: boolean): Promise<void> {
    if (row.calleeNumber === null) return
    const number = numberText(row.calleeNumber, isMasked)
    const reply = await commands['calls:dial']({ number: row.calleeNumber })
    if (!reply.ok) tellError(reply.error)
    else if (reply.value.kind === 'started') tell(messages.records.table.calling(number))
    else tell(messages.records.table.asked)
  },

  download(rows: readonly RecordRow[]): void {
    const ids = rows.filter((row) => row.hasRecording).map((row) => row.id)
    if (ids.length > 0) void downloadSelected({ ids })
  },
  downloadAll(viewId: number): void {
    void downloadSelected({ viewId })
  }
}
