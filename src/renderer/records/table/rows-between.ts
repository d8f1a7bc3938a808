import type { RecordRow } from '../../../shared/records/row-schema'
import type { ListCommands, RecordList } from './record-list.svelte.ts'

const mostRowsAtOnce = 500

/** Rows of an index range (end exclusive), loaded where needed; null when some can't be loaded. */
export async function rowsBetween(
  list: Pick<RecordList, 'row' | 'viewId'>,
  commands: Pick<ListCommands, 'records:rows'>,
  from: number,
  to: number
): Promise<RecordRow[] | null> {
  const rows: RecordRow[] = []
  for (let offset = from; offset < to;) {
    const known = list.row(offset)
    if (known !== undefined) {
      rows.push(known)
      offset += 1
      continue
    }
    if (list.viewId === null) return null
    const reply = await commands['records:rows']({
      viewId: list.viewId,
      offset,
      limit: Math.min(mostRowsAtOnce, to - offset)
    })
    if (!reply.ok || reply.value.rows.length === 0) return null
    rows.push(...reply.value.rows)
    offset += reply.value.rows.length
  }
  return rows
}
