import {
  BIGINT,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue
} from '@duckdb/node-api'
import { databaseText } from '../../platform/database/database-text'

/** What a statement names (`$id`): texts, whole numbers, and lists of whole numbers. */
export type NamedValues = Readonly<Record<string, string | number | null | readonly number[] | Int32Array>>

const bound = (value: NamedValues[string]): [DuckDBValue, DuckDBType] => {
  if (value === null || typeof value === 'string')
    return [value === null ? null : databaseText(value), VARCHAR]
  if (typeof value === 'number') return [BigInt(value), BIGINT]
  return [listValue(Array.from(value, BigInt)), LIST(BIGINT)]
}

/** Runs one statement; its rows. No value is ever part of its text. */
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

/** A text of a row. */
export const textOf = (value: DuckDBValue | undefined): string => (typeof value === 'string' ? value : '')
/** A text of a row, or null. */
export const textOrNull = (value: DuckDBValue | undefined): string | null =>
  typeof value === 'string' ? value : null
/** A whole number of a row: a sum of nothing is 0. */
export const numberOf = (value: DuckDBValue | undefined): number => Number(value ?? 0)
/** A whole number of a row, or null. */
export const numberOrNull = (value: DuckDBValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)
