import { failed, succeeded } from '../../shared/platform/result'
import { beforeEach, describe, expect, test } from 'vitest'
import type { HotKeyAction } from '../../shared/dialling/hot-keys'
import { defaultSettings } from '../../shared/app/settings'
import { emptyState } from '../platform/empty-state'
import { createHotKeyManager, isSuitable, type HotKeyManager } from './hot-keys'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import type { KeyOutcome } from '../platform/ports'
import { createStateStore, type StateStore } from '../platform/state-store'

const first = 'CommandOrControl+Shift+F9'
const second = 'Control+Alt+D'
const foreign = 'Control+Alt+T'

let state: StateStore
let clock: ManualClock
let hotKeys: HotKeyManager
let had: Map<string, () => void>
let acted: HotKeyAction[]
let isLocked: boolean
let kept: [HotKeyAction, string | null][]

beforeEach(() => {
  clock = createManualClock()
  state = createStateStore({
    ...emptyState,
    settings: { ...defaultSettings, hotKeys: { ...defaultSettings.hotKeys, 'dial-copied': first } }
  })
  had = new Map()
  acted = []
  kept = []
  isLocked = false
  hotKeys = createHotKeyManager({
    state,
    clock,
    registrar: {
      register(accelerator, onPress) {
        if (accelerator === foreign || had.has(accelerator)) return 'taken'
        had.set(accelerator, onPress)
        return null
      },
      unregister: (accelerator) => void had.delete(accelerator),
      unregisterAll: () => had.clear()
    },
    keep(action, accelerator) {
      if (isLocked) return failed({ code: 'policy-locked' })
      kept.push([action, accelerator])
      return succeeded(undefined)
    },
    act: (action) => acted.push(action)
  })
  hotKeys.start()
})

const keyOf = (action: HotKeyAction) => state.get('hotKeys').keys[action]

test('the saved combination is registered at startup and triggers its action', () => {
  expect(keyOf('dial-copied')).toEqual({ accelerator: first, assigned: null, failed: null })
  had.get(first)?.()
  expect(acted).toEqual(['dial-copied'])
})

describe('a new combination', () => {
  test('replaces the old one and is persisted', () => {
    hotKeys.set('dial-copied', second)
    expect([...had.keys()]).toEqual([second])
    expect(keyOf('dial-copied')).toEqual({ accelerator: second, assigned: null, failed: null })
    expect(kept).toEqual([['dial-copied', second]])
  })

  test.each([
    [foreign, 'taken'],
    ['D', 'unsuitable'],
    ['Shift+D', 'unsuitable'],
    ['Control+Alt', 'unsuitable'],
    ['', 'unsuitable']
  ])(
    'that can’t be registered (%j: %s) keeps the last working one and reports the problem',
    (accelerator, problem) => {
      hotKeys.set('dial-copied', accelerator)
      expect([...had.keys()]).toEqual([first])
      expect(keyOf('dial-copied')).toEqual({
        accelerator: first,
        assigned: null,
        failed: { accelerator, problem }
      })
      expect(kept).toEqual([])
      had.get(first)?.()
      expect(acted).toEqual(['dial-copied'])
    }
  )

  test('that another action of Deskline uses is refused', () => {
    for (const same of [first.toLowerCase(), 'Shift+Control+F9', 'Ctrl+Shift+F9']) {
      hotKeys.set('redial-last', same)
      expect(keyOf('redial-last').failed?.problem).toBe('used-here')
    }
  })

  test('can be cleared', () => {
    hotKeys.set('dial-copied', null)
    expect(had.size).toBe(0)
    expect(kept).toEqual([['dial-copied', null]])
  })
})

test('a saved combination that another program has taken is reported, and stays chosen', () => {
  const next = createStateStore({
    ...emptyState,
    settings: { ...defaultSettings, hotKeys: { ...defaultSettings.hotKeys, 'dial-copied': foreign } }
  })
  createHotKeyManager({
    state: next,
    clock,
    registrar: { register: () => 'taken', unregister: () => undefined, unregisterAll: () => undefined },
    keep: () => succeeded(undefined),
    act: () => undefined
  }).start()
  expect(next.get('hotKeys').keys['dial-copied']).toEqual({
    accelerator: null,
    assigned: null,
    failed: { accelerator: foreign, problem: 'taken' }
  })
  expect(kept).toEqual([])
})

