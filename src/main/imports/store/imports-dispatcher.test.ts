import { afterEach, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportsErrorCode } from '../../../shared/imports/imports'
import type { ListReader } from '../parsing/list-reader'
import type { ProcessDispatcher } from '../../platform/process/process-dispatcher'
import type { ProcessReply } from '../../platform/process-contract'
import { openImportStore } from './import-store'
import { createImportsDispatcher } from './imports-dispatcher'
import type { ImportsProgress } from '../imports-operations'

const opened: ProcessDispatcher[] = []
const folders: string[] = []
afterEach(async () => {
  for (const dispatcher of opened.splice(0)) await dispatcher.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Said = ProcessReply<ImportsErrorCode, ImportsProgress> | 'fatal'

function start(reader: Partial<ListReader> = {}, openStore?: typeof openImportStore) {
  const said: Said[] = []
  const folder = mkdtempSync(join(tmpdir(), 'deskline-imports-'))
  folders.push(folder)
  const dispatcher = createImportsDispatcher({
    post: (reply) => said.push(reply),
    onFatal: () => said.push('fatal'),
    reader: {
      probe: () =>
        Promise.resolve({
          ok: true,
          value: { format: 'pasted', name: '', sizeBytes: 1, hiddenSheets: 0, tables: [] }
        }),
      read: () => Promise.resolve({ ok: false, error: { code: 'list-damaged' } }),
      close: () => undefined,
      ...reader
    },
    ...(openStore === undefined ? {} : { openStore })
  })
  opened.push(dispatcher)
  const ask = async (id: number, operation: string, input: unknown): Promise<Said | undefined> => {
    await dispatcher.handle({ kind: 'ask', id, operation, input })
    return said.at(-1)
  }
  return { ask, said, opening: { file: join(folder, 'imports.duckdb'), nowMs: 1 } }
}

const failed = (id: number, code: string) => ({ kind: 'failed', id, error: { code } })
const pasted = { sourceId: 1, source: { kind: 'text', text: '13800138000' } }
const options = {
  encoding: null,
  delimiter: 'none',
  headerLine: null,
  isHiddenIncluded: false,
  numberColumns: [0]
}
const reading = { tableId: 1, sourceId: 1, sheetIndex: null, options }

it('requests are rejected before the file is open, and it is opened once', async () => {
  const { ask, opening } = start()
  expect(await ask(1, 'imports', {})).toEqual(failed(1, 'imports-failed'))
  expect(await ask(2, 'open', opening)).toEqual({ kind: 'done', id: 2, value: { loss: null } })
  expect(await ask(3, 'open', opening)).toEqual(failed(3, 'input-invalid'))
  expect(await ask(4, 'imports', {})).toEqual({ kind: 'done', id: 4, value: [] })
})

it('a table whose reading fails doesn’t exist, whatever batches came before', async () => {
  const batch = {
    lines: Uint32Array.of(1),
    columns: Uint16Array.of(0),
    codes: Uint8Array.of(0),
    dials: ['13800138000'],
    texts: [''],
    suggestions: ['']
  }
  const { ask, opening } = start({
    async read(_, on) {
      await on.batch(batch)
      return { ok: false, error: { code: 'list-damaged' } }
    }
  })
  await ask(1, 'open', opening)
  await ask(2, 'addSource', pasted)
  expect(await ask(3, 'readTable', reading)).toEqual(failed(3, 'list-damaged'))
  expect(await ask(4, 'compare', { tableIds: [1], campaignId: null })).toEqual(failed(4, 'not-found'))
  expect(await ask(5, 'compare', { tableIds: [], campaignId: null })).toMatchObject({
    value: { summary: { entries: 0 } }
  })
})

it('a source that was removed, or cleared with the draft, is unknown', async () => {
  const { ask, opening } = start()
  await ask(1, 'open', opening)
  await ask(2, 'addSource', pasted)
  await ask(3, 'addSource', { ...pasted, sourceId: 2 })
  await ask(4, 'removeSource', { sourceId: 1 })
  expect(await ask(5, 'readTable', reading)).toEqual(failed(5, 'not-found'))
  expect(await ask(6, 'readTable', { ...reading, sourceId: 2 })).toEqual(failed(6, 'list-damaged'))
  await ask(7, 'clearDraft', {})
  expect(await ask(8, 'readTable', { ...reading, sourceId: 2 })).toEqual(failed(8, 'not-found'))
})

it('an unusable database ends the process after the reply', async () => {
  const { ask, said, opening } = start({}, (given) => {
    given.onFatal()
    return openImportStore(given)
  })
  await ask(1, 'open', opening)
  expect(said).toEqual([{ kind: 'done', id: 1, value: { loss: null } }, 'fatal'])
})
