import { DuckDBInstance } from '@duckdb/node-api'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { findDelimiter } from '../src/main/imports/lists/delimiter'
import { delimiterLookAlikes } from '../src/main/imports/lists/testing/delimiter/look-alikes'
import type { LookAlike } from '../src/main/imports/lists/testing/delimiter/writing'

// The share of look-alike texts whose delimiter is detected, by family: Deskline's rule and DuckDB's sniffer on the
// same texts. DuckDB can't answer "none", so any one-column answer counts as that.
// `node scripts/run-ts.mjs bench/delimiters.bench.ts [misses]`

const names: Readonly<Record<string, string>> = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'pipe',
  ' ': 'space',
  ':': 'colon',
  '^': 'caret',
  '~': 'tilde'
}

interface Tally {
  right: number
  ms: number
  misses: string[]
}
type Find = (one: LookAlike) => Promise<string> | string

async function tally(all: readonly LookAlike[], find: Find): Promise<Tally> {
  const misses: string[] = []
  const startedMs = performance.now()
  for (const one of all) {
    const found = await find(one)
    if (found !== one.delimiter) misses.push(`${one.name}: ${one.delimiter}, found ${found}`)
  }
  return { right: all.length - misses.length, ms: performance.now() - startedMs, misses }
}

const folder = mkdtempSync(join(tmpdir(), 'deskline-delimiters-'))
const connection = await (await DuckDBInstance.create(':memory:')).connect()

async function byDuckDb({ text }: LookAlike): Promise<string> {
  const path = join(folder, 'list.csv')
  writeFileSync(path, text)
  try {
    const reader = await connection.runAndReadAll('SELECT Delimiter, len(Columns) FROM sniff_csv($path)', {
      path
    })
    const [delimiter, columns] = reader.getRows()[0] ?? []
    return Number(columns) === 1 ? 'none' : (names[String(delimiter)] ?? JSON.stringify(delimiter))
  } catch {
    return 'nothing'
  }
}

try {
  const all = delimiterLookAlikes()
  for (const family of ['polluted', 'standard', 'messy'] as const) {
    const some = all.filter((one) => one.family === family)
    const missesOf = new Map<string, string[]>()
    for (const [name, find] of [
      ['Deskline', ({ text }: LookAlike) => findDelimiter(text)],
      ['DuckDB', byDuckDb]
    ] as const) {
      const { right, ms, misses } = await tally(some, find)
      missesOf.set(name, misses)
      const share = ((100 * right) / some.length).toFixed(1)
      console.log(
        `${family.padEnd(10)}${name.padEnd(10)}${String(right).padStart(4)} of ${String(some.length)}  ${share} %  ${(ms / some.length).toFixed(1)} ms each`
      )
      if (process.argv.includes('misses') && name === 'Deskline')
        console.log(misses.map((miss) => `  ${miss}`).join('\n'))
    }
    const namesOf = (of: string): string[] =>
      (missesOf.get(of) ?? []).map((miss) => miss.split(': ')[0] ?? '')
    const alone = namesOf('Deskline').filter((name) => !namesOf('DuckDB').includes(name))
    console.log(`${family.padEnd(10)}by DuckDB alone: ${String(alone.length)}`)
  }
} finally {
  connection.closeSync()
  rmSync(folder, { recursive: true, force: true })
}
