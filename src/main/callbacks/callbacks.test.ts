import { describe, expect, test } from 'vitest'
import { callbackLimits } from '../../shared/callbacks/limits'
import { callbacksSchema, type Callback } from '../../shared/callbacks/schema'
import { notificationPauseMs } from '../../shared/calls/notification-pause'
import { longestWaitMs } from './callbacks'
import { openTestCallbacks, requestedCall, type TestCallbacks } from './testing/callbacks'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const number = '13800138000'

const pauseUntil = ({ state }: TestCallbacks, untilMs: number): void =>
  state.set('settings', { ...state.get('settings'), notificationsPausedUntilMs: untilMs })

describe('adding', () => {
  test('a typed number, with a trimmed note; it is on the disk before the command answers', () => {
    const { callbacks, disk, clock } = openTestCallbacks()
    const added = callbacks.add({
      from: { kind: 'number', text: ' +86 138-0013-8000 ' },
      when: { kind: 'in', delayMs: 15 * minuteMs },
      note: ' 报价 '
    })
    expect(added).toEqual({ ok: true, value: { id: 'id-1' } })
    expect(disk.kept).toEqual([
      {
        id: 'id-1',
        number,
        note: '报价',
        call: null,
        createdAtMs: clock.now(),
        dueAtMs: clock.now() + 15 * minuteMs,
        localTime: null,
        isAnnounced: false,
        closedAtMs: null,
        closedBy: null,
        attempt: null
      }
    ])
    expect(callbacksSchema.parse(disk.kept)).toEqual(disk.kept)
  })

  test('a call of the list; of a call that is gone it fails', () => {
    const { callbacks, setCalls, find } = openTestCallbacks()
    setCalls([requestedCall('k', `0${number}`, { step: 'talking', callId: 'uuid' })])
    const when = { kind: 'tomorrow' } as const
    expect(callbacks.add({ from: { kind: 'call', key: 'k' }, when, note: '' }).ok).toBe(true)
    expect(find('id-1')).toMatchObject({ number, call: { key: 'k', callId: 'uuid' } })
    expect(callbacks.add({ from: { kind: 'call', key: 'x' }, when, note: '' })).toMatchObject({
      error: { code: 'callback-gone' }
    })
  })

  test.each([
    ['', 'number-missing'],
    ['hello', 'number-invalid'],
    ['13800138000 13900139000', 'number-several']
  ])('%j is refused: %s', (text, code) => {
    const { callbacks } = openTestCallbacks()
    const added = callbacks.add({ from: { kind: 'number', text }, when: { kind: 'tomorrow' }, note: '' })
    expect(added).toMatchObject({ error: { code, field: 'calleeNumber' } })
  })

  test('tomorrow is at nine of the computer’s zone, and a time that is over or too far ahead is refused', () => {
    const { callbacks, find, clock } = openTestCallbacks()
    const at = (localTime: string) =>
      callbacks.add({ from: { kind: 'number', text: number }, when: { kind: 'at', localTime }, note: '' })
    callbacks.add({ from: { kind: 'number', text: number }, when: { kind: 'tomorrow' }, note: '' })
    expect(find('id-1')).toMatchObject({ localTime: '2026-11-23 09:00', dueAtMs: Date.UTC(2026, 10, 23, 1) })
    // It is 14:05:30.
    expect(at('2026-11-22 14:05').ok).toBe(true)
    for (const localTime of ['2026-11-22 14:04', '2027-11-25 00:00', '2027-02-30 10:00']) {
      expect(at(localTime)).toMatchObject({ error: { code: 'callback-time-invalid' } })
    }
    expect(clock.now()).toBeLessThan(find('id-1')?.dueAtMs ?? 0)
  })

  test('there is a limit on open ones; done ones don’t count and are bounded too', () => {
    const template = openTestCallbacks()
    template.addIn(number, 1_000 * hourMs)
    const [one] = template.disk.kept
    if (one === undefined) throw new Error('nothing was kept')
    const { maxOpen, maxDone } = callbackLimits
    const nowMs = template.clock.now()
    const kept: Callback[] = Array.from({ length: maxOpen + maxDone }, (_, index) => {
      const isDone = index >= maxOpen
      return { ...one, id: `kept-${index}`, ...(isDone && { closedBy: 'user', closedAtMs: nowMs + index }) }
    })
    const { callbacks, addIn, disk, find } = openTestCallbacks(kept)
    expect(() => addIn(number, hourMs)).toThrow('callbacks-full')
    expect(callbacks.reopen(`kept-${maxOpen}`)).toMatchObject({ error: { code: 'callbacks-full' } })
    callbacks.remove('kept-0')
    addIn(number, hourMs)
    expect(callbacks.restore('kept-0')).toMatchObject({ error: { code: 'callbacks-full' } })
    callbacks.done('kept-1')
    expect(disk.kept).toHaveLength(maxOpen - 1 + maxDone)
    // Closed at an earlier time than all others.
    expect(find('kept-1')).toBeUndefined()
    expect(callbacksSchema.safeParse(disk.kept).success).toBe(true)
  })
})

