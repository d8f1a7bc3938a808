import type { DuckDBConnection } from '@duckdb/node-api'
import type { workEntryChanges } from '../../../shared/work-lists/limits'
import { rowsOf } from '../../platform/database/statements'
import { codeOf } from './entry-rows'

type Change = (typeof workEntryChanges)[number]

/** What each change sets, and the states in which an entry is changed. */
const changes: Record<Change, { set: string; states: readonly number[] }> = {
  reset: {
    set: `state = ${codeOf('open')}, due = NULL, attempts = 0, retries = 0, last = NULL, outcome = NULL, result = NULL,
      note = '', call_key = NULL, call_id = NULL, claimed = NULL, accepted = 0, former = NULL`,
    states: [codeOf('open'), codeOf('later'), codeOf('unsure'), codeOf('done'), codeOf('skipped')]
  },
  skip: {
    set: `state = ${codeOf('skipped')}, due = NULL, former = NULL`,
    states: [codeOf('open'), codeOf('later'), codeOf('unsure')]
  },
  'put-back': { set: `state = ${codeOf('open')}`, states: [codeOf('skipped')] }
}

async function change(
  connection: DuckDBConnection,
  list: number,
  kind: Change,
  ids: readonly number[] | null
): Promise<number> {
  const { set, states } = changes[kind]
  const rows = await rowsOf(
    connection,
    `UPDATE entries SET ${set} WHERE list = $list AND state IN (${states.join(', ')})
       ${ids === null ? '' : 'AND id IN (SELECT unnest($ids))'} RETURNING id`,
    ids === null ? { list } : { list, ids }
  )
  // An entry that has changed otherwise can't be put back to before its last call.
  if (rows.length > 0) await rowsOf(connection, 'DELETE FROM undo WHERE list = $list', { list })
  return rows.length
}

/** Changes chosen entries of a list; those whose state doesn't allow it stay. Returns the number of changed ones. */
export const changeEntries = (
  connection: DuckDBConnection,
  list: number,
  ids: readonly number[],
  kind: Change
): Promise<number> => change(connection, list, kind, ids)

/** Puts all skipped entries of a list back. */
export const putBackSkipped = (connection: DuckDBConnection, list: number): Promise<number> =>
  change(connection, list, 'put-back', null)
