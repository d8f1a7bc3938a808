import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'

/** The rows of a CSV file, parsed strictly by an independent RFC 4180 reader. */
export const readCsv = (path: string): string[][] =>
  parse(readFileSync(path), { bom: true, relax_quotes: false, relax_column_count: false })
