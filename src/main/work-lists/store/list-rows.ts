import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { z } from 'zod'
import { workListStates, type WorkListState } from '../../../shared/work-lists/limits'
import {
  workGuideSchema,
  type WorkGuide,
  type WorkList,
  type WorkProgress
} from '../../../shared/work-lists/schema'
import { numberOf, numberOrNull, rowsOf, textOf, textOrNull } from '../../platform/database/statements'
import { codeOf, stateOf } from './entry-rows'

/** Whether a list is shown. Lists that are being made or were removed are deleted when the program starts. */
export const stages = { shown: 0, making: 1, removed: 2 } as const

/** Calls that are further apart than this have a break between them. */
const longestGapMs = 30 * 60_000

/** A list as stored; `n`: its number in the database. */
export interface StoredList {
  n: number
  id: string
  name: string
  state: WorkListState
  createdAtMs: number
  fieldNames: string[]
  guide: WorkGuide
  betweenCallsMs: number | null
}

const namesSchema = z.array(z.string())
const stateSchema = z.enum(workListStates).catch('active')
const emptyGuide: WorkGuide = { script: '', checklist: [] }
const guideSchema = workGuideSchema.catch(emptyGuide)

const storedList = (row: readonly DuckDBValue[]): StoredList => {
  const [n, id, name, state, created, fields, guide, gaps, gapMs] = row
  return {
    n: numberOf(n),
    id: textOf(id),
    name: textOf(name),
    state: stateSchema.parse(textOf(state)),
    createdAtMs: numberOf(created),
    fieldNames: namesSchema.parse(JSON.parse(textOf(fields))),
    guide: guideSchema.parse(JSON.parse(textOf(guide))),
    betweenCallsMs: numberOf(gaps) === 0 ? null : numberOf(gapMs) / numberOf(gaps)
  }
}

/** The shown lists, newest first. */
export const readLists = async (connection: DuckDBConnection): Promise<StoredList[]> =>
  (
    await rowsOf(
      connection,
      `SELECT n, id, name, state, created, fields, guide, gaps, gap_ms FROM lists
       WHERE stage = $shown ORDER BY created DESC, n DESC`,
      { shown: stages.shown }
    )
  ).map(storedList)

/** The number and field names of a list; null: there is none in this stage. */
export async function findList(
  connection: DuckDBConnection,
  id: string,
  stage: number = stages.shown
): Promise<{ n: number; fieldNames: string[] } | null> {
  const [row] = await rowsOf(connection, 'SELECT n, fields FROM lists WHERE id = $id AND stage = $stage', {
    id,
    stage
  })
  return row === undefined
    ? null
    : { n: numberOf(row[0]), fieldNames: namesSchema.parse(JSON.parse(textOf(row[1]))) }
}

/** Adds a list that isn't shown yet. */
export async function insertList(
  connection: DuckDBConnection,
  list: { n: number; id: string; name: string; createdAtMs: number; fieldNames: readonly string[] }
): Promise<void> {
  await rowsOf(
    connection,
    `INSERT INTO lists VALUES ($n, $id, $name, 'active', $stage, $created, $fields, $guide, 0, 0, NULL)`,
    {
      n: list.n,
      id: list.id,
      name: list.name,
      stage: stages.making,
      created: Math.trunc(list.createdAtMs),
      fields: JSON.stringify(list.fieldNames),
      guide: JSON.stringify(emptyGuide)
    }
  )
}

/** Counts a call that started at `atMs` in the average time between calls. */
export async function countCall(connection: DuckDBConnection, list: number, atMs: number): Promise<void> {
  const gap = `$at - last_call BETWEEN 0 AND $longest`
  await rowsOf(
    connection,
    `UPDATE lists SET gaps = gaps + CASE WHEN ${gap} THEN 1 ELSE 0 END,
       gap_ms = gap_ms + CASE WHEN ${gap} THEN $at - last_call ELSE 0 END,
       last_call = greatest(coalesce(last_call, $at), $at)
     WHERE n = $list`,
    { list, at: Math.trunc(atMs), longest: longestGapMs }
  )
}

const noProgress = (betweenCallsMs: number | null): WorkProgress => ({
  entries: 0,
  byState: { open: 0, later: 0, calling: 0, unsure: 0, done: 0, skipped: 0, never: 0 },
  called: 0,
  answered: 0,
  byResult: [],
  nextDueAtMs: null,
  betweenCallsMs
})