describe('while a combination is recorded', () => {
  test('Deskline’s own keys are released, so that they can be pressed', () => {
    hotKeys.record(true)
    expect(had.size).toBe(0)
    hotKeys.record(false)
    expect([...had.keys()]).toEqual([first])
  })

  test('a new one is tried at once and registered at the end', () => {
    hotKeys.record(true)
    hotKeys.set('dial-copied', second)
    expect(had.size).toBe(0)
    hotKeys.record(false)
    expect([...had.keys()]).toEqual([second])
  })

  test('one that can’t be registered leaves the former one in place', () => {
    hotKeys.record(true)
    hotKeys.set('dial-copied', foreign)
    hotKeys.record(false)
    expect([...had.keys()]).toEqual([first])
    expect(keyOf('dial-copied').failed?.problem).toBe('taken')
  })
})

describe('a test of a hot key', () => {
  test('detects the press without running its action', () => {
    hotKeys.test('dial-copied')
    expect(state.get('hotKeys').test).toEqual({ action: 'dial-copied', result: 'waiting' })
    had.get(first)?.()
    expect(state.get('hotKeys').test?.result).toBe('heard')
    expect(acted).toEqual([])
    had.get(first)?.()
    expect(acted).toEqual(['dial-copied'])
  })

  test('forgets a combination that was refused before: it isn’t the one that is tested', () => {
    hotKeys.set('dial-copied', foreign)
    expect(keyOf('dial-copied')).toMatchObject({ accelerator: first, failed: { accelerator: foreign } })
    hotKeys.test('dial-copied')
    expect(keyOf('dial-copied')).toMatchObject({ accelerator: first, failed: null })
  })

  test('reports when no press arrives', async () => {
    hotKeys.test('dial-copied')
    await clock.advance(10_000)
    expect(state.get('hotKeys').test?.result).toBe('not-heard')
  })
})

describe('a desktop that answers later', () => {
  let answer: (outcome: KeyOutcome) => void
  let asked: string[]
  const key = { action: 'dial-copied', accelerator: first, assigned: null, problem: null } as const

  beforeEach(() => {
    asked = []
    hotKeys = createHotKeyManager({
      state,
      clock,
      registrar: {
        register(accelerator) {
          asked.push(accelerator)
          return null
        },
        unregister: (accelerator) => void (asked = asked.filter((one) => one !== accelerator)),
        unregisterAll: () => (asked = []),
        onOutcome: (listener) => (answer = listener)
      },
      keep(...entry) {
        kept.push(entry)
        return succeeded(undefined)
      },
      act: () => undefined
    })
    hotKeys.start()
  })

  test('is told with the key that it assigned', () => {
    answer({ delivery: 'portal', keys: [{ ...key, assigned: 'Press Ctrl+Shift+F9' }] })
    expect(state.get('hotKeys').delivery).toBe('portal')
    expect(keyOf('dial-copied')).toEqual({
      accelerator: first,
      assigned: 'Press Ctrl+Shift+F9',
      failed: null
    })
  })

  test('and refuses a key: it is none, stays chosen, and isn’t asked for again beside a new one', () => {
    answer({ delivery: 'portal', keys: [{ ...key, problem: 'refused' }] })
    expect(keyOf('dial-copied')).toEqual({
      accelerator: null,
      assigned: null,
      failed: { accelerator: first, problem: 'refused' }
    })
    expect(kept).toEqual([])
    hotKeys.set('dial-copied', second)
    expect(asked).toEqual([second])
  })
})

test.each([
  ['CommandOrControl+Shift+F9', true],
  ['F12', true],
  ['Shift+F5', true],
  ['Super+Space', true],
  ['Control+Alt+Plus', true],
  ['A', false],
  ['Shift+1', false],
  ['Control', false],
  ['Control+A+B', false],
  ['A+Control', false]
])('%s is suitable: %s', (accelerator, expected) => {
  expect(isSuitable(accelerator)).toBe(expected)
})

test('a key that the policy fixes stays registered, and the new one is given back', () => {
  isLocked = true
  expect(hotKeys.set('dial-copied', 'Control+F2')).toEqual(failed({ code: 'policy-locked' }))
  expect([...had.keys()]).toEqual([defaultSettings.hotKeys['dial-copied']])
  expect(state.get('hotKeys').keys['dial-copied'].accelerator).toBe(defaultSettings.hotKeys['dial-copied'])
})
