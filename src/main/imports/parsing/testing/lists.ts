import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ListDelimiter, ListEncoding } from '../../../../shared/imports/imports'
import type { ListRow, ListSource } from '../../lists/list-types'
import { textRows } from '../text/text-rows'

/** A folder for a test's lists. */
export interface ListFolder {
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string
  path(name: string): string
  remove(): void
}

/** Creates a temporary folder. */
export function createListFolder(): ListFolder {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-lists-'))
  const path = (name: string): string => join(folder, name)
  return {
    path,
    write(name, content) {
      writeFileSync(path(name), content)
      return path(name)
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** Encodes a text with iconv; `to`: iconv's name of the encoding. */
export const encoded = (text: string, to: string): Buffer =>
  execFileSync('iconv', ['-f', 'UTF-8', '-t', to], { input: text, maxBuffer: 100_000_000 })

/** The path of a file in `fixtures`. */
export const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name)

/** Reads all rows of a source. */
export async function rowsOf(
  source: ListSource,
  encoding: ListEncoding,
  delimiter: ListDelimiter
): Promise<ListRow[]> {
  const rows: ListRow[] = []
  for await (const batch of textRows(source, encoding, delimiter)) rows.push(...batch.rows)
  return rows
}
