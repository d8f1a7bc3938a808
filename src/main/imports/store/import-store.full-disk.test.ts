import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { copyDatabase } from '../../platform/database/testing/faults'
import { creation, dialOf, idOf } from './testing/repository/bench'
import { batchOf, totalsOf } from './testing/draft'
import { openImportStore, type ImportStore } from './import-store'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const open = async (file: string): Promise<ImportStore> => {
  const opened = await openImportStore({ file, nowMs: 5, onFatal: () => undefined })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const canMount = ((): boolean => {
  const at = mkdtempSync(join(tmpdir(), 'deskline-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at], { stdio: 'ignore' })
    execFileSync('umount', [at])
    return true
  } catch {
    return false
  } finally {
    rmSync(at, { recursive: true, force: true })
  }
})()

// Mounting a separate disk needs root, and is impossible in some containers.
describe.runIf(process.platform === 'linux' && canMount)('on a disk that is almost full', () => {
  it.each([0, 4_096, 8_192, 20_000])(
    'with %i bytes left, acknowledged writes survive a kill and a close, and nothing is set aside',
    async (left) => {
      const folder = mkdtempSync(join(tmpdir(), 'deskline-full-'))
      folders.push(folder)
      const disk = join(folder, 'disk')
      mkdirSync(disk)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk])
      try {
        const file = join(disk, 'imports.duckdb')
        const store = await open(file)
        const writer = await store.draft.beginTable(0)
        await writer.append(
          batchOf(Array.from({ length: 200 }, (_, at) => ({ code: 'mobile' as const, dial: dialOf(at) })))
        )
        await writer.end(totalsOf(200))
        await store.repository.createImport(creation(1, 200))
        const { bavail, bsize } = statfsSync(disk)
        writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
        let answered = 0
        let refused = 0
        for (let no = 1; no <= 100 && refused < 3; no += 1) {
          try {
            const range = { from: (no - 1) * 2, to: no * 2 }
            await store.repository.beginRequest({ id: idOf(1), no, ...range, nowMs: 1 })
            await store.repository.recordOutcome({
              id: idOf(1),
              no,
              outcome: 'accepted',
              cuts: [],
              error: null,
              nowMs: 2
            })
            answered = no * 2
          } catch {
            refused += 1
          }
        }
        expect(refused).toBeGreaterThan(0)
        const killed = copyDatabase(file, join(folder, 'killed'))
        await store.close().catch(() => undefined)
        rmSync(join(disk, 'filler'))
        for (const at of [killed, file]) {
          const again = await open(at)
          expect(again.loss()).toBeNull()
          const [one] = await again.repository.imports({})
          expect(one?.sent).toBeGreaterThanOrEqual(answered)
          await again.close()
        }
      } finally {
        execFileSync('umount', [disk])
      }
    }
  )
})
