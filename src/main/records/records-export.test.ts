import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { RecordsResult } from '../../shared/records/records'
import type { ExportProgress } from '../../shared/records/export-schema'
import { succeeded } from '../../shared/platform/result'
import { exportsEn } from '../../shared/messages/en/exports'
import { emptyState } from '../platform/empty-state'
import { createManualClock } from '../platform/testing/manual-clock'
import { createRecordsPublisher, type RecordsPublisher } from './records-publisher'
import { createRecordsExports, exportStem, type RecordsExports } from './records-export'
import type { FileDialogs } from '../platform/file-dialogs'
import type { RecordsStore } from './records-store'
import { createStateStore, type StateStore } from '../platform/state-store'

const zone = { offsetMs: 8 * 3_600_000, changes: [] }
const asked = { viewId: 1, format: 'csv', columns: ['id'] } as const
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2])

let state: StateStore
let publisher: RecordsPublisher
let exports: RecordsExports
let path: string | null
let suggested: { stem: string; extension: string }[]
let settle: (result: RecordsResult<{ rows: number }>) => void
let tell: (progress: ExportProgress) => void
let signal: AbortSignal | undefined
const written = vi.fn()
const clock = createManualClock()

beforeEach(() => {
  state = createStateStore(emptyState)
  publisher = createRecordsPublisher({ state, clock })
  path = '/home/me/taken.csv'
  suggested = []
  written.mockReset()
  const ask = (_operation: string, _input: unknown, options: Parameters<RecordsStore['ask']>[2]) => {
    signal = options?.signal
    tell = (progress) => options?.onProgress?.(progress)
    return new Promise((resolve) => {
      settle = resolve
    })
  }
  const dialogs: FileDialogs = {
    saveFile(names) {
      suggested.push(names)
      return Promise.resolve(path)
    },
    chooseFolder: () => Promise.resolve(null),
    lastFolder: () => null,
    showFile: (file) => void written('shown', file),
    openFolder: () => undefined
  }
  exports = createRecordsExports({
    store: { ask: ask as RecordsStore['ask'], showNote: () => Promise.resolve({ ok: true, value: null }) },
    publisher,
    dialogs,
    zone: () => zone,
    isMasked: () => false,
    labels: () => exportsEn.labels,
    writeFile(file, bytes) {
      written(file, bytes.length)
      return Promise.resolve(succeeded(undefined))
    }
  })
})
const shown = () => state.get('records').export

describe('the suggested file name', () => {
  test.each([
    ['no period', null, 'Deskline'],
    [
      'days of the user’s time zone, including the last one',
      { startMs: Date.UTC(2026, 9, 31, 16), endMs: Date.UTC(2026, 10, 22, 16) },
      'Deskline 2026-11-01–2026-11-22'
    ],
    [
      'one day',
      { startMs: Date.UTC(2026, 9, 31, 16), endMs: Date.UTC(2026, 10, 1, 16) },
      'Deskline 2026-11-01'
    ]
  ])('is made of %s', (_, period, stem) => {
    expect(exportStem(period, zone)).toBe(stem)
  })
})

describe('an export', () => {
  test('whose dialog is cancelled isn’t started', async () => {
    path = null
    expect(await exports.export({ ...asked, columns: ['id'] })).toEqual(succeeded({ kind: 'cancelled' }))
    expect(shown()).toEqual({ kind: 'none' })
  })

  test('continues after the dialog, and publishes its progress and its end', async () => {
    expect(await exports.export({ ...asked, columns: ['id'] })).toEqual(succeeded({ kind: 'started' }))
    expect(suggested).toEqual([{ stem: 'Deskline', extension: 'csv' }])
    expect(shown()).toEqual({ kind: 'running', format: 'csv', rows: 0, totalRows: 0 })
    tell({ rows: 5, totalRows: 9 })
    await clock.advance(1_000)
    expect(shown()).toEqual({ kind: 'running', format: 'csv', rows: 5, totalRows: 9 })
    settle({ ok: true, value: { rows: 9 } })
    await clock.advance(0)
    expect(shown()).toEqual({ kind: 'done', format: 'csv', rows: 9, fileName: 'taken.csv' })
    exports.showLast()
    expect(written).toHaveBeenCalledExactlyOnceWith('shown', '/home/me/taken.csv')
  })

  test('that is cancelled disappears; one that fails reports why', async () => {
    await exports.export({ ...asked, columns: ['id'] })
    exports.cancel()
    expect(signal?.aborted).toBe(true)
    settle({ ok: false, error: { code: 'cancelled' } })
    await clock.advance(0)
    expect(shown()).toEqual({ kind: 'none' })
    await exports.export({ ...asked, columns: ['id'] })
    settle({ ok: false, error: { code: 'view-outdated' } })
    await clock.advance(0)
    expect(shown()).toEqual({ kind: 'failed', format: 'csv', error: { code: 'view-outdated' } })
  })

  test('runs one at a time', async () => {
    await exports.export({ ...asked, columns: ['id'] })
    expect(await exports.export({ ...asked, columns: ['id'] })).toEqual({
      ok: false,
      error: { code: 'export-failed' }
    })
    expect(suggested).toHaveLength(1)
  })
})

describe('a picture', () => {
  test('is saved under a name without path parts', async () => {
    path = '/home/me/heat.png'
    expect(await exports.savePicture({ title: '../Calls: a/b', png })).toEqual(succeeded({ kind: 'started' }))
    expect(suggested).toEqual([{ stem: 'Calls a b', extension: 'png' }])
    expect(written).toHaveBeenCalledExactlyOnceWith('/home/me/heat.png', png.length)
  })

  test('without a PNG signature is rejected before a dialog', async () => {
    expect(await exports.savePicture({ title: 'x', png: new Uint8Array(100) })).toMatchObject({
      ok: false,
      error: { code: 'input-invalid' }
    })
    expect(suggested).toEqual([])
  })
})
