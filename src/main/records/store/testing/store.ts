import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordsResult } from '../../../../shared/records/records'
import type { ZoneOffsets } from '../../../../shared/records/filter-schema'
import { createRecordStore, type RecordStore, type RecordStoreOptions } from '../record-store'

export const utc: ZoneOffsets = { offsetMs: 0, changes: [] }

/** The value of a result; throws its error's code. */
export function value<T>(result: RecordsResult<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** A reply of the period query with these rows, as bytes. */
export const replyOf = (calls: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ calls }))

/** Folders and stores of one test; `clean` closes and removes them. */
export function createBench(): {
  file: () => string
  open: (options?: Partial<RecordStoreOptions>) => Promise<RecordStore>
  clean: () => Promise<void>
} {
  const stores: RecordStore[] = []
  const folders: string[] = []
  const file = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'deskline-records-'))
    folders.push(folder)
    return join(folder, 'records.duckdb')
  }
  return {
    file,
    async open(options = {}) {
      const store = value(await createRecordStore({ file: file(), nowMs: 1_000, ...options }))
      stores.push(store)
      return store
    },
    async clean() {
      for (const store of stores.splice(0)) await store.close()
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
    }
  }
}
