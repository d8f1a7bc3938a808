import {
  BIGINT,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue
} from '@duckdb/node-api'
import { databaseText } from './database-text'

/** Named parameters (`$id`): texts, integers, and lists of either. */
export type NamedValues = Readonly<
  Record<string, string | number | null | readonly number[] | Int32Array | readonly string[]>
>

/** An empty list is one of integers: it matches nothing either way. */
const isTexts = (values: readonly number[] | Int32Array | readonly string[]): values is readonly string[] =>
  typeof values[0] === 'string'

const bound = (value: NamedValues[string]): [DuckDBValue, DuckDBType] => {
  if (value === null || typeof value === 'string')
    return [value === null ? null : databaseText(value), VARCHAR]
  if (typeof value === 'number') return [BigInt(value), BIGINT]
  if (isTexts(value)) return [listValue(value.map(databaseText)), LIST(VARCHAR)]
  return [listValue(Array.from(value, BigInt)), LIST(BIGINT)]
}

/** Runs one statement and returns its rows. Values are always bound, never part of the text. */
export async function rowsOf(
  connection: DuckDBConnection,
  text: string,
  named: NamedValues = {}
): Promise<DuckDBValue[][]> {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  for (const [name, value] of Object.entries(named)) [values[name], types[name]] = bound(value)
  return (await connection.runAndReadAll(text, values, types)).getRows()
}

/** A text column. */
export const textOf = (value: DuckDBValue | undefined): string => (typeof value === 'string' ? value : '')
/** A text column, or null. */
export const textOrNull = (value: DuckDBValue | undefined): string | null =>
  typeof value === 'string' ? value : null
/** An integer column; the sum of no rows (NULL) is 0. */
export const numberOf = (value: DuckDBValue | undefined): number => Number(value ?? 0)
/** An integer column, or null. */
export const numberOrNull = (value: DuckDBValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)