/** How far lists are. */
export async function readProgress(
  connection: DuckDBConnection,
  lists: readonly StoredList[]
): Promise<Map<number, WorkProgress>> {
  const byList = new Map(lists.map(({ n, betweenCallsMs }) => [n, noProgress(betweenCallsMs)]))
  const rows = await rowsOf(
    connection,
    `SELECT list, state, result, last IS NOT NULL AS called, coalesce(outcome = 'answered', false) AS answered,
       count(*), min(due)
     FROM entries WHERE list IN (SELECT unnest($lists)) GROUP BY ALL`,
    { lists: [...byList.keys()] }
  )
  const results = new Map<number, Map<string | null, number>>()
  for (const [list, code, result, called, answered, counted, due] of rows) {
    const progress = byList.get(numberOf(list))
    if (progress === undefined) continue
    const [state, count] = [stateOf(code), numberOf(counted)]
    progress.entries += count
    progress.byState[state] += count
    if (state === 'later') progress.nextDueAtMs = earliest(progress.nextDueAtMs, numberOrNull(due))
    if (called !== true) continue
    progress.called += count
    if (answered === true) progress.answered += count
    const ofList = results.get(numberOf(list)) ?? new Map<string | null, number>()
    ofList.set(textOrNull(result), (ofList.get(textOrNull(result)) ?? 0) + count)
    results.set(numberOf(list), ofList)
  }
  for (const [list, counts] of results) {
    const progress = byList.get(list)
    if (progress === undefined) continue
    progress.byResult = [...counts]
      .map(([result, count]) => ({ result, count }))
      .toSorted(
        (one, other) => other.count - one.count || (one.result ?? '').localeCompare(other.result ?? '')
      )
  }
  return byList
}

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/** The shown lists with their progress. */
export async function readWorkLists(connection: DuckDBConnection): Promise<WorkList[]> {
  const lists = await readLists(connection)
  const progress = await readProgress(connection, lists)
  return lists.map(({ n, betweenCallsMs, ...list }) => ({
    ...list,
    progress: progress.get(n) ?? noProgress(betweenCallsMs)
  }))
}

/** Moves a list from one stage to another; false: it isn't in that stage. */
export async function setStage(
  connection: DuckDBConnection,
  id: string,
  from: number,
  to: number
): Promise<boolean> {
  const rows = await rowsOf(
    connection,
    'UPDATE lists SET stage = $to WHERE id = $id AND stage = $from RETURNING n',
    { id, from, to }
  )
  return rows.length > 0
}

/** Deletes lists of a stage with their entries. `id` null: all of that stage. */
export async function deleteLists(
  connection: DuckDBConnection,
  stage: number,
  id: string | null
): Promise<void> {
  const chosen = 'SELECT n FROM lists WHERE stage = $stage AND ($id IS NULL OR id = $id)'
  for (const table of ['entries', 'undo'])
    await rowsOf(connection, `DELETE FROM ${table} WHERE list IN (${chosen})`, { stage, id })
  await rowsOf(connection, `DELETE FROM lists WHERE n IN (${chosen})`, { stage, id })
}

/** The number of lists that aren't removed, the entries of all, and the next free number of a list. */
export async function readExtent(
  connection: DuckDBConnection
): Promise<{ lists: number; entries: number; nextN: number }> {
  const [row] = await rowsOf(
    connection,
    `SELECT count(*) FILTER (stage <> $removed), (SELECT count(*) FROM entries), coalesce(max(n), -1) + 1 FROM lists`,
    { removed: stages.removed }
  )
  return { lists: numberOf(row?.[0]), entries: numberOf(row?.[1]), nextN: numberOf(row?.[2]) }
}

/** Ids of the entries that can be called next, see `WorkRunStore.next`; only the first one. */
export async function readNext(
  connection: DuckDBConnection,
  list: number,
  nowMs: number,
  except: readonly number[]
): Promise<{ id: number | null; nextDueAtMs: number | null }> {
  const values = {
    list,
    now: Math.trunc(nowMs),
    except,
    open: codeOf('open'),
    later: codeOf('later'),
    unsure: codeOf('unsure')
  }
  const [row] = await rowsOf(
    connection,
    `SELECT
       min(id) FILTER (state = $unsure),
       arg_min(id, (due, id)) FILTER (state = $later AND due <= $now),
       min(id) FILTER (state = $open),
       min(due) FILTER (state = $later AND due > $now)
     FROM entries
     WHERE list = $list AND state IN ($unsure, $later, $open)
       ${except.length === 0 ? 'AND len($except) = 0' : 'AND id NOT IN (SELECT unnest($except))'}`,
    values
  )
  const [unsure, due, open, nextDue] = row ?? []
  return {
    id: numberOrNull(unsure) ?? numberOrNull(due) ?? numberOrNull(open),
    nextDueAtMs: numberOrNull(nextDue)
  }
}
