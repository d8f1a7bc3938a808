import { beforeEach, describe, expect, test } from 'vitest'
import type { BusCall, OnBusSignal, SessionBus } from '../../desktop/notifications/session-bus'
import type { KeyOutcome, KeyRegistrar } from '../../platform/ports'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { createWaylandKeys } from './wayland-keys'

const owner = ':1.9'
const first = 'CommandOrControl+Shift+F9'
const second = 'Control+Alt+D'

/** A session bus with a portal that assigns keys when the user agrees. */
class PortalUnderTest implements SessionBus {
  isThere = true
  isHung = false
  /** How the desktop answers: 0 agrees, 1 the user cancels, 2 otherwise fails. */
  readonly replies = { create: 0, bind: 0 }
  /** The keys that the desktop doesn't assign. */
  readonly refused = new Set<unknown>()
  readonly calls: BusCall[] = []
  /** The shortcuts of each session that is open: id to trigger. */
  readonly sessions = new Map<string, Map<string, unknown>>()
  readonly #listeners: { member: string; listener: OnBusSignal }[] = []

  call(asked: BusCall): Promise<unknown[]> {
    this.calls.push(asked)
    if (this.isHung) return new Promise(() => undefined)
    if (!this.isThere) return Promise.reject(new Error('no such interface'))
    const { member, body = [] } = asked
    if (member === 'GetNameOwner') return Promise.resolve([owner])
    // Portals before 1.20 don't have the registry.
    if (member === 'Register') return Promise.reject(new Error('no such interface'))
    if (member === 'CreateSession') return this.#create(body)
    if (member === 'BindShortcuts') return this.#bind(body)
    if (member === 'Close') this.sessions.delete(asked.path)
    return Promise.resolve([])
  }
  listen({ member }: { member: string }, listener: OnBusSignal): void {
    this.#listeners.push({ member, listener })
  }
  close(): void {
    // Nothing is open.
  }
  emit(member: string, body: unknown[], { sender = owner, path = '' } = {}): void {
    for (const one of this.#listeners) if (one.member === member) one.listener(body, sender, path)
  }
  press(id: string, more: { sender?: string; session?: string } = {}): void {
    this.emit('Activated', [more.session ?? [...this.sessions.keys()].at(-1), id, 1n, {}], more)
  }

  /** The reply signal comes before the reply of the call, as a quick portal may send it. */
  #answer(code: number, options: unknown, results: object): Promise<unknown[]> {
    const path = `/org/freedesktop/portal/desktop/request/1_5/${String(valueOf(options, 'handle_token'))}`
    this.emit('Response', [code, code === 0 ? results : {}], { path })
    return Promise.resolve([path])
  }
  #create([options]: unknown[]): Promise<unknown[]> {
    const path = `/session/${String(valueOf(options, 'session_handle_token'))}`
    this.sessions.set(path, new Map())
    return this.#answer(this.replies.create, options, { session_handle: { value: path } })
  }
  #bind([session, shortcuts, , options]: unknown[]): Promise<unknown[]> {
    const asked = (shortcuts as [string, object][]).map(
      ([id, of]) => [id, valueOf(of, 'preferred_trigger')] as const
    )
    const assigned = asked.filter(([, trigger]) => !this.refused.has(trigger))
    this.sessions.set(String(session), new Map(assigned))
    return this.#answer(this.replies.bind, options, {
      shortcuts: {
        value: assigned.map(([id, trigger]) => [
          id,
          { trigger_description: { value: `Press ${String(trigger)}` } }
        ])
      }
    })
  }
}
const valueOf = (options: unknown, key: string): unknown =>
  (options as Record<string, { value: unknown } | undefined>)[key]?.value

let portal: PortalUnderTest
let clock: ManualClock
let outcomes: KeyOutcome[]
let pressed: string[]
beforeEach(() => {
  portal = new PortalUnderTest()
  clock = createManualClock()
  outcomes = []
  pressed = []
})

const open = (xwayland: KeyRegistrar | null = null): KeyRegistrar => {
  const keys = createWaylandKeys({
    bus: portal,
    clock,
    appId: 'com.deskline.app',
    describe: (action) => `does ${action}`,
    xwayland
  })
  keys.onOutcome?.((outcome) => outcomes.push(outcome))
  return keys
}
const dial = (keys: KeyRegistrar, accelerator = first) =>
  keys.register(accelerator, () => pressed.push(accelerator), 'dial-copied')
