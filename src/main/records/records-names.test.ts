import { expect, it } from 'vitest'
import { failedWith } from '../../shared/platform/coded-result'
import { succeeded } from '../../shared/platform/result'
import { maxPageNumbers, type NumberName } from '../../shared/records/row-schema'
import { emptyState } from '../platform/empty-state'
import { createStateStore } from '../platform/state-store'
import { createManualClock } from '../platform/testing/manual-clock'
import { createRecordsNames, retryAfterMs } from './records-names'
import { createRecordsPublisher } from './records-publisher'
import type { RecordsStore } from './records-store'

const secondMs = 1_000

/** A store with the callee numbers of its records, in order of arrival. */
function createStore(callees: string[]) {
  const names = new Map<string, string>()
  const asked: string[] = []
  const store = {
    callees,
    names,
    asked,
    isBroken: false,
    ask(operation: string, input: { from?: number; before?: number | null; names?: NumberName[] }) {
      asked.push(operation)
      if (store.isBroken) return Promise.resolve(failedWith('records-failed'))
      if (operation === 'clearNames') {
        names.clear()
        return Promise.resolve(succeeded(null))
      }
      if (operation === 'calleeNumbers') {
        const { from = 0, before = null } = input
        const end = before ?? callees.length
        const start = Math.max(from, end - maxPageNumbers)
        const numbers = [...new Set(callees.slice(start, end))].toSorted()
        return Promise.resolve(
          succeeded({ numbers, rest: start > from ? start : null, next: callees.length })
        )
      }
      const changed = (input.names ?? []).filter(({ number, name }) => (names.get(number) ?? '') !== name)
      for (const { number, name } of changed) {
        if (name === '') names.delete(number)
        else names.set(number, name)
      }
      return Promise.resolve(succeeded({ changed: changed.length }))
    }
  }
  return store
}

function start(callees: string[], known: Record<string, string>, count: number | null = 1) {
  const state = createStateStore(emptyState)
  const clock = createManualClock()
  const store = createStore(callees)
  const contacts = { known: new Map(Object.entries(known)), asked: [] as string[][], isBroken: false }
  const publisher = createRecordsPublisher({ state, clock })
  const setContacts = (change: { count?: number | null }): void => {
    const former = state.get('contacts')
    state.set('contacts', { ...former, ...change, revision: former.revision + 1 })
  }
  setContacts({ count })
  const names = createRecordsNames({
    state,
    clock,
    publisher,
    store: store as unknown as RecordsStore,
    namesOf(numbers) {
      contacts.asked.push([...numbers])
      if (contacts.isBroken) return Promise.reject(new Error('broken'))
      return Promise.resolve(
        new Map(
          numbers.flatMap((number) =>
            contacts.known.has(number) ? [[number, contacts.known.get(number) ?? '']] : []
          )
        )
      )
    }
  })
  return {
    ...{ state, clock, store, contacts, names, publisher, setContacts },
    revision: () => state.get('records').revision,
    settle: (ms = 2 * secondMs) => clock.advance(ms)
  }
}

it('names all numbers once the window is open, then those of new records only, and refreshes views', async () => {
  const { store, contacts, names, publisher, revision, settle } = start(['2', '1', '2'], {
    '1': 'one',
    '3': 'three'
  })
  publisher.rowsChangedNow()
  await settle()
  expect(contacts.asked).toEqual([])
  names.setShown(true)
  await settle()
  expect([contacts.asked, [...store.names], revision()]).toEqual([[['1', '2']], [['1', 'one']], 2])
  store.callees.push('3', '2')
  publisher.rowsChangedNow()
  await settle()
  expect([contacts.asked.at(-1), [...store.names.values()], revision()]).toEqual([
    ['2', '3'],
    ['one', 'three'],
    4
  ])
  await settle(60 * secondMs)
  expect([contacts.asked.length, revision()]).toEqual([2, 4])
})

it('starts nothing while there are no contacts and no look-up', async () => {
  const { store, names, publisher, state, contacts, settle } = start(['1'], { '1': 'one' }, 0)
  names.setShown(true)
  publisher.rowsChangedNow()
  await settle()
  expect([store.asked, contacts.asked]).toEqual([[], []])
  state.set('settings', {
    ...state.get('settings'),
    lookUp: { isOn: true, template: 'https://crm.example/{callee}' }
  })
  await settle()
  expect([...store.names]).toEqual([['1', 'one']])
})

it('replaces names when contacts change; without a change views stay', async () => {
  const { store, contacts, names, setContacts, revision, settle } = start(['1', '2'], {
    '1': 'one',
    '2': 'two'
  })
  names.setShown(true)
  await settle()
  contacts.known = new Map([['2', 'other']])
  setContacts({})
  await settle()
  expect([[...store.names], revision()]).toEqual([[['2', 'other']], 2])
  setContacts({})
  await settle()
  expect([contacts.asked.length, revision()]).toEqual([3, 2])
})

it('removes all names at once when the last contact is removed, also while the window is closed', async () => {
  const { store, names, setContacts, settle } = start(['1'], { '1': 'one' })
  names.setShown(true)
  await settle()
  names.setShown(false)
  setContacts({ count: 0 })
  await settle()
  expect([store.names.size, store.asked.at(-1)]).toEqual([0, 'clearNames'])
})

it('asks for nothing while the window is closed, and for everything when it is open again', async () => {
  const { store, contacts, names, setContacts, settle } = start(['1', '2'], { '1': 'one' })
  names.setShown(true)
  await settle()
  names.setShown(false)
  contacts.known.set('2', 'two')
  setContacts({})
  await settle(60 * secondMs)
  expect(contacts.asked.length).toBe(1)
  names.setShown(true)
  await settle()
  expect([...store.names]).toEqual([
    ['1', 'one'],
    ['2', 'two']
  ])
})

it.each(['contacts', 'store'] as const)(
  'keeps names and tries again later if the %s fails',
  async (failing) => {
    const { store, contacts, names, setContacts, settle } = start(['1'], { '1': 'one' })
    names.setShown(true)
    await settle()
    const broken = failing === 'store' ? store : contacts
    broken.isBroken = true
    contacts.known = new Map([['1', 'new']])
    setContacts({})
    await settle()
    broken.isBroken = false
    await settle()
    expect([...store.names]).toEqual([['1', 'one']])
    await settle(retryAfterMs)
    expect([...store.names]).toEqual([['1', 'new']])
  }
)

it('walks in pages, the newest first and each number once, and names everything again in a new process', async () => {
  const callees = Array.from({ length: maxPageNumbers }, (_, at) => String(10_000_000 + at))
  const [last = ''] = callees
  const { store, contacts, names, settle } = start([last, '1', ...callees], { [last]: 'last' })
  names.setShown(true)
  await settle()
  expect([contacts.asked.map(({ length }) => length), contacts.asked[1]]).toEqual([
    [maxPageNumbers, 1],
    ['1']
  ])
  expect([...store.names]).toEqual([[last, 'last']])
  store.names.clear()
  names.opened()
  await settle()
  expect([...store.names]).toEqual([[last, 'last']])
})

it('stops when it is closed', async () => {
  const { store, names, publisher, settle } = start(['1'], { '1': 'one' })
  names.setShown(true)
  names.close()
  publisher.rowsChangedNow()
  await settle(60 * secondMs)
  expect(store.asked).toEqual([])
})
