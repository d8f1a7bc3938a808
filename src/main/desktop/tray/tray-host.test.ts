import { beforeEach, expect, test } from 'vitest'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { createNeighbours } from '../../platform/neighbours'
import { createStateStore, type StateStore } from '../../platform/state-store'
import type { BusCall, OnBusSignal, SessionBus } from '../notifications/session-bus'
import { createTrayHost, type TrayHost } from './tray-host'

const ownPid = 4_242

/** A session bus with a panel that can appear, disappear, hang, and accept or refuse icons. */
class PanelUnderTest implements SessionBus {
  isThere = true
  isHung = false
  icons: { name: string; pid: number }[] = []
  private readonly listeners = new Map<string, OnBusSignal>()

  call({ member, body }: BusCall): Promise<unknown[]> {
    if (member === 'GetConnectionUnixProcessID') {
      const icon = this.icons.find(({ name }) => name === body?.[0])
      return icon === undefined ? Promise.reject(new Error('no such name')) : Promise.resolve([icon.pid])
    }
    if (this.isHung) return new Promise(() => undefined)
    if (!this.isThere) return Promise.reject(new Error('no such name'))
    return Promise.resolve([{ value: this.icons.map(({ name }) => `${name}/StatusNotifierItem`) }])
  }
  listen({ member }: { member: string }, listener: OnBusSignal): void {
    this.listeners.set(member, listener)
  }
  close(): void {
    // Nothing is open.
  }

  /** Takes icons off the list while it goes on. */
  drop(...names: string[]): void {
    this.icons = this.icons.filter(({ name }) => !names.includes(name))
    for (const name of names) this.emit('StatusNotifierItemUnregistered', [`${name}/StatusNotifierItem`])
  }
  private emit(member: string, body: unknown[]): void {
    this.listeners.get(member)?.(body, '', '')
  }

  come(): void {
    this.isThere = true
    this.emit('NameOwnerChanged', ['org.kde.StatusNotifierWatcher', '', ':1.9'])
  }
  go(): void {
    this.isThere = false
    this.icons = []
    this.emit('NameOwnerChanged', ['org.kde.StatusNotifierWatcher', ':1.9', ''])
  }
}

let panel: PanelUnderTest
let clock: ManualClock
let state: StateStore
let heard: boolean[]
let remade: number
beforeEach(() => {
  panel = new PanelUnderTest()
  clock = createManualClock()
  state = createStateStore(emptyState)
  heard = []
  remade = 0
})

const ours = { name: 'org.kde.StatusNotifierItem-4242-1', pid: ownPid }
const another = { name: ':1.77', pid: 7 }

/** `remake`: the panel's reaction to a recreated icon. */
const start = (remake: () => void = () => undefined, platform: NodeJS.Platform = 'linux'): TrayHost => {
  const host = createTrayHost({
    sessionBus: panel,
    neighbours: createNeighbours({ state, clock }),
    clock,
    pid: ownPid,
    remake() {
      remade += 1
      remake()
    },
    onChange: (hasTray) => heard.push(hasTray),
    platform
  })
  host.start()
  return host
}

test('an icon that the panel lists counts as a tray, and isn’t recreated', async () => {
  panel.icons = [another, ours]
  start()
  await clock.advance(10_000)
  expect(heard).toEqual([true])
  expect(remade).toBe(0)
})

test('an icon that registers a little later is waited for', async () => {
  panel.icons = [another]
  start()
  await clock.advance(1_000)
  panel.icons = [another, ours]
  await clock.advance(10_000)
  expect(heard).toEqual([true])
  expect(remade).toBe(0)
})

test('without a panel there is no tray; when a panel appears, the icon is recreated for it', async () => {
  panel.isThere = false
  start(() => (panel.icons = [ours]))
  await clock.advance(10_000)
  expect(heard).toEqual([false])
  expect(remade).toBe(0)
  panel.come()
  await clock.advance(10_000)
  expect(heard).toEqual([false, true])
  expect(remade).toBe(1)
})

test('an icon that registers with the new panel by itself isn’t recreated', async () => {
  panel.icons = [ours]
  start()
  await clock.advance(1_000)
  panel.go()
  await clock.advance(1_000)
  panel.come()
  panel.icons = [ours]
  await clock.advance(10_000)
  expect(heard).toEqual([true, false, true])
  expect(remade).toBe(0)
})

test('an icon that the panel refuses twice doesn’t count as a tray', async () => {
  panel.icons = [another]
  start()
  await clock.advance(20_000)
  expect(heard).toEqual([false])
  expect(remade).toBe(1)
})

test('an icon that the panel drops is recreated once; if that fails, there is no tray', async () => {
  panel.icons = [another, ours]
  start()
  await clock.advance(1_000)
  panel.drop(ours.name)
  await clock.advance(20_000)
  expect(heard).toEqual([true, false])
  expect(remade).toBe(1)
})

test('an icon that vanished and is accepted again stays a tray', async () => {
  panel.icons = [ours]
  start(() => (panel.icons = [ours]))
  await clock.advance(1_000)
  panel.drop(ours.name)
  await clock.advance(20_000)
  expect(heard).toEqual([true, true])
  expect(remade).toBe(1)
})

test('another program’s icon that vanishes changes nothing', async () => {
  panel.icons = [another, ours]
  start()
  await clock.advance(1_000)
  panel.drop(another.name)
  await clock.advance(20_000)
  expect(heard).not.toContain(false)
  expect(remade).toBe(0)
})

test('a panel that hangs is given up and reported as unresponsive', async () => {
  panel.isHung = true
  start()
  await clock.advance(60_000)
  expect(heard).toEqual([false])
  expect(state.get('environment').unresponsive).toEqual(['tray'])
})

test('nothing is reported after closing', async () => {
  panel.icons = [another]
  const host = start()
  await clock.advance(1_000)
  host.close()
  await clock.advance(60_000)
  expect(heard).toEqual([])
})

test('Windows and macOS always have a tray', () => {
  start(undefined, 'win32')
  expect(heard).toEqual([true])
})