// The first answer waits for the bus library to be loaded.
const settled = (count: number) => expect.poll(() => outcomes.length, { timeout: 30_000 }).toBe(count)
const bound = () => [...portal.sessions.values()].map((shortcuts) => Object.fromEntries(shortcuts))

describe('with a portal', () => {
  test('all keys are asked for at once, and the desktop’s words for them are passed on', async () => {
    const keys = open()
    expect(dial(keys)).toBeNull()
    expect(keys.register(second, () => undefined, 'redial-last')).toBeNull()
    await settled(1)
    expect(portal.calls.filter(({ member }) => member === 'BindShortcuts')).toHaveLength(1)
    expect(outcomes).toEqual([
      {
        delivery: 'portal',
        keys: [
          { action: 'dial-copied', accelerator: first, assigned: 'Press CTRL+SHIFT+F9', problem: null },
          { action: 'redial-last', accelerator: second, assigned: 'Press CTRL+ALT+d', problem: null }
        ]
      }
    ])
    portal.press('dial-copied')
    expect(pressed).toEqual([first])
  })

  test('the program names itself before anything else', async () => {
    open()
    await settled(1)
    expect(portal.calls[0]).toMatchObject({ member: 'Register', body: ['com.deskline.app', {}] })
  })

  test('a changed key gives the old one back', async () => {
    const keys = open()
    dial(keys)
    await settled(1)
    keys.unregister(first)
    dial(keys, second)
    await settled(2)
    expect(bound()).toEqual([{ 'dial-copied': 'CTRL+ALT+d' }])
    portal.press('dial-copied')
    expect(pressed).toEqual([second])
  })

  test('unregistering all gives all back, without a question', async () => {
    const keys = open()
    dial(keys)
    await settled(1)
    keys.unregisterAll()
    await expect.poll(bound, { timeout: 30_000 }).toEqual([])
  })

  test('a key that the desktop doesn’t assign is refused, the others work', async () => {
    portal.refused.add('CTRL+SHIFT+F9')
    const keys = open()
    dial(keys)
    keys.register(second, () => undefined, 'redial-last')
    await settled(1)
    expect(outcomes[0]?.keys.map(({ problem }) => problem)).toEqual(['refused', null])
  })

  test('a question that the user cancels refuses all keys', async () => {
    portal.replies.bind = 1
    dial(open())
    await settled(1)
    expect(outcomes[0]).toMatchObject({ delivery: 'portal', keys: [{ problem: 'refused' }] })
  })

  test('presses of other programs or of an ended session do nothing', async () => {
    const keys = open()
    dial(keys)
    await settled(1)
    portal.press('dial-copied', { sender: ':1.66' })
    portal.press('dial-copied', { session: '/session/other' })
    portal.press('redial-last')
    portal.emit('Activated', [])
    expect(pressed).toEqual([])
  })
})

describe('without a portal', () => {
  test('a native Wayland window gets no key: it isn’t called taken', async () => {
    portal.isThere = false
    const keys = open()
    dial(keys)
    await settled(1)
    expect(outcomes).toEqual([
      {
        delivery: 'none',
        keys: [{ action: 'dial-copied', accelerator: first, assigned: null, problem: 'not-offered' }]
      }
    ])
    expect(dial(keys, second)).toBe('not-offered')
  })

  test('a portal whose desktop opens no session counts as missing', async () => {
    portal.replies.create = 2
    dial(open())
    await settled(1)
    expect(outcomes[0]).toMatchObject({ delivery: 'none', keys: [{ problem: 'not-offered' }] })
  })

  test('a portal that hangs counts as missing after 10 s', async () => {
    portal.isHung = true
    dial(open())
    await clock.advance(10_000)
    await settled(1)
    expect(outcomes[0]?.delivery).toBe('none')
  })

  test('XWayland takes the keys, and says which are taken', async () => {
    portal.isThere = false
    const had = new Set<string>()
    const keys = open({
      register(accelerator) {
        if (accelerator === second) return 'taken'
        had.add(accelerator)
        return null
      },
      unregister: (accelerator) => void had.delete(accelerator),
      unregisterAll: () => had.clear()
    })
    dial(keys)
    keys.register(second, () => undefined, 'redial-last')
    await settled(1)
    expect(outcomes[0]?.delivery).toBe('xwayland')
    expect(outcomes[0]?.keys.map(({ problem }) => problem)).toEqual([null, 'taken'])
    expect([...had]).toEqual([first])
    keys.unregister(first)
    expect(had.size).toBe(0)
  })
})