describe('announcing', () => {
  test('at its time, once, and again at a new time', async () => {
    const { callbacks, clock, announced, addIn, find } = openTestCallbacks()
    const id = addIn(number, 15 * minuteMs)
    await clock.advance(15 * minuteMs - 1)
    callbacks.check()
    expect(announced).toEqual([])
    await clock.advance(1)
    expect(announced).toEqual([[id]])
    await clock.advance(24 * hourMs)
    expect(announced).toHaveLength(1)
    callbacks.change(id, { kind: 'in', delayMs: 10 * minuteMs }, null)
    expect(find(id)?.isAnnounced).toBe(false)
    await clock.advance(10 * minuteMs)
    expect(announced).toEqual([[id], [id]])
    // A changed note isn't a new time.
    callbacks.change(id, null, '报价')
    await clock.advance(hourMs)
    expect(announced).toHaveLength(2)
  })

  test('several at once are one notification', async () => {
    const { clock, announced, addIn } = openTestCallbacks()
    const ids = [addIn(number, minuteMs), addIn('13900139000', minuteMs)]
    await clock.advance(minuteMs)
    expect(announced).toEqual([ids])
  })

  test('never after it was done or removed', async () => {
    const { callbacks, clock, announced, addIn } = openTestCallbacks()
    callbacks.done(addIn(number, minuteMs))
    callbacks.remove(addIn(number, minuteMs))
    await clock.advance(hourMs)
    expect(announced).toEqual([])
    expect(clock.waiting()).toBe(0)
  })

  test('a restored or reopened one is announced at its time', async () => {
    const { callbacks, clock, announced, addIn } = openTestCallbacks()
    const [a, b] = [addIn(number, hourMs), addIn(number, hourMs)]
    callbacks.remove(a)
    callbacks.done(b)
    await clock.advance(minuteMs)
    callbacks.restore(a)
    callbacks.reopen(b)
    await clock.advance(hourMs)
    expect(announced.flat().sort()).toEqual([a, b])
    expect(callbacks.restore(a)).toMatchObject({ error: { code: 'callback-gone' } })
  })

  test('while notifications are paused nothing is shown; at the end of the pause, or when it is lifted, it is once', async () => {
    const opened = openTestCallbacks()
    const { clock, announced, addIn } = opened
    pauseUntil(opened, clock.now() + notificationPauseMs)
    const ids = [addIn(number, minuteMs), addIn(number, 2 * minuteMs)]
    await clock.advance(notificationPauseMs - 1)
    expect(announced).toEqual([])
    await clock.advance(1)
    expect(announced).toEqual([ids])
    pauseUntil(opened, clock.now() + notificationPauseMs)
    const late = addIn(number, minuteMs)
    await clock.advance(2 * minuteMs)
    pauseUntil(opened, 0)
    expect(announced).toEqual([ids, [late]])
  })

  test('without reminders nothing is announced; turned on again, only what falls due from then on', async () => {
    const { clock, announced, addIn, state, find } = openTestCallbacks()
    const remind = (callBacks: boolean): void => {
      const settings = state.get('settings')
      state.set('settings', { ...settings, notifications: { ...settings.notifications, callBacks } })
    }
    remind(false)
    const missed = addIn(number, minuteMs)
    await clock.advance(2 * minuteMs)
    remind(true)
    expect(announced).toEqual([])
    expect(find(missed)?.closedAtMs).toBeNull()
    const later = addIn(number, minuteMs)
    await clock.advance(minuteMs)
    expect(announced).toEqual([[later]])
  })

  test('what fell due while the program was closed or killed is one notification at the next start', async () => {
    for (const how of ['quit', 'kill'] as const) {
      const opened = openTestCallbacks()
      const { clock, announced, addIn } = opened
      const ids = [addIn(number, hourMs), addIn(number, 2 * hourMs)]
      const later = addIn(number, 9 * hourMs)
      if (how === 'quit') opened.callbacks.close()
      clock.jumpWall(3 * hourMs)
      opened.restart('kill')
      expect(announced).toEqual([ids])
      await clock.advance(9 * hourMs)
      expect(announced).toEqual([ids, [later]])
    }
  })

  test('after a sleep it is shown soon, and at once when the program is told', async () => {
    for (const isCounted of [true, false]) {
      const { callbacks, clock, announced, addIn } = openTestCallbacks()
      const ids = [addIn(number, hourMs), addIn(number, 2 * hourMs)]
      await clock.sleep(5 * hourMs, { isCounted })
      if (!isCounted) await clock.advance(longestWaitMs)
      expect(announced).toEqual([ids])
      const next = addIn(number, hourMs)
      await clock.sleep(5 * hourMs)
      callbacks.check()
      expect(announced).toEqual([ids, [next]])
    }
  })

  test('a wait of months needs no long timer, and a clock that is set is noticed', async () => {
    const { clock, announced, addIn } = openTestCallbacks()
    const id = addIn(number, 300 * 24 * hourMs)
    clock.jumpWall(299 * 24 * hourMs)
    await clock.advance(23 * hourMs)
    expect(announced).toEqual([])
    clock.jumpWall(-2 * hourMs)
    await clock.advance(3 * hourMs - 1)
    expect(announced).toEqual([])
    await clock.advance(1)
    expect(announced).toEqual([[id]])
  })

  test('a chosen local time follows the zone until it was announced; a delay does not', async () => {
    const { callbacks, clock, announced, zone, addIn, find } = openTestCallbacks()
    callbacks.add({ from: { kind: 'number', text: number }, when: { kind: 'tomorrow' }, note: '' })
    const delayed = addIn(number, 12 * hourMs)
    zone.name = 'Europe/Berlin'
    await clock.advance(longestWaitMs)
    expect(find('id-1')?.dueAtMs).toBe(Date.UTC(2026, 10, 23, 8))
    await clock.advance(12 * hourMs)
    expect(announced).toEqual([[delayed]])
    await clock.advance(14 * hourMs)
    expect(announced).toEqual([[delayed], ['id-1']])
    zone.name = 'America/New_York'
    callbacks.check()
    await clock.advance(24 * hourMs)
    expect(find('id-1')?.dueAtMs).toBe(Date.UTC(2026, 10, 23, 8))
    expect(announced).toHaveLength(2)
  })
})

