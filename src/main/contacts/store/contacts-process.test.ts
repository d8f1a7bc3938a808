import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contactFilesEn } from '../../../shared/messages/en/contact-files'
import type { CodedResult } from '../../../shared/platform/coded-result'
import { systemClock } from '../../platform/clock'
import { buildProcess, startNodeProcess, type BuiltProgram } from '../../platform/process/testing/process'
import { runSize } from '../../platform/testing/run-size'
import type { ContactInput, ContactOutput } from '../contacts-operations'
import { contactOf, mobileAt } from '../testing/contacts'
import { createContactsClient, type ContactsClient } from './contacts-client'

let program: BuiltProgram
let folder: string
const children: ChildProcess[] = []
const clients: ContactsClient[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-contacts-process-'))
  program = await buildProcess('contacts-process.ts', 'contact-worker.ts')
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  program.remove()
  rmSync(folder, { recursive: true, force: true })
})

const losses: unknown[] = []

function open(file: string): ContactsClient {
  const client = createContactsClient({
    start: startNodeProcess(program.path, children),
    file,
    clock: systemClock,
    onOpened: ({ loss }) => losses.push(loss)
  })
  clients.push(client)
  return client
}

function value<T>(result: CodedResult<T, string>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** A file of contacts that no other file has. */
function listOf(name: string, count: number): ContactInput<'importFile'> {
  const path = join(folder, `${name}.csv`)
  const rows = Array.from({ length: count }, (_, at) => `${name} ${at},${mobileAt(at)}`)
  writeFileSync(path, `Name,Phone\n${rows.join('\n')}\n`)
  return {
    path,
    table: { kind: 'table', sheetIndex: null, encoding: 'utf-8', delimiter: 'comma', headerLine: 1 },
    columns: [
      { kind: 'name', label: 'Name' },
      { kind: 'number', label: '' }
    ],
    words: contactFilesEn.card,
    nowMs: 1
  }
}

const listed = runSize(600, 3_000)
type Page = ContactOutput<'search'>
const all = async (client: ContactsClient): Promise<Page> =>
  value(await client.ask('search', { text: '', offset: 0, limit: 500 }))

it('a kill at any moment loses no acknowledged change, and does a change whole or not at all', async () => {
  const client = open(join(folder, 'killed.duckdb'))
  const began = performance.now()
  value(await client.ask('importFile', listOf('first', listed)))
  const importMs = performance.now() - began
  let former = await all(client)

  /** Runs a change in a process that is killed meanwhile; returns the contacts afterwards. */
  const killed = async (change: () => Promise<CodedResult<unknown, string>>, afterMs: number) => {
    const timer = setTimeout(() => children.at(-1)?.kill('SIGKILL'), afterMs)
    const { ok } = await change()
    clearTimeout(timer)
    return { ok, now: await all(client) }
  }

  const rounds = runSize(1, 20)
  for (let round = 0; round < rounds; round += 1) {
    const moment = (round + 0.5) / rounds
    const list = listOf(`list ${round}`, listed)
    const imported = await killed(() => client.ask('importFile', list), importMs * moment)
    const allowed = imported.ok ? [former.total + listed] : [former.total, former.total + listed]
    expect(allowed).toContain(imported.now.total)

    const ids = imported.now.rows.map(({ id }) => id)
    const removed = await killed(() => client.ask('remove', { ids }), 40 * moment)
    expect([imported.now.total - (removed.ok ? 500 : 0), imported.now.total - 500]).toContain(
      removed.now.total
    )

    const content = contactOf({ name: `saved ${round}` })
    const saved = await killed(() => client.ask('save', { id: null, content, nowMs: 2 }), 10 * moment)
    expect([removed.now.total + (saved.ok ? 1 : 0), removed.now.total + 1]).toContain(saved.now.total)
    // The search and the names know the same contacts.
    const names = value(await client.ask('names', { numbers: [mobileAt(listed - 1)] }))
    expect(names).toHaveLength(1)
    former = saved.now
  }
  expect(new Set(losses)).toEqual(new Set([null]))
}, 600_000)

it('removing everything ends an import under way, whose contacts don’t come back', async () => {
  const client = open(join(folder, 'removed.duckdb'))
  value(await client.ask('save', { id: null, content: contactOf({ name: 'A' }), nowMs: 1 }))
  const importing = client.ask('importFile', listOf('gone', listed))
  // Its reply comes once the process has got the import.
  value(await client.ask('names', { numbers: [] }))
  expect(await client.removeAll()).toMatchObject({ ok: true })
  expect((await importing).ok).toBe(false)
  expect(client.isThere()).toBe(false)
  expect((await all(client)).total).toBe(0)
})
