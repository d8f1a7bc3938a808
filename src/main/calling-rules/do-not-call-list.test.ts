import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { ruleLimits } from '../../shared/calling-rules/limits'
import { failed } from '../../shared/platform/result'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createLineLog } from '../platform/testing/line-log'
import { DoNotCallList } from './do-not-call-list'

const [mobile, other] = ['13800138000', '13900139000']
const about = { reason: '', untilMs: null }

let clock: ManualClock
let log: ReturnType<typeof createLineLog>
let changes: number
let list: DoNotCallList

const open = (): DoNotCallList => new DoNotCallList({ log, clock, onChange: () => (changes += 1) })

beforeEach(() => {
  clock = createManualClock()
  log = createLineLog()
  changes = 0
  list = open()
})

describe('the do-not-call list', () => {
  test('keeps entries, also for the next run', () => {
    expect(list.add([mobile], { reason: 'asked for it', untilMs: null })).toMatchObject({
      value: { added: 1, known: 0 }
    })
    const entry = { number: mobile, reason: 'asked for it', addedAtMs: clock.now(), untilMs: null }
    expect([list.find(mobile), open().find(mobile), list.find(other)]).toEqual([entry, entry, null])
    expect(changes).toBe(1)
  })

  test('a number that is listed stays as it is', () => {
    list.add([mobile], { reason: 'first', untilMs: null })
    expect(list.add([mobile, mobile, other], { reason: 'second', untilMs: null })).toMatchObject({
      value: { added: 1, extended: 0, known: 1 }
    })
    expect(list.find(mobile)?.reason).toBe('first')
  })

  test('a number that is added for longer stays for longer, with its reason; that can be undone', async () => {
    const untilMs = clock.now() + 1_000
    list.add([mobile], { reason: 'until spring', untilMs })
    expect(list.add([mobile], { reason: '', untilMs: untilMs - 1 })).toMatchObject({
      value: { changeId: null, added: 0, extended: 0, known: 1 }
    })
    const extended = list.add([mobile], about)
    expect(extended).toMatchObject({ value: { added: 0, extended: 1, known: 0 } })
    await clock.advance(1_000)
    expect([list.find(mobile)?.reason, open().find(mobile)?.untilMs]).toEqual(['until spring', null])
    list.undo(extended.ok ? (extended.value.changeId ?? -1) : -1)
    expect([list.find(mobile), open().find(mobile)]).toEqual([null, null])
  })

  test('without its file it isn’t known, not empty; it is read again, and nothing is added meanwhile', () => {
    list.add([mobile], about)
    log.isReadable = false
    const later = open()
    expect([later.isKnown(), later.numbers(), later.find(mobile)]).toEqual([false, null, null])
    expect([later.add([other], about), later.remove([mobile])]).toEqual(
      Array.from({ length: 2 }, () => failed({ code: 'do-not-call-unknown' }))
    )
    log.isReadable = true
    expect([later.isKnown(), later.numbers(), later.find(other)]).toEqual([true, [mobile], null])
  })

  test('an entry ends at its time', async () => {
    list.add([mobile], { reason: '', untilMs: clock.now() + 1_000 })
    await clock.advance(999)
    expect([list.find(mobile) === null, list.count()]).toEqual([false, 1])
    await clock.advance(1)
    expect([list.find(mobile), list.count(), open().count()]).toEqual([null, 0, 0])
  })

  test('adding and removing can be undone, once', () => {
    const added = list.add([mobile], about)
    const removed = list.remove([mobile, other])
    expect(list.find(mobile)).toBeNull()
    const [addId, removeId] = [
      added.ok ? added.value.changeId : null,
      removed.ok ? removed.value.changeId : null
    ]
    expect(list.undo(removeId ?? -1).ok).toBe(true)
    expect(list.find(mobile)).not.toBeNull()
    expect(list.undo(removeId ?? -1)).toEqual(failed({ code: 'not-found' }))
    list.undo(addId ?? -1)
    expect([list.find(mobile), open().find(mobile)]).toEqual([null, null])
  })

  test('after a failed write nothing has changed', () => {
    log.failing = failed({ code: 'disk-full' })
    expect(list.add([mobile], about)).toEqual(failed({ code: 'disk-full' }))
    expect([list.find(mobile), changes]).toEqual([null, 0])
  })

  test('has a limit', () => {
    const many = Array.from({ length: ruleLimits.maxDoNotCall }, (_, at) => String(13_000_000_000 + at))
    expect(list.add(many, about).ok).toBe(true)
    expect(list.add(['18800138000'], about)).toEqual(failed({ code: 'do-not-call-full' }))
  })

  test('is searched by digits and by words, the latest entry first', async () => {
    list.add([mobile], { reason: 'Complained', untilMs: null })
    await clock.advance(1_000)
    list.add([other], about)
    const found = (search: string): string[] =>
      list.page({ search, offset: 0, limit: 10 }).entries.map(({ number }) => number)
    expect(found('')).toEqual([other, mobile])
    expect(found('138 0013')).toEqual([mobile])
    expect([found('+86 138-0013-8000'), found('013800138000')]).toEqual([[mobile], [mobile]])
    expect(found('complain')).toEqual([mobile])
    expect(list.page({ search: '', offset: 1, limit: 10 })).toMatchObject({
      total: 2,
      entries: [{ number: mobile }]
    })
  })

  test('damaged lines lose only themselves, and a removed number leaves the file in the end', () => {
    log = createLineLog(['{"number"', ''])
    list = open()
    for (let round = 0; round < 300; round += 1) {
      list.add([mobile], about)
      list.remove([mobile])
    }
    expect(open().count()).toBe(0)
    expect(log.lines.filter((line) => line.includes(mobile))).toEqual([])
    expect(log.lines).toContain('{"number"')
  })
})

test('for any changes: the list read anew is the same', () => {
  const number = fc.constantFrom(mobile, other, '01088888888')
  const change = fc.oneof(
    fc.record({ do: fc.constant('add' as const), number, days: fc.constantFrom(null, 1) }),
    fc.record({ do: fc.constant('remove' as const), number }),
    fc.record({ do: fc.constant('undo' as const), id: fc.integer({ min: 1, max: 8 }) })
  )
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (all) => {
      log = createLineLog()
      list = open()
      for (const one of all) {
        if (one.do === 'add') {
          const untilMs = one.days === null ? null : clock.now() + 86_400_000
          list.add([one.number], { reason: one.do, untilMs })
        } else if (one.do === 'remove') list.remove([one.number])
        else list.undo(one.id)
      }
      const pageOf = (of: DoNotCallList) => of.page({ search: '', offset: 0, limit: 10 })
      expect(pageOf(open())).toEqual(pageOf(list))
    })
  )
})
