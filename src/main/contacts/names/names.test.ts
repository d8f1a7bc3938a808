import { expect, it } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { ContactName } from '../../../shared/contacts/schema'
import { contactLimits } from '../../../shared/contacts/contacts'
import { emptyState } from '../../platform/empty-state'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { contactOperations } from '../contacts-operations'
import { batchAfterMs, retryAfterMs, showContactNames, type NameSource, type ShownNames } from './names'

const named = (name: string): ContactName => ({ contactId: name, name, company: '', label: '', link: null })
const zhang = '13800138000'
const li = '13900139000'

/** A source whose answers the test decides. */
function createSource(known: Record<string, string>) {
  const asked: string[][] = []
  const source = {
    known: new Map(Object.entries(known)),
    asked,
    isBroken: false,
    /** Set: answers wait for it. */
    gate: Promise.resolve(),
    async ask(numbers: readonly string[]): Promise<Map<string, ContactName>> {
      asked.push([...numbers])
      const found = new Map<string, ContactName>()
      for (const number of numbers) {
        const name = source.known.get(number)
        if (name !== undefined) found.set(number, named(name))
      }
      await source.gate
      if (source.isBroken) throw new Error('broken')
      return found
    }
  }
  return source
}

interface Started {
  state: StateStore
  clock: ManualClock
  shown: ShownNames
  setCalls: (...callees: string[]) => void
  names: () => Record<string, string>
  settle: () => Promise<void>
}

function start(...sources: { ask: NameSource }[]): Started {
  const state = createStateStore(emptyState)
  const clock = createManualClock()
  const shown = showContactNames({ state, clock, sources: sources.map(({ ask }) => ask) })
  return {
    state,
    clock,
    shown,
    setCalls: (...callees) =>
      state.set(
        'calls',
        callees.map((callee) => ({ ...blankCall, key: callee, callee, startedAtMs: 1 }))
      ),
    names: () =>
      Object.fromEntries(
        Object.entries(state.get('contactNames')).map(([number, { name }]) => [number, name])
      ),
    settle: () => clock.advance(batchAfterMs)
  }
}

it('names the numbers of calls, call-backs, prompt and team in one batch', async () => {
  const source = createSource({ [zhang]: '张三', [li]: '李四', '95588': '银行', '01088886666': '前台' })
  const { state, setCalls, names, settle } = start(source)
  setCalls(zhang)
  state.set('team', [
    { agentId: 1, label: '', status: 'idle', sinceMs: null, number: '01088886666', hasCall: false }
  ])
  state.set('prompt', {
    kind: 'choosing',
    id: 1,
    source: 'hot-key',
    hasIgnoredLink: false,
    caller: null,
    numbers: [li, '95588'].map((dial) => ({ raw: dial, dial, kind: 'mobile' as const }))
  })
  await settle()
  expect(source.asked).toEqual([[li, '95588', '01088886666', zhang]])
  expect(names()).toEqual({ [zhang]: '张三', [li]: '李四', '95588': '银行', '01088886666': '前台' })
})

it('asks nothing while no number is shown', async () => {
  const source = createSource({})
  const { state, settle } = start(source)
  state.set('contacts', { ...state.get('contacts'), revision: 1 })
  await settle()
  expect(source.asked).toEqual([])
})

it('asks for a number once, and forgets it with the call', async () => {
  const source = createSource({ [zhang]: '张三' })
  const { setCalls, names, settle } = start(source)
  setCalls(zhang)
  await settle()
  setCalls(zhang, li)
  await settle()
  expect(source.asked).toEqual([[zhang], [li]])
  setCalls(li)
  await settle()
  expect(names()).toEqual({})
})

it('asks each source only for what the earlier ones don’t know', async () => {
  const [first, second] = [
    createSource({ [zhang]: '张三' }),
    createSource({ [zhang]: 'other', [li]: '李四' })
  ]
  const { setCalls, names, settle } = start(first, second)
  setCalls(zhang, li)
  await settle()
  expect(second.asked).toEqual([[li]])
  expect(names()).toEqual({ [zhang]: '张三', [li]: '李四' })
})

it('shows the first source’s names while a slow one is asked, and names new numbers meanwhile', async () => {
  const [first, second] = [createSource({ [zhang]: '张三', [li]: '李四' }), createSource({})]
  second.gate = new Promise<void>(() => undefined)
  const { setCalls, names, settle } = start(first, second)
  setCalls(zhang, '10086')
  await settle()
  expect(names()).toEqual({ [zhang]: '张三' })
  setCalls(li, zhang, '10086')
  await settle()
  expect(names()).toEqual({ [zhang]: '张三', [li]: '李四' })
})

