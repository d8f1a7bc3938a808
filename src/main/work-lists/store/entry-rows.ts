import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { z } from 'zod'
import { callOutcomes } from '../../../shared/calls/steps'
import { workStates, type WorkState } from '../../../shared/work-lists/limits'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import { numberOf, numberOrNull, rowsOf, textOf, textOrNull } from '../../platform/database/statements'
import type { EntryStanding } from '../run/entry-moves'

/** The codes of states in the database; they never change. */
const stateCodes = {
  open: 0,
  later: 1,
  calling: 2,
  unsure: 3,
  done: 4,
  skipped: 5,
  never: 6
} as const satisfies Record<WorkState, number>

/** The code of a state in the database. */
export const codeOf = (state: WorkState): number => stateCodes[state]

/** The state of a code; an unknown code is one that the user decides on. */
export const stateOf = (code: DuckDBValue | undefined): WorkState =>
  workStates.find((state) => stateCodes[state] === Number(code)) ?? 'unsure'

const outcomeSchema = z.enum(callOutcomes).nullable().catch(null)

const baseSchema = z.strictObject({
  state: z.enum(workStates),
  dueAtMs: z.number().nullable(),
  attempts: z.number(),
  retries: z.number(),
  lastAtMs: z.number().nullable(),
  outcome: outcomeSchema,
  result: z.string().nullable(),
  note: z.string(),
  callKey: z.string().nullable(),
  callId: z.string().nullable(),
  claimedAtMs: z.number().nullable(),
  isAccepted: z.boolean()
})
const standingSchema: z.ZodType<EntryStanding> = baseSchema.extend({
  former: z.lazy(() => standingSchema.nullable())
})

/** A standing that was stored as a text. */
export const standingOfText = (text: string): EntryStanding => standingSchema.parse(JSON.parse(text))

/** What never changes of an entry, as stored. */
interface EntryData {
  id: number
  number: string
  name: string
  company: string
  /** The values of the list's fields; an empty one is left out. */
  values: string[]
}

/** An entry as stored. */
export interface StoredEntry {
  data: EntryData
  standing: EntryStanding
}

const valuesSchema = z.array(z.string())

/** The columns from which an entry is read. */
const columns = `id, number, name, company, fields, state, due, attempts, retries, last, outcome, result, note, call_key,
  call_id, claimed, accepted, former`

function storedEntry(row: readonly DuckDBValue[]): StoredEntry {
  const [id, number, name, company, fields, state, due, attempts, retries, last] = row
  const [outcome, result, note, callKey, callId, claimed, accepted, former] = row.slice(10)
  const formerText = textOrNull(former)
  return {
    data: {
      id: numberOf(id),
      number: textOf(number),
      name: textOf(name),
      company: textOf(company),
      values: valuesSchema.parse(JSON.parse(textOf(fields)))
    },
    standing: {
      state: stateOf(state),
      dueAtMs: numberOrNull(due),
      attempts: numberOf(attempts),
      retries: numberOf(retries),
      lastAtMs: numberOrNull(last),
      outcome: outcomeSchema.parse(textOrNull(outcome)),
      result: textOrNull(result),
      note: textOf(note),
      callKey: textOrNull(callKey),
      callId: textOrNull(callId),
      claimedAtMs: numberOrNull(claimed),
      isAccepted: numberOf(accepted) === 1,
      former: formerText === null ? null : standingOfText(formerText)
    }
  }
}

/** The entries with these ids of a list, in the order of the ids; missing ones are left out. */
export async function readEntries(
  connection: DuckDBConnection,
  list: number,
  ids: readonly number[] | Int32Array
): Promise<StoredEntry[]> {
  if (ids.length === 0) return []
  // The bounds keep the database from reading the whole list.
  const bounds = { least: Math.min(...ids), most: Math.max(...ids) }
  const rows = await rowsOf(
    connection,
    `SELECT ${columns} FROM entries
     WHERE list = $list AND id BETWEEN $least AND $most AND id IN (SELECT unnest($ids))`,
    { list, ids, ...bounds }
  )
  const byId = new Map(rows.map(storedEntry).map((entry) => [entry.data.id, entry]))
  return Array.from(ids).flatMap((id) => byId.get(id) ?? [])
}

/** All entries of a list from an id on, at most `limit`, in their order. */
export const readEntriesFrom = async (
  connection: DuckDBConnection,
  list: number,
  from: number,
  limit: number
): Promise<StoredEntry[]> =>
  (
    await rowsOf(
      connection,
      `SELECT ${columns} FROM entries WHERE list = $list AND id >= $from AND id < $to ORDER BY id`,
      { list, from, to: from + limit }
    )
  ).map(storedEntry)

/** The entries that are `calling`, of all shown lists, with the numbers of their lists. */
export async function readClaimed(
  connection: DuckDBConnection,
  most: number
): Promise<{ list: number; entry: StoredEntry }[]> {
  const rows = await rowsOf(
    connection,
    `SELECT list, ${columns} FROM entries WHERE state = $calling ORDER BY list, id LIMIT $most`,
    { calling: codeOf('calling'), most }
  )
  return rows.map(([list, ...row]) => ({ list: numberOf(list), entry: storedEntry(row) }))
}

/** Replaces what changes of an entry. */
export async function writeStanding(
  connection: DuckDBConnection,
  list: number,
  id: number,
  standing: EntryStanding
): Promise<void> {
  await rowsOf(
    connection,
    `UPDATE entries SET state = $state, due = $due, attempts = $attempts, retries = $retries, last = $last,
       outcome = $outcome, result = $result, note = $note, call_key = $callKey, call_id = $callId,
       claimed = $claimed, accepted = $accepted, former = $former
     WHERE list = $list AND id = $id`,
    {
      list,
      id,
      state: codeOf(standing.state),
      due: whole(standing.dueAtMs),
      attempts: standing.attempts,
      retries: standing.retries,
      last: whole(standing.lastAtMs),
      outcome: standing.outcome,
      result: standing.result,
      note: standing.note,
      callKey: standing.callKey,
      callId: standing.callId,
      claimed: whole(standing.claimedAtMs),
      accepted: standing.isAccepted ? 1 : 0,
      former: standing.former === null ? null : JSON.stringify(standing.former)
    }
  )
}

/** Times can have fractions of a ms. */
const whole = (timeMs: number | null): number | null => (timeMs === null ? null : Math.trunc(timeMs))

/** An entry as the program knows it. */
export function workEntryOf(
  { data: { values, ...data }, standing }: StoredEntry,
  names: readonly string[]
): WorkEntry {
  const { claimedAtMs: _at, isAccepted: _accepted, former: _former, ...known } = standing
  const fields = names.flatMap((name, at) => {
    const value = values[at] ?? ''
    return value === '' ? [] : [{ name, value }]
  })
  return { ...data, fields, ...known }
}
