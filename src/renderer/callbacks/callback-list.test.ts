import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Callback } from '../../shared/callbacks/schema'
import { formatDue, groupCallbacks, localTimeOf } from './callback-list'

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime()
const nowMs = at(22, 14)

const callback = (id: string, dueAtMs: number, closedAtMs: number | null = null): Callback => ({
  id,
  number: '13800138000',
  note: '',
  call: null,
  createdAtMs: 0,
  dueAtMs,
  localTime: null,
  isAnnounced: false,
  closedAtMs,
  closedBy: closedAtMs === null ? null : 'user',
  attempt: null
})

describe('groups', () => {
  test('are due, today, later and done; empty ones are left out', () => {
    const groups = groupCallbacks(
      [
        callback('later', at(24, 9)),
        callback('tomorrow', at(23, 0)),
        callback('done first', at(20, 9), 1),
        callback('today', at(22, 23, 59)),
        callback('due now', nowMs),
        callback('done last', at(26, 9), 2),
        callback('overdue', at(21, 9))
      ],
      nowMs
    )
    expect(groups.map(({ name, callbacks }) => [name, ...callbacks.map(({ id }) => id)])).toEqual([
      ['due', 'overdue', 'due now'],
      ['today', 'today'],
      ['later', 'tomorrow', 'later'],
      ['done', 'done last', 'done first']
    ])
    expect(groupCallbacks([], nowMs)).toEqual([])
    expect(groupCallbacks([callback('a', nowMs + 1)], nowMs).map(({ name }) => name)).toEqual(['today'])
  })

  test('hold each call-back exactly once', () => {
    const one = fc.record({
      dueAtMs: fc.integer({ min: nowMs - 1e9, max: nowMs + 1e9 }),
      closedAtMs: fc.option(fc.integer({ min: 1, max: nowMs }))
    })
    fc.assert(
      fc.property(fc.array(one), (all) => {
        const list = all.map(({ dueAtMs, closedAtMs }, index) => callback(`${index}`, dueAtMs, closedAtMs))
        const grouped = groupCallbacks(list, nowMs).flatMap(({ callbacks }) => callbacks)
        expect(grouped.map(({ id }) => id).sort()).toEqual(list.map(({ id }) => id).sort())
      })
    )
  })
})

test('a due time is named as the user thinks of it', () => {
  const words = { today: 'Today', yesterday: 'Yesterday', tomorrow: 'tomorrow' }
  const due = (atMs: number): string => formatDue(atMs, nowMs, 'en', words)
  expect(due(at(22, 15, 5))).toBe('15:05')
  expect(due(at(23, 9))).toBe('tomorrow 09:00')
  expect(due(at(21, 9))).toBe('yesterday 09:00')
  expect(due(at(24, 9))).toBe('Tue, Nov 24 09:00')
})

test('the local time is what the main process reads', () => {
  expect(localTimeOf(at(2, 9, 5))).toBe('2026-11-02 09:05')
})
