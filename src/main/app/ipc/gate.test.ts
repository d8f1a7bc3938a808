import { beforeEach, expect, test, vi } from 'vitest'
import { openGate, type Route } from './gate'

type Listener = (event: unknown, payload: unknown) => Promise<unknown>
const doors = vi.hoisted(() => new Map<string, Listener>())
vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, listener: Listener) => void doors.set(name, listener) }
}))

const frame = { url: 'app://deskline/index.html' }
const ownPage = { senderFrame: frame, sender: { id: 7, mainFrame: frame } }
const stranger = { senderFrame: frame, sender: { id: 8, mainFrame: frame } }

let load: (route: Route) => void = () => undefined
beforeEach(() => {
  const route = new Promise<Route>((resolve) => (load = resolve))
  openGate(['app:state'], (id) => id === 7, route)
})
const send = (event: unknown): Promise<unknown> | undefined => doors.get('app:state')?.(event, 'payload')

test('a command that comes before its handler is loaded waits for it', async () => {
  const reply = send(ownPage)
  load((command, payload) => Promise.resolve({ ok: true, value: [command, payload] }))
  expect(await reply).toEqual({ ok: true, value: ['app:state', 'payload'] })
})

test('a strange sender is refused at once, before anything is loaded', async () => {
  expect(await send(stranger)).toEqual({ ok: false, error: { code: 'sender-refused' } })
})

test('the sender is checked when the command comes: its frame can be gone when the handler is loaded', async () => {
  const event = { ...ownPage, sender: { id: 7, mainFrame: frame } }
  const reply = send(event)
  event.sender.mainFrame = { url: 'about:blank' }
  load(() => Promise.resolve({ ok: true, value: undefined }))
  expect(await reply).toMatchObject({ ok: true })
})