it('resolves again when contacts change, and keeps names until they are replaced', async () => {
  const source = createSource({ [zhang]: '张三', [li]: '李四' })
  const { state, setCalls, names, settle } = start(source)
  setCalls(zhang, li)
  await settle()
  source.known.set(zhang, '张三丰')
  source.known.delete(li)
  let open = (): void => undefined
  source.gate = new Promise<void>((resolve) => (open = resolve))
  state.set('contacts', { ...state.get('contacts'), revision: 1 })
  await settle()
  expect(names()).toEqual({ [zhang]: '张三', [li]: '李四' })
  open()
  await settle()
  expect(names()).toEqual({ [zhang]: '张三丰' })
})

it('drops an answer that a newer batch has overtaken', async () => {
  const source = createSource({ [zhang]: 'old' })
  let open = (): void => undefined
  source.gate = new Promise<void>((resolve) => (open = resolve))
  const { shown, setCalls, names, settle } = start(source)
  setCalls(zhang)
  await settle()
  source.known.set(zhang, 'new')
  source.gate = Promise.resolve()
  shown.refresh()
  await settle()
  expect(names()).toEqual({ [zhang]: 'new' })
  open()
  await settle()
  expect(names()).toEqual({ [zhang]: 'new' })
})

it('survives a source that fails, and asks it again later', async () => {
  const [first, second] = [createSource({ [zhang]: '张三' }), createSource({ [li]: '李四' })]
  first.isBroken = true
  const { clock, setCalls, names, settle } = start(first, second)
  setCalls(zhang, li)
  await settle()
  expect(names()).toEqual({ [li]: '李四' })
  first.isBroken = false
  setCalls(zhang, li, '10086')
  await settle()
  expect(first.asked.at(-1)).toEqual(['10086'])
  await clock.advance(retryAfterMs)
  setCalls(li, zhang)
  await settle()
  expect(first.asked.at(-1)).toEqual([zhang])
  expect(names()).toEqual({ [zhang]: '张三', [li]: '李四' })
})

it('keys a number as it is shown and asks for its digits', async () => {
  const source = createSource({ '0014155552671': 'Ann' })
  const { setCalls, names, settle } = start(source)
  setCalls('+14155552671', '138****8000', '')
  await settle()
  expect(source.asked).toEqual([['0014155552671']])
  expect(names()).toEqual({ '+14155552671': 'Ann' })
})

it('asks only for what the store accepts, whatever the service sends as a number', async () => {
  const contacts = createSource({ [zhang]: '张伟' })
  const { clock, setCalls, settle, names } = start(contacts)
  const digits = (count: number): string => '1'.repeat(count)
  setCalls(
    ...[38, 39, 40, 41, 199].flatMap((count) => [digits(count), `+${digits(count)}`]),
    ...['__proto__', 'constructor', '<b>1</b>', '１３８', '', '+'],
    zhang
  )
  await clock.advance(batchAfterMs)
  await settle()
  expect(names()).toEqual({ [zhang]: '张伟' })
  const { input } = contactOperations.names
  for (const numbers of contacts.asked) expect(input.safeParse({ numbers }).success).toBe(true)
})

it('is bounded', async () => {
  const source = createSource({})
  const { state, settle } = start(source)
  const numbers = Array.from({ length: contactLimits.maxNames + 10 }, (_, at) => String(13_800_000_000 + at))
  state.set('prompt', {
    kind: 'choosing',
    id: 1,
    source: 'hot-key',
    hasIgnoredLink: false,
    caller: null,
    numbers: numbers.map((dial) => ({ raw: dial, dial, kind: 'mobile' as const }))
  })
  await settle()
  expect(source.asked.flat()).toHaveLength(contactLimits.maxNames)
})

it('doesn’t notify for names that didn’t change', async () => {
  const source = createSource({ [zhang]: '张三' })
  const { state, shown, setCalls, settle } = start(source)
  setCalls(zhang)
  await settle()
  const before = state.get('contactNames')
  shown.refresh()
  await settle()
  expect(state.get('contactNames')).toBe(before)
})

it('clears the names when it is closed, and ignores later answers', async () => {
  const source = createSource({ [zhang]: '张三', [li]: '李四' })
  const { shown, setCalls, names, settle } = start(source)
  setCalls(zhang)
  await settle()
  let open = (): void => undefined
  source.gate = new Promise<void>((resolve) => (open = resolve))
  setCalls(zhang, li)
  await settle()
  shown.close()
  open()
  await settle()
  expect(names()).toEqual({})
})
