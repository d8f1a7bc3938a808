import { beforeEach, describe, expect, test } from 'vitest'
import type { Clipboard } from 'electron'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { createNeighbours } from '../../platform/neighbours'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { createCopiedText, type CopiedText } from './copied-text'
import type { DisplaySystem } from '../../desktop/display-system'
import { createSystemClipboard, type SystemClipboard } from './system-clipboard'

const never = (): Promise<never> => new Promise(() => undefined)
const unknown = { ok: false, error: { code: 'copied-text-unknown' } }
const silent = { ok: false, error: { code: 'clipboard-silent' } }

let clock: ManualClock
let state: StateStore
/** The clipboard according to Chromium, and the real one; they differ on Wayland. */
let chromium: { copied: string; marked: string }
let hasFocus: boolean
beforeEach(() => {
  clock = createManualClock()
  state = createStateStore(emptyState)
  chromium = { copied: '', marked: '' }
  hasFocus = false
})

/** Electron's clipboard before version 44 (strings) and since (promises, with a separate selection object). */
const shapes: Record<'texts' | 'promises', () => Clipboard> = {
  texts: () =>
    ({
      readText: (type?: string) => (type === 'selection' ? chromium.marked : chromium.copied),
      writeText: (text: string) => void (chromium.copied = text)
    }) as unknown as Clipboard,
  promises: () =>
    ({
      readText: () => Promise.resolve(chromium.copied),
      writeText: (text: string) => Promise.resolve(void (chromium.copied = text)),
      selection: { readText: () => Promise.resolve(chromium.marked) }
    }) as unknown as Clipboard
}

const open = (
  displaySystem: DisplaySystem,
  more: Partial<{
    clipboard: SystemClipboard
    isOpen: boolean
    readSelection: (name: string, signal: AbortSignal) => Promise<string>
    readCompositor: (name: string) => Promise<string | null>
  }> = {}
): CopiedText =>
  createCopiedText({
    watchCopying: () => () => undefined,
    displaySystem,
    isOpen: displaySystem !== 'wayland',
    clipboard: createSystemClipboard(shapes.promises(), 'linux'),
    neighbours: createNeighbours({ state, clock }),
    clock,
    hasFocus: () => hasFocus,
    readSelection: never,
    readCompositor: () => Promise.resolve(null),
    ...more
  })

describe.each(['texts', 'promises'] as const)('with a clipboard that returns %s', (shape) => {
  const clipboard = (): SystemClipboard => createSystemClipboard(shapes[shape](), 'linux')

  test('Wayland: nothing is read without focus, since the text could be outdated', async () => {
    chromium = { copied: '13800138001', marked: '13800138002' }
    const copiedText = open('wayland', { clipboard: clipboard() })
    expect(await copiedText.read()).toEqual(unknown)
    expect(await copiedText.readMarked()).toEqual(unknown)
    expect(copiedText.isReadable()).toBe(false)
    hasFocus = true
    expect(await copiedText.read()).toEqual({ ok: true, value: '13800138001' })
    expect(await copiedText.readMarked()).toEqual({ ok: true, value: '13800138002' })
  })

  test('Wayland: text written by Deskline is never taken for text copied in another program', async () => {
    const copiedText = open('wayland', { clipboard: clipboard() })
    hasFocus = true
    await copiedText.write('13800138001')
    expect(await copiedText.read()).toEqual(unknown)
    chromium.copied = '13800138005'
    expect(await copiedText.read()).toEqual({ ok: true, value: '13800138005' })
  })

  test('Windows and macOS: the clipboard is read without focus', async () => {
    chromium.copied = '13800138000'
    expect(await open(null, { clipboard: clipboard() }).read()).toEqual({ ok: true, value: '13800138000' })
  })
})

test('Wayland: without focus the compositor’s own tool is asked, never Chromium', async () => {
  chromium = { copied: '13800138001', marked: '13800138002' }
  const texts: Record<string, string> = { CLIPBOARD: '13800138005', PRIMARY: '' }
  const copiedText = open('wayland', { readCompositor: (name) => Promise.resolve(texts[name] ?? null) })
  expect(await copiedText.read()).toEqual({ ok: true, value: '13800138005' })
  expect(await copiedText.readMarked()).toEqual({ ok: true, value: '' })
  // It starts a program, so nothing reads it in the background.
  expect(copiedText.isReadable()).toBe(false)
})

test('Wayland: a tool that hangs leaves the text unknown', async () => {
  const copiedText = open('wayland', { readCompositor: () => Promise.reject(new Error('no answer')) })
  expect(await copiedText.read()).toEqual(unknown)
})

test('Wayland: a window that is shown is waited for, and reads the text once it has the focus', async () => {
  chromium.copied = '13800138005'
  const copiedText = open('wayland')
  const reading = copiedText.readOnceFocused()
  await clock.advance(500)
  hasFocus = true
  await clock.advance(100)
  expect(await reading).toEqual({ ok: true, value: '13800138005' })
})

test('Wayland: a window that doesn’t get the focus reads nothing', async () => {
  chromium.copied = '13800138005'
  const reading = open('wayland').readOnceFocused()
  await clock.advance(5_000)
  expect(await reading).toEqual(unknown)
})

test('XWayland: outside GNOME the X11 selection may be outdated, so it isn’t read without focus', async () => {
  const copiedText = open('x11', { isOpen: false, readSelection: () => Promise.resolve('13800138001') })
  expect(await copiedText.read()).toEqual(unknown)
})

test('X11: both selections are read over a separate connection, and an empty one is valid', async () => {
  const texts: Record<string, string> = { CLIPBOARD: '13800138000', PRIMARY: '' }
  const copiedText = open('x11', { readSelection: (name) => Promise.resolve(texts[name] ?? '?') })
  expect(await copiedText.read()).toEqual({ ok: true, value: '13800138000' })
  expect(await copiedText.readMarked()).toEqual({ ok: true, value: '' })
})

test('X11: a hanging selection owner is given up after 2 s, reported, and asked again the next time', async () => {
  let isHung = true
  const signals: AbortSignal[] = []
  const copiedText = open('x11', {
    readSelection(_name, signal) {
      signals.push(signal)
      return isHung ? never() : Promise.resolve('13800138000')
    }
  })
  const reading = copiedText.read()
  await clock.advance(2_000)
  expect(await reading).toEqual(silent)
  expect(signals[0]?.aborted).toBe(true)
  expect(state.get('environment').unresponsive).toEqual(['clipboard'])
  isHung = false
  expect(await copiedText.read()).toEqual({ ok: true, value: '13800138000' })
  expect(state.get('environment').unresponsive).toEqual([])
})

test('X11: Chromium’s clipboard is read when the X server refuses a second client', async () => {
  chromium.copied = '13800138000'
  const copiedText = open('x11', { readSelection: () => Promise.reject(new Error('no protocol specified')) })
  expect(await copiedText.read()).toEqual({ ok: true, value: '13800138000' })
})

test('a promise-based clipboard that hangs is given up too', async () => {
  const copiedText = open(null, {
    clipboard: { read: never, readMarked: never, write: () => Promise.resolve() }
  })
  const reading = copiedText.read()
  await clock.advance(2_000)
  expect(await reading).toEqual(silent)
})
