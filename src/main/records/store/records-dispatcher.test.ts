import { afterEach, expect, it, vi } from 'vitest'
import { recordColumns, type RecordColumn } from '../../../shared/records/records'
import type { ProcessDispatcher } from '../../platform/process/process-dispatcher'
import { createRecordsDispatcher } from './records-dispatcher'
import type { RecordsReply } from '../records-operations'
import { createRecordStore } from './record-store'
import { createBench, replyOf, utc } from './testing/store'

const bench = createBench()
const open: ProcessDispatcher[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((dispatcher) => dispatcher.close()))
  await bench.clean()
})

function start(deps: Partial<Parameters<typeof createRecordsDispatcher>[0]> = {}) {
  const replies: RecordsReply[] = []
  const onFatal = vi.fn()
  const dispatcher = createRecordsDispatcher({
    post: (reply) => replies.push(reply),
    writers: {},
    onFatal,
    ...deps
  })
  open.push(dispatcher)
  const ask = async (id: number, operation: string, input: unknown): Promise<RecordsReply | undefined> => {
    await dispatcher.handle({ kind: 'ask', id, operation, input })
    return replies.at(-1)
  }
  return {
    dispatcher,
    replies,
    onFatal,
    ask,
    opening: { file: bench.file(), nowMs: 1, notesFile: `${bench.file()}.log`, followed: [] }
  }
}

const refused = (id: number, code: string) => ({ kind: 'failed', id, error: { code } })

it('a malformed message, or an unknown operation, is dropped', async () => {
  const { dispatcher, replies } = start()
  for (const message of [
    null,
    'ask',
    {},
    { kind: 'ask', id: 1, operation: 'toString', input: {} },
    { kind: 'ask', id: -1 }
  ])
    await dispatcher.handle(message)
  expect(replies).toEqual([])
})

it('requests are rejected before the file is open, and it is opened once', async () => {
  const { ask, opening } = start()
  expect(await ask(1, 'covered', {})).toEqual(refused(1, 'records-failed'))
  expect(await ask(2, 'open', opening)).toEqual({
    kind: 'done',
    id: 2,
    value: { loss: null, unreadableNotes: 0, isNoteLogCompactable: false }
  })
  expect(await ask(3, 'open', opening)).toEqual(refused(3, 'input-invalid'))
  expect(await ask(4, 'covered', { more: 1 })).toEqual(refused(4, 'input-invalid'))
})

it('a format without a writer is rejected', async () => {
  const { ask, opening } = start()
  await ask(1, 'open', opening)
  await ask(2, 'ingest', { body: replyOf([{ id: 'a' }]) })
  await ask(3, 'view', { filter: {}, sort: { column: 'id', direction: 'ascending' }, zone: utc })
  const columns = Object.fromEntries(recordColumns.map((name) => [name, name])) as Record<
    RecordColumn,
    string
  >
  const outcomes = { answered: '', 'not-answered': '', 'not-reached': '', 'phone-failed': '', unknown: '' }
  const labels = { columns, outcomes, yes: '', no: '' }
  const request = {
    viewId: 1,
    format: 'xlsx',
    path: `${opening.file}.xlsx`,
    columns: ['id'],
    labels,
    zone: utc
  }
  expect(await ask(4, 'export', request)).toEqual(refused(4, 'input-invalid'))
})

it('an unusable database ends the process after the reply', async () => {
  const told: string[] = []
  const { ask, opening } = start({
    post: ({ kind }) => told.push(kind),
    onFatal: () => told.push('fatal'),
    openStore: (options) => {
      options.onFatal?.()
      return createRecordStore(options)
    }
  })
  await ask(1, 'open', opening)
  expect(told).toEqual(['done', 'fatal'])
})