describe('a call from here to the number', () => {
  const call = (change: Parameters<typeof requestedCall>[2] = {}) => requestedCall('k', number, change)
  const ended = (outcome: 'answered' | 'not-answered' | 'refused' | 'unknown') =>
    call({ step: 'ended', outcome, endedAtMs: 2 })

  const dueOne = async (): Promise<{
    opened: TestCallbacks
    id: string
    one: () => Callback | undefined
  }> => {
    const opened = openTestCallbacks()
    const id = opened.addIn(number, minuteMs)
    await opened.clock.advance(minuteMs)
    return { opened, id, one: () => opened.find(id) }
  }

  test('closes it when it is due and the callee answers', async () => {
    const { opened, one } = await dueOne()
    opened.setCalls([call()])
    expect(one()).toMatchObject({ closedAtMs: null, attempt: { key: 'k', isMeant: true, outcome: null } })
    opened.setCalls([call({ step: 'talking', answeredAtMs: 2 })])
    expect(one()).toMatchObject({ closedBy: 'call', closedAtMs: opened.clock.now() })
  })

  test('without an answer it asks, and a later record that knows of an answer closes it', async () => {
    const { opened, one } = await dueOne()
    opened.setCalls([call()])
    opened.setCalls([ended('unknown')])
    expect(one()).toMatchObject({ closedAtMs: null, attempt: { outcome: 'unknown' } })
    opened.setCalls([ended('not-answered')])
    expect(one()).toMatchObject({ closedAtMs: null, attempt: { outcome: 'not-answered' } })
    opened.setCalls([ended('answered')])
    expect(one()).toMatchObject({ closedBy: 'call' })
  })

  test('a refused call never happened, and postponing answers the question', async () => {
    const { opened, id, one } = await dueOne()
    opened.setCalls([call()])
    opened.setCalls([ended('refused')])
    expect(one()?.attempt).toBeNull()
    opened.setCalls([requestedCall('other', number), ended('refused')])
    opened.setCalls([requestedCall('other', number, { step: 'ended', outcome: 'not-answered' })])
    expect(one()?.attempt?.outcome).toBe('not-answered')
    opened.callbacks.change(id, { kind: 'in', delayMs: hourMs }, null)
    expect(one()).toMatchObject({ attempt: null, isAnnounced: false })
  })

  test('ahead of time it does not close it: an answer asks, anything else changes nothing', () => {
    const opened = openTestCallbacks()
    const id = opened.addIn(number, hourMs)
    opened.setCalls([call()])
    opened.setCalls([ended('not-answered')])
    expect(opened.find(id)).toMatchObject({ closedAtMs: null, attempt: null })
    opened.setCalls([requestedCall('second', number)])
    opened.setCalls([requestedCall('second', number, { step: 'talking' })])
    expect(opened.find(id)).toMatchObject({ closedAtMs: null, attempt: { outcome: 'answered' } })
  })

  test('ahead of time it closes it when it was started from it', async () => {
    const opened = openTestCallbacks()
    const [id, other] = [opened.addIn(number, hourMs), opened.addIn(number, hourMs)]
    expect(opened.callbacks.calling(id)).toEqual({ ok: true, value: number })
    opened.setCalls([call()])
    opened.setCalls([call({ step: 'talking' })])
    expect(opened.find(id)?.closedBy).toBe('call')
    expect(opened.find(other)?.closedBy).toBeNull()
    // A call that was cancelled at the question says nothing about one that is dialled much later.
    opened.callbacks.calling(other)
    await opened.clock.advance(10 * minuteMs)
    opened.setCalls([requestedCall('much-later', number)])
    opened.setCalls([requestedCall('much-later', number, { step: 'talking' })])
    expect(opened.find(other)?.closedBy).toBeNull()
  })

  test('calls from elsewhere, to other numbers, of an earlier run or begun before it never count', async () => {
    const { opened, one } = await dueOne()
    const talking = { step: 'talking' } as const
    opened.setCalls([
      requestedCall('elsewhere', number, { origin: 'elsewhere', step: 'starting' }),
      requestedCall('other', '13900139000'),
      requestedCall('restored', number, { step: 'unknown' })
    ])
    opened.setCalls([
      requestedCall('elsewhere', number, { origin: 'elsewhere', ...talking }),
      requestedCall('other', '13900139000', talking),
      requestedCall('restored', number, talking)
    ])
    expect(one()).toMatchObject({ closedAtMs: null, attempt: null })
    opened.setCalls([call()])
    const during = opened.addIn(number, minuteMs)
    opened.setCalls([call({ step: 'talking' })])
    expect(opened.find(during)).toMatchObject({ closedAtMs: null, attempt: null })
  })

  test('one under way survives a kill, and asks if its call was lost', async () => {
    const { opened, one } = await dueOne()
    opened.setCalls([call()])
    opened.restart('kill')
    opened.setCalls([ended('answered')])
    expect(one()?.closedBy).toBe('call')
    const second = await dueOne()
    second.opened.setCalls([call()])
    second.opened.setCalls([])
    expect(second.one()?.attempt?.outcome).toBeNull()
    second.opened.restart('kill')
    expect(second.one()?.attempt?.outcome).toBe('unknown')
  })
})

test('done ones are kept for a month', () => {
  const { callbacks, clock, addIn, find } = openTestCallbacks()
  const id = addIn(number, minuteMs)
  callbacks.done(id)
  clock.jumpWall(callbackLimits.keepDoneMs)
  addIn(number, minuteMs)
  expect(find(id)).toBeDefined()
  clock.jumpWall(1)
  addIn(number, minuteMs)
  expect(find(id)).toBeUndefined()
})

test('commands for a call-back that is gone are refused, and closing keeps the file', () => {
  const { callbacks, addIn, disk, state } = openTestCallbacks()
  const code = { error: { code: 'callback-gone' } }
  for (const result of [
    callbacks.done('x'),
    callbacks.reopen('x'),
    callbacks.remove('x'),
    callbacks.restore('x'),
    callbacks.calling('x'),
    callbacks.change('x', null, '')
  ]) {
    expect(result).toMatchObject(code)
  }
  const id = addIn(number, minuteMs)
  callbacks.close()
  expect(disk.kept).toMatchObject([{ id }])
  expect(state.get('callbacks')).toEqual([])
})
