import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDue } from '../../shared/callbacks/callbacks'
import { callbacksSchema } from '../../shared/callbacks/schema'
import { notificationPauseMs } from '../../shared/calls/notification-pause'
import type { Call } from '../../shared/calls/schema'
import { isPauseOn } from '../../shared/calls/notification-pause'
import { longestWaitMs } from './callbacks'
import { openTestCallbacks, requestedCall } from './testing/callbacks'

// Random days of an agent. The model knows what the user asked for, not how the program waits.

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const numbers = ['13800138000', '13900139000', '02588888888'] as const
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const

const number = fc.constantFrom(...numbers)
const which = fc.nat(20)
const when = fc.oneof(
  fc.record({ kind: fc.constant('in' as const), delayMs: fc.integer({ min: minuteMs, max: 40 * hourMs }) }),
  fc.record({ kind: fc.constant('tomorrow' as const) }),
  fc.record({
    kind: fc.constant('at' as const),
    localTime: fc
      .tuple(fc.integer({ min: 22, max: 29 }), fc.nat(23), fc.nat(59))
      .map(([day, hour, minute]) => {
        const two = (value: number): string => String(value).padStart(2, '0')
        return `2026-11-${day} ${two(hour)}:${two(minute)}`
      })
  })
)
const outcome = fc.constantFrom('answered', 'not-answered', 'refused', 'unknown', 'hung-up-early')

const happening = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('nearly' as const),
      which,
      beforeMs: fc.integer({ min: 1, max: 3_000 })
    })
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), number, when }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), which, when }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('done' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), which, isUndone: fc.boolean() })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      number,
      from: fc.option(which, { nil: null }),
      outcome,
      isKilledDuring: fc.boolean()
    })
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(6 * hourMs) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('jump' as const),
      ms: fc.integer({ min: -10 * hourMs, max: 10 * hourMs })
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sleep' as const),
      ms: fc.nat(12 * hourMs),
      isCounted: fc.boolean()
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom(...zones) })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), isOn: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      how: fc.constantFrom('quit' as const, 'kill' as const),
      awayMs: fc.nat(12 * hourMs)
    })
  }
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

