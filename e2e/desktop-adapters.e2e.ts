import { expect, test } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { createBusNotifications } from '../src/main/desktop/notifications/bus-notifications'
import { createSessionBus, type SessionBus } from '../src/main/desktop/notifications/session-bus'
import { maxTextBytes, readSelection } from '../src/main/dialling/os/x11-selection'
import { clearNotifications, clickNotification, shownNotifications } from './support/notifications'

// The adapters to other programs, tested without the rest of Deskline.

const display = process.env['DISPLAY'] ?? ''
const read = (selection: 'CLIPBOARD' | 'PRIMARY', limitMs = 5_000): Promise<string> =>
  readSelection(selection, { display, signal: AbortSignal.timeout(limitMs) })

let owner: ChildProcess | null = null
let bus: SessionBus | null = null
test.afterEach(() => {
  owner?.kill('SIGKILL')
  owner = null
  bus?.close()
  bus = null
})

const own = async (selection: 'clipboard' | 'primary', text: string): Promise<void> => {
  owner?.kill('SIGKILL')
  owner = spawn('xclip', ['-selection', selection, '-quiet'], { stdio: ['pipe', 'ignore', 'ignore'] })
  owner.stdin?.end(text)
  const name = selection === 'clipboard' ? 'CLIPBOARD' : 'PRIMARY'
  await expect.poll(async () => (await read(name)).slice(0, 100)).toBe(text.slice(0, 100))
}

test('X11: text of any size is read, in chunks if its owner sends chunks, and truncated at 1 MiB', async () => {
  await own('clipboard', '客户 13800138000')
  expect(await read('CLIPBOARD')).toBe('客户 13800138000')
  await own('clipboard', 'x'.repeat(700_000))
  expect(await read('CLIPBOARD')).toHaveLength(700_000)
  await own('clipboard', 'x'.repeat(3 * maxTextBytes))
  expect(await read('CLIPBOARD')).toHaveLength(maxTextBytes)
  await own('primary', '13900139000')
  expect(await read('PRIMARY')).toBe('13900139000')
})

test('X11: a selection without an owner is empty, and a missing display is an error', async () => {
  await own('primary', 'x')
  owner?.kill('SIGKILL')
  await expect.poll(() => read('PRIMARY')).toBe('')
  await expect(
    readSelection('CLIPBOARD', { display: ':4000', signal: AbortSignal.timeout(5_000) })
  ).rejects.toThrow()
})

test('X11: reading from a hung owner waits until it is aborted', async () => {
  await own('clipboard', 'x')
  owner?.kill('SIGSTOP')
  await expect(read('CLIPBOARD', 300)).rejects.toThrow('aborted')
})

const icon = () => ({ width: 1, height: 1, rgba: Buffer.from([0, 0, 0, 255]) })

test('a notification is shown through the session bus, reports its click and can be closed', async () => {
  clearNotifications()
  bus = createSessionBus()
  const notifications = createBusNotifications({ bus, appName: 'Deskline', icon })
  let clicks = 0
  await notifications.show({ title: 'First', body: '13800138000', onClick: () => (clicks += 1) })
  clickNotification()
  await expect.poll(() => clicks).toBe(1)
  const id = await notifications.show({ title: 'Second', body: '', onClick: () => undefined })
  notifications.close(id)
  await expect
    .poll(() =>
      shownNotifications()
        .map(({ summary }) => summary)
        .sort()
    )
    .toEqual(['First', 'Second'])
})

test('a button of a notification does its own action, and an unknown one nothing', async () => {
  bus = createSessionBus()
  const notifications = createBusNotifications({ bus, appName: 'Deskline', icon })
  const done: string[] = []
  const id = await notifications.show({
    title: 'Call back',
    body: '',
    onClick: () => done.push('click'),
    actions: [
      { label: 'Call', onPress: () => done.push('call') },
      { label: 'In 10 min', onPress: () => done.push('later') }
    ]
  })
  const { Message, sessionBus } = await import('@jellybrick/dbus-next')
  const server = sessionBus()
  const press = (action: string): void => {
    const [path, name] = ['/org/freedesktop/Notifications', 'org.freedesktop.Notifications']
    server.send(Message.newSignal(path, name, 'ActionInvoked', 'us', [id, action]))
  }
  await new Promise<void>((resolve) => server.once('connect', resolve))
  for (const action of ['button-9', 'toString', 'button-1', 'button-0', 'default']) press(action)
  await expect.poll(() => done).toEqual(['later', 'call', 'click'])
  server.disconnect()
})

test('a call to a missing bus or to a name without an owner fails instead of hanging', async () => {
  const nowhere = createSessionBus('unix:path=/nonexistent/bus')
  const call = {
    destination: 'com.example.Nobody',
    path: '/',
    interface: 'com.example.Nobody',
    member: 'Ask'
  }
  await expect(nowhere.call(call)).rejects.toThrow()
  bus = createSessionBus()
  await expect(bus.call(call)).rejects.toThrow()
})

test('a pending call is rejected when the bus ends', async () => {
  const own = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  try {
    const address = await new Promise<string>((resolve) =>
      own.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
    )
    bus = createSessionBus(address)
    const waiting = { destination: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus' }
    expect((await bus.call({ ...waiting, member: 'GetId' }))[0]).toMatch(/^[\da-f]{32}$/)
    own.kill('SIGSTOP')
    const asked = bus.call({ ...waiting, member: 'GetId' })
    own.kill('SIGKILL')
    await expect(asked).rejects.toThrow()
  } finally {
    own.kill('SIGKILL')
  }
})
