import { LIST, BIGINT, VARCHAR, listValue, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import { databaseText } from './database-text'

/** SQL text with bound values; the text itself contains none. */
export interface BoundSql {
  text: string
  values: DuckDBValue[]
  types: DuckDBType[]
}

/** Collects values and returns a placeholder (`$1` …) for each. */
export interface Binder {
  text: (value: string) => string
  bigint: (value: number) => string
  texts: (values: readonly string[]) => string
  bigints: (values: readonly number[]) => string
  values: DuckDBValue[]
  types: DuckDBType[]
}

/** An empty binder. */
export const createBinder = (): Binder => {
  const values: DuckDBValue[] = []
  const types: DuckDBType[] = []
  const bind = (value: DuckDBValue, type: DuckDBType): string => {
    values.push(value)
    types.push(type)
    return `$${values.length}`
  }
  return {
    text: (value) => bind(databaseText(value), VARCHAR),
    bigint: (value) => bind(BigInt(Math.trunc(value)), BIGINT),
    texts: (list) => bind(listValue(list.map(databaseText)), LIST(VARCHAR)),
    bigints: (list) => bind(listValue(list.map((value) => BigInt(value))), LIST(BIGINT)),
    values,
    types
  }
}
