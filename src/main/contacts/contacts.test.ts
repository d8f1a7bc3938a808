import type { RowsProgress } from '../platform/rows-progress'
import { describe, expect, it } from 'vitest'
import type { ContactsState } from '../../shared/contacts/schema'
import { contactFilesEn } from '../../shared/messages/en/contact-files'
import { emptyState } from '../platform/empty-state'
import { createStateStore } from '../platform/state-store'
import { createManualClock } from '../platform/testing/manual-clock'
import { openContacts, type Contacts } from './contacts'
import type { ContactsErrorCode } from './contacts-operations'
import type { ContactsStore } from './contacts-store'
import { contactOf } from './testing/contacts'

type Reply = { ok: true; value: unknown } | { ok: false; error: { code: ContactsErrorCode } }

/** A question to the store, answered by the test. */
interface Question {
  operation: string
  input: unknown
  signal: AbortSignal | undefined
  progress: (progress: RowsProgress) => void
  answer: (reply: Reply) => Promise<void>
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function start(
  given: { isThere?: boolean; file?: string | null; choose?: () => Promise<string | null> } = {}
) {
  const { isThere = true, file = '/home/a/客户.csv', choose = () => Promise.resolve(file) } = given
  const state = createStateStore(emptyState)
  const questions: Question[] = []
  let isKnown = isThere
  const store: ContactsStore = {
    ask: ((
      operation: string,
      input: unknown,
      options: { signal?: AbortSignal; onProgress?: () => void } = {}
    ) =>
      new Promise((resolve) => {
        isKnown = true
        questions.push({
          operation,
          input,
          signal: options.signal,
          progress: options.onProgress ?? (() => undefined),
          answer: (reply) => {
            resolve(reply)
            return settle()
          }
        })
      })) as never,
    isThere: () => isKnown
  }
  const shown: string[] = []
  const contacts: Contacts = openContacts({
    state,
    clock: createManualClock(1_000),
    store,
    dialogs: {
      chooseContacts: choose,
      saveFile: () => Promise.resolve(file),
      showFile: (path) => shown.push(path)
    },
    words: () => contactFilesEn
  })
  const next = (operation: string): Question => {
    const found = questions.find((question) => question.operation === operation)
    if (found === undefined) throw new Error(`${operation} wasn’t asked`)
    questions.splice(questions.indexOf(found), 1)
    return found
  }
  return { contacts, questions, next, shown, topic: (): ContactsState => state.get('contacts') }
}

const checkedFile = {
  table: { kind: 'vcard', encoding: 'utf-8' },
  rows: 3,
  columns: [{ kind: 'name', label: '姓名' }],
  headers: ['姓名'],
  sample: [['张三']]
}
const ok = (value: unknown): Reply => ({ ok: true, value })
const error = (code: ContactsErrorCode): Reply => ({ ok: false, error: { code } })

/** Starts and brings an import to its check. */
async function startChecked() {
  const started = start()
  await started.contacts.import.choose()
  await started.next('checkFile').answer(ok(checkedFile))
  return started
}

it('knows without asking that there are none', async () => {
  const { contacts, questions, topic } = start({ isThere: false })
  expect(topic().count).toBe(0)
  expect(await contacts.search({ text: 'a', offset: 0, limit: 10 })).toMatchObject({ value: { total: 0 } })
  expect(await contacts.suggest('a')).toMatchObject({ value: [] })
  expect(await contacts.get('x')).toMatchObject({ error: { code: 'contact-gone' } })
  expect([...(await contacts.names(['1']))]).toEqual([])
  expect(questions).toEqual([])
})

describe('an import', () => {
  it('is read, checked, stored and acknowledged', async () => {
    const { contacts, next, topic } = start()
    expect(await contacts.import.choose()).toMatchObject({ value: { kind: 'started' } })
    expect(topic().import).toEqual({ kind: 'reading', fileName: '客户.csv', rows: 0 })
    expect(await contacts.import.choose()).toMatchObject({ error: { code: 'import-running' } })
    await next('checkFile').answer(ok(checkedFile))
    expect(topic().import).toMatchObject({ kind: 'checking', rows: 3, headers: ['姓名'] })
    expect(contacts.import.start([])).toMatchObject({ error: { code: 'input-invalid' } })
    expect(contacts.import.start([{ kind: 'name', label: '' }]).ok).toBe(true)
    expect(topic().import).toMatchObject({ kind: 'storing', rows: 3, done: 0 })
    const saving = await contacts.save(null, contactOf({ name: 'a' }))
    expect(saving).toMatchObject({ error: { code: 'import-running' } })
    const result = { added: 2, updated: 1, unchanged: 0, skipped: 0 }
    await next('importFile').answer(ok({ result, count: 9 }))
    expect(topic()).toMatchObject({ count: 9, revision: 1, import: { kind: 'done', result } })
    await contacts.dismiss('import')
    expect(topic().import).toEqual({ kind: 'none' })
  })

  it('that brings nothing new changes nothing', async () => {
    const { contacts, next, topic } = await startChecked()
    contacts.import.start([{ kind: 'name', label: '' }])
    await next('importFile').answer(
      ok({ result: { added: 0, updated: 0, unchanged: 3, skipped: 0 }, count: 3 })
    )
    expect(topic().revision).toBe(0)
  })

  it('is cancelled while it is read or checked', async () => {
    const { contacts, next, topic } = start()
    await contacts.import.choose()
    const reading = next('checkFile')
    contacts.import.cancel()
    expect([topic().import, reading.signal?.aborted]).toEqual([{ kind: 'none' }, true])
    await contacts.import.choose()
    await reading.answer(error('cancelled'))
    expect(topic().import.kind).toBe('reading')
    await next('checkFile').answer(ok(checkedFile))
    contacts.import.cancel()
    expect(topic().import).toEqual({ kind: 'none' })
    expect(contacts.import.start([{ kind: 'name', label: '' }]).ok).toBe(false)
  })

  it('is cancelled while it is stored, unless that came too late', async () => {
    for (const isLate of [false, true]) {
      const { contacts, next, topic } = await startChecked()
      contacts.import.start([{ kind: 'name', label: '' }])
      const storing = next('importFile')
      contacts.import.cancel()
      expect([storing.signal?.aborted, topic().import.kind]).toEqual([true, 'storing'])
      const result = { added: 3, updated: 0, unchanged: 0, skipped: 0 }
      await storing.answer(isLate ? ok({ result, count: 3 }) : error('cancelled'))
      expect(topic()).toMatchObject(
        isLate ? { count: 3, import: { kind: 'done' } } : { revision: 0, import: { kind: 'none' } }
      )
    }
  })

  it('that fails says why', async () => {
    const { contacts, next, topic } = start()
    await contacts.import.choose()
    await next('checkFile').answer(error('list-damaged'))
    expect(topic()).toMatchObject({
      problem: null,
      import: { kind: 'failed', error: { code: 'list-damaged' } }
    })
  })

  it('that was started while the dialog of another one was open goes on', async () => {
    const dialogs: ((path: string | null) => void)[] = []
    const { contacts, next, topic, questions } = start({
      choose: () => new Promise((resolve) => dialogs.push(resolve))
    })
    const first = contacts.import.choose()
    dialogs.shift()?.('/a.csv')
    await first
    await next('checkFile').answer(ok(checkedFile))
    const second = contacts.import.choose()
    contacts.import.start([{ kind: 'name', label: '' }])
    dialogs.shift()?.('/b.csv')
    expect(await second).toMatchObject({ error: { code: 'import-running' } })
    const storing = next('importFile')
    expect([questions, contacts.import.isStoring()]).toEqual([[], true])
    const result = { added: 3, updated: 0, unchanged: 0, skipped: 0 }
    await storing.answer(ok({ result, count: 3 }))
    expect(topic().import).toMatchObject({ kind: 'done', fileName: 'a.csv' })
  })

  it('ends without an error when all contacts are removed, and nothing can be restored then', async () => {
    const { contacts, next, topic } = await startChecked()
    const removing = contacts.remove(['a'])
    const removed = { id: 'a', ...contactOf({ name: 'a' }), updatedAtMs: 1 }
    await next('remove').answer(ok({ removed: [removed], count: 4 }))
    await removing
    contacts.import.start([{ kind: 'name', label: '' }])
    const storing = next('importFile')
    contacts.emptying()
    expect(storing.signal?.aborted).toBe(true)
    await storing.answer(error('contacts-failed'))
    contacts.emptied()
    expect(topic()).toMatchObject({ count: 0, problem: null, import: { kind: 'none' } })
    expect(await contacts.restore()).toMatchObject({ error: { code: 'contact-gone' } })
  })

  it('of no file is none', async () => {
    const { contacts, questions } = start({ file: null })
    expect(await contacts.import.choose()).toMatchObject({ value: { kind: 'cancelled' } })
    expect(questions).toEqual([])
  })
})

it('restores what was removed last, once', async () => {
  const { contacts, next, topic } = start()
  const contact = { id: 'a', ...contactOf({ name: 'a' }), updatedAtMs: 1 }
  const removing = contacts.remove(['a'])
  await next('remove').answer(ok({ removed: [contact], count: 0 }))
  expect(await removing).toMatchObject({ value: { removed: 1 } })
  const restoring = contacts.restore()
  const question = next('restore')
  expect(question.input).toEqual({ contacts: [contact] })
  await question.answer(ok({ restored: 1, count: 1 }))
  expect(await restoring).toMatchObject({ value: { restored: 1 } })
  expect(topic()).toMatchObject({ count: 1, revision: 2 })
  expect(await contacts.restore()).toMatchObject({ error: { code: 'contact-gone' } })
})

it('shows that the store can’t be used, until it can', async () => {
  const { contacts, next, topic } = start()
  const names = contacts.names(['1'])
  await Promise.all([
    expect(names).rejects.toThrow('contacts-locked'),
    next('names').answer(error('contacts-locked'))
  ])
  expect(topic().problem).toEqual({ code: 'contacts-locked' })
  const getting = contacts.get('x')
  await next('get').answer(error('contact-gone'))
  await getting
  expect(topic().problem).toEqual({ code: 'contacts-locked' })
  const suggesting = contacts.suggest('a')
  await next('suggest').answer(ok([]))
  await suggesting
  expect(topic().problem).toBeNull()
})

it('exports with progress, and shows the file', async () => {
  const { contacts, next, topic, shown } = start({ file: '/home/a/out.csv' })
  await contacts.export('csv')
  const writing = next('export')
  expect(topic().export).toMatchObject({ kind: 'writing', fileName: 'out.csv' })
  expect(await contacts.export('csv')).toMatchObject({ error: { code: 'export-failed' } })
  await writing.answer(ok({ rows: 5 }))
  expect(topic().export).toEqual({ kind: 'done', fileName: 'out.csv', contacts: 5 })
  contacts.showExport()
  expect(shown).toEqual(['/home/a/out.csv'])
  await contacts.dismiss('export')
  expect(topic().export).toEqual({ kind: 'none' })
})

it('keeps a loss until the user has acknowledged it', async () => {
  const { contacts, next, topic } = start()
  contacts.opened({ loss: { atMs: 1, keptAs: null }, count: 2 })
  expect(topic()).toMatchObject({ count: 2, loss: { atMs: 1 } })
  const dismissing = contacts.dismiss('loss')
  await next('acknowledgeLoss').answer(ok(null))
  await dismissing
  expect(topic().loss).toBeNull()
})