/** Plays the happenings, and checks each notification and the list after each step. */
function createDay() {
  const opened = openTestCallbacks()
  const { clock } = opened
  let nextCall = 0
  /** The calls of the account, newest first. */
  let calls: Call[] = []
  const alive = new Set<string>()
  const closed = new Set<string>()
  /** How often each id got a due time, and was announced. */
  const due = new Map<string, number>()
  const announced = new Map<string, number>()
  let heard = 0

  const count = (map: Map<string, number>, id: string): void => void map.set(id, (map.get(id) ?? 0) + 1)
  const idAt = (index: number): string | null => [...alive][index % Math.max(1, alive.size)] ?? null
  const setCall = (call: Call): void => {
    calls = [call, ...calls.filter(({ key }) => key !== call.key)]
    opened.setCalls(calls)
  }

  /** Everything announced since the last look was due, open, and not announced for this due time before. */
  const hearAnnouncements = (nowMs: number): void => {
    for (const ids of opened.announced.slice(heard)) {
      expect(ids.length).toBeGreaterThan(0)
      for (const id of ids) {
        expect(alive.has(id) && !closed.has(id)).toBe(true)
        count(announced, id)
        expect(announced.get(id)).toBeLessThanOrEqual(due.get(id) ?? 0)
        const one = opened.find(id)
        expect(one?.isAnnounced).toBe(true)
        expect(one?.dueAtMs).toBeLessThanOrEqual(nowMs)
      }
    }
    heard = opened.announced.length
  }
  const pass = async (ms: number): Promise<void> => {
    // In steps, so that an announcement can't hide behind the time that passes after it.
    for (let restMs = ms; restMs > 0; restMs -= longestWaitMs * 20) {
      await clock.advance(Math.min(restMs, longestWaitMs * 20))
      hearAnnouncements(clock.now())
    }
  }

  const act = async (one: Happening): Promise<void> => {
    const { callbacks } = opened
    switch (one.kind) {
      case 'add': {
        const from = { kind: 'number', text: one.number } as const
        const added = callbacks.add({ from, when: one.when, note: '' })
        if (!added.ok) break
        alive.add(added.value.id)
        count(due, added.value.id)
        break
      }
      case 'move': {
        const id = idAt(one.which)
        if (id === null || closed.has(id)) break
        if (callbacks.change(id, one.when, null).ok) count(due, id)
        break
      }
      case 'done': {
        const id = idAt(one.which)
        if (id === null) break
        callbacks.done(id)
        closed.add(id)
        break
      }
      case 'reopen': {
        const id = [...closed][one.which % Math.max(1, closed.size)]
        if (id === undefined || !alive.has(id)) break
        closed.delete(id)
        callbacks.reopen(id)
        break
      }
      case 'remove': {
        const id = idAt(one.which)
        if (id === null) break
        callbacks.remove(id)
        alive.delete(id)
        if (!one.isUndone) break
        alive.add(id)
        callbacks.restore(id)
        break
      }
      case 'call': {
        const from = one.from === null ? null : idAt(one.from)
        const number = from === null ? one.number : (opened.find(from)?.number ?? one.number)
        const isOwn = from !== null && callbacks.calling(from).ok
        const meant = opened.state
          .get('callbacks')
          .filter((each) => each.number === number && each.closedAtMs === null)
          .filter((each) => isDue(each, clock.now()) || (isOwn && each.id === from))
          .map(({ id }) => id)
        const key = `call-${(nextCall += 1)}`
        setCall(requestedCall(key, number))
        if (one.isKilledDuring) opened.restart('kill')
        hearAnnouncements(clock.now())
        setCall(requestedCall(key, number, { step: 'ended', outcome: one.outcome, endedAtMs: 1 }))
        if (one.outcome === 'answered') for (const id of meant) closed.add(id)
        for (const each of opened.state.get('callbacks')) {
          if (meant.includes(each.id)) {
            expect(each.closedAtMs !== null).toBe(one.outcome === 'answered')
            if (one.outcome === 'not-answered') expect(each.attempt?.outcome).toBe('not-answered')
          }
        }
        break
      }
      case 'pass':
        await pass(one.ms)
        break
      case 'jump':
        clock.jumpWall(one.ms)
        break
      case 'sleep':
        await clock.sleep(one.ms, { isCounted: one.isCounted })
        break
      case 'nearly': {
        const id = idAt(one.which)
        const atMs = (id === null ? undefined : opened.find(id)?.dueAtMs) ?? 0
        if (atMs - one.beforeMs <= clock.now()) break
        clock.jumpWall(atMs - one.beforeMs - clock.now())
        callbacks.check()
        break
      }
      case 'zone':
        opened.zone.name = one.zone
        break
      case 'pause': {
        const notificationsPausedUntilMs = one.isOn ? clock.now() + notificationPauseMs : 0
        opened.state.set('settings', { ...opened.state.get('settings'), notificationsPausedUntilMs })
        break
      }
      case 'restart':
        if (one.how === 'quit') opened.callbacks.close()
        clock.jumpWall(one.awayMs)
        opened.restart('kill')
        break
    }
  }

  return {
    async play(one: Happening): Promise<void> {
      await act(one)
      hearAnnouncements(clock.now())
      const list = opened.state.get('callbacks')
      expect(list).toEqual(opened.disk.kept)
      expect(callbacksSchema.safeParse(list).success).toBe(true)
      // None is lost, and none closes that was neither done nor reached.
      expect(list.map(({ id }) => id).sort()).toEqual([...alive].sort())
      for (const { id, closedAtMs } of list) expect(closedAtMs !== null).toBe(closed.has(id))
    },
    /** Within one wait, everything that is due has been announced, unless notifications are paused. */
    async settle(): Promise<void> {
      await pass(longestWaitMs)
      if (isPauseOn(opened.state.get('settings').notificationsPausedUntilMs, clock.now())) return
      for (const one of opened.state.get('callbacks')) {
        if (isDue(one, clock.now())) expect(one.isAnnounced).toBe(true)
      }
    },
    /** In the end each due time of an open call-back was announced exactly once, unless it was replaced before. */
    async finish(): Promise<void> {
      opened.zone.name = 'Asia/Shanghai'
      await pass(2 * notificationPauseMs)
      clock.jumpWall(60 * 24 * hourMs)
      await pass(longestWaitMs)
      const before = opened.announced.length
      for (const one of opened.state.get('callbacks')) {
        if (one.closedAtMs !== null) continue
        expect(one.isAnnounced).toBe(true)
        expect(announced.get(one.id)).toBeGreaterThanOrEqual(1)
      }
      await pass(24 * hourMs)
      expect(opened.announced.length).toBe(before)
    }
  }
}

test(
  'each due time is announced once, none early, none lost, and nothing that is closed',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
        const day = createDay()
        for (const one of happenings) {
          await day.play(one)
          if (one.kind === 'pass') await day.settle()
        }
        await day.finish()
      }),
      { numRuns: 200 }
    )
  }
)
