import type { DuckDBConnection } from '@duckdb/node-api'
import type { KnownSides } from './filter-sql'
import type { StoredRecord } from './stored-record'

/** Maximum distinct values kept per column. */
const maxKnown = 5_000

/** The fields of a record that are tracked. */
type KnownFields = Pick<StoredRecord, 'agentId' | 'salesman' | 'caller' | 'callerDigits' | 'calleeDigits'>

/** Distinct values that many rows share; searched here instead of in each row. */
export interface KnownValues {
  all(): Pick<KnownSides, 'agentIds' | 'salesmen' | 'callers' | 'hasGroupedNumbers'>
  add(records: Iterable<KnownFields>): void
}

interface Known<T> {
  values: Set<T> | null
}

/** Adds a value; a column with too many values isn't tracked any more. */
function note<T>(known: Known<T>, value: T | null): void {
  if (value === null || known.values === null) return
  known.values.add(value)
  if (known.values.size > maxKnown) known.values = null
}

/** Creates an empty set of known values. */
export function createKnownValues(): KnownValues {
  const agentIds: Known<number> = { values: new Set() }
  const salesmen: Known<string> = { values: new Set() }
  const callers: Known<string> = { values: new Set() }
  let hasGroupedNumbers = false
  return {
    all: () => ({
      hasGroupedNumbers,
      agentIds: agentIds.values,
      salesmen: salesmen.values,
      callers: callers.values
    }),
    add(records) {
      for (const { agentId, salesman, caller, callerDigits, calleeDigits } of records) {
        hasGroupedNumbers ||= callerDigits !== null || calleeDigits !== null
        note(agentIds, agentId)
        note(salesmen, salesman)
        note(callers, caller)
      }
    }
  }
}

/** Reads the values of the database's records. */
export async function readKnownValues(connection: DuckDBConnection, known: KnownValues): Promise<void> {
  const distinct = async (column: 'agent' | 'salesman' | 'caller') => {
    const sql = `SELECT DISTINCT ${column} FROM records WHERE ${column} IS NOT NULL LIMIT ${maxKnown + 1}`
    return (await connection.runAndReadAll(sql)).getRows().map(([value]) => value)
  }
  const [grouped] = (
    await connection.runAndReadAll(
      'SELECT 1 FROM records WHERE caller_digits IS NOT NULL OR callee_digits IS NOT NULL LIMIT 1'
    )
  ).getRows()
  const none = {
    agentId: null,
    salesman: null,
    caller: null,
    callerDigits: null,
    calleeDigits: grouped === undefined ? null : ''
  }
  known.add([none])
  known.add((await distinct('agent')).map((agent) => ({ ...none, agentId: Number(agent) })))
  known.add((await distinct('salesman')).map((salesman) => ({ ...none, salesman: String(salesman) })))
  known.add((await distinct('caller')).map((caller) => ({ ...none, caller: String(caller) })))
}
