import { expect, test } from '@playwright/test'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { shareProgram } from './support/shared-program'

// A script injected into the window has only what the window has; the tests run it there.

let deskline: Deskline

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  await deskline.page.reload()
})

test('there is no Node in the window', async () => {
  const found = await deskline.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis)
  )
  expect(found).toEqual([])
})

test('the bridge object is frozen and exposes only the declared names', async () => {
  const bridge = await deskline.page.evaluate(() => {
    const before = window.deskline.commands['app:quit']
    try {
      Object.assign(window.deskline.commands, { 'app:quit': () => null, stray: () => null })
    } catch {
      // A frozen object may throw; what matters is that nothing changed.
    }
    return {
      isSame: window.deskline.commands['app:quit'] === before,
      keys: Object.keys(window.deskline),
      hasStray: 'stray' in window.deskline.commands,
      hasIpc: 'ipcRenderer' in window.deskline || 'invoke' in window.deskline || 'send' in window.deskline
    }
  })
  expect(bridge).toEqual({
    isSame: true,
    keys: ['commands', 'dropFiles', 'on'],
    hasStray: false,
    hasIpc: false
  })
})

test('a page can’t have a file read by passing its path', async () => {
  const answers = await deskline.page.evaluate(async () => {
    const path = '/etc/passwd'
    const made = new File(['13800138000'], 'passwd')
    Object.defineProperty(made, 'path', { value: path })
    const given: unknown[] = [made, { path }, path]
    const dropped: unknown = await Reflect.apply(window.deskline.dropFiles, null, [given])
    return { dropped, command: typeof Reflect.get(window.deskline.commands, 'imports:add-dropped') }
  })
  expect(answers).toEqual({
    dropped: { ok: false, error: { code: 'list-unreadable' } },
    command: 'undefined'
  })
})

test('an undeclared command doesn’t exist, and unknown fields or wrong types are refused', async () => {
  const answers = await deskline.page.evaluate(async () => {
    // Try what the types forbid: an attacker's page has no types.
    const run = async (command: string, input: unknown): Promise<unknown> => {
      const found: unknown = Reflect.get(window.deskline.commands, command)
      return typeof found === 'function' ? await Reflect.apply(found, null, [input]) : typeof found
    }
    return {
      undeclared: await run('shell:open', undefined),
      stray: await run('calls:dial', { number: '13800138000', token: 'x' }),
      wrong: await run('calls:dial', { number: 13800138000 }),
      afterPrototype: await (async () => {
        await run('settings:change', JSON.parse('{"__proto__":{"theme":"dark"}}'))
        const state = await window.deskline.commands['app:state'](undefined)
        return state.ok && state.value.settings.value.theme
      })()
    }
  })
  const refused = expect.objectContaining({
    ok: false,
    error: expect.objectContaining({ code: 'input-invalid' })
  })
  expect(answers).toEqual({
    undeclared: 'undefined',
    stray: refused,
    wrong: refused,
    afterPrototype: 'system'
  })
})

test('the window can’t be navigated away and can’t open another window', async () => {
  const { page, app } = deskline
  const before = page.url()
  const opened = await page.evaluate(() => {
    const child = window.open('https://example.com/')
    window.location.href = 'https://example.com/'
    const link = document.createElement('a')
    link.href = 'file:///etc/passwd'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    return child !== null
  })
  expect(opened).toBe(false)
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete')
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('scripts, frames, images and requests from elsewhere are blocked, and their server receives nothing', async () => {
  let heard = 0
  const server = createServer((_request, response) => {
    heard += 1
    response.setHeader('Access-Control-Allow-Origin', '*').end('globalThis.foreignRan = true')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const outcome = await deskline.page.evaluate(async (origin) => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const add = (tag: 'img' | 'script' | 'iframe'): Promise<boolean> =>
      new Promise((resolve) => {
        const element = document.createElement(tag)
        element.onload = () => resolve(true)
        element.onerror = () => resolve(false)
        element.src = `${origin}/${tag}`
        document.body.append(element)
      })
    const script = document.createElement('script')
    script.textContent = 'globalThis.foreignRan = true'
    document.body.append(script)
    const loaded = [await add('script'), await add('img')]
    void add('iframe')
    const fetched = await fetch(origin).then(
      () => true,
      () => false
    )
    // The page gets an event for each refusal; it shows that the policy refused.
    const hasTold = (directive: string): boolean => violations.includes(directive)
    while (!hasTold('connect-src') || !hasTold('img-src')) await new Promise((next) => setTimeout(next, 10))
    return { hasRun: 'foreignRan' in globalThis, loaded, fetched }
  }, `http://127.0.0.1:${port}`)

  expect(outcome).toEqual({ hasRun: false, loaded: [false, false], fetched: false })
  expect(deskline.page.frames().filter((frame) => frame.url().includes(String(port)))).toEqual([])
  expect(heard).toBe(0)
  server.close()
})

test('the clipboard can’t be read by bypassing the permissions, but pasting by keyboard works', async () => {
  const { page, app } = deskline
  await inMain(app, ({ clipboard }) => clipboard.writeText('13800138000'))
  const read = await page.evaluate(() => {
    const area = document.body.appendChild(document.createElement('textarea'))
    area.id = 'paste-here'
    area.focus()
    const isPasted: unknown = Reflect.apply(Reflect.get(document, 'execCommand'), document, ['paste'])
    return [isPasted, area.value]
  })
  expect(read).toEqual([false, ''])
  // As the keys and the menu do.
  await inMain(app, ({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    contents?.selectAll()
    contents?.paste()
  })
  await expect(page.locator('#paste-here')).toHaveValue('13800138000')
})

test('every permission is refused', async () => {
  const granted = await deskline.page.evaluate(async () => {
    /** Calls a method that may have no type; null: refused. */
    const ask = async (name: string, on: object, method: string, input?: unknown): Promise<string | null> => {
      try {
        const answer: unknown = await Reflect.apply(Reflect.get(on, method) as () => unknown, on, [input])
        const isNothing =
          answer === false || answer === 'denied' || (Array.isArray(answer) && answer.length === 0)
        return isNothing ? null : name
      } catch {
        return null
      }
    }
    const { mediaDevices, clipboard, storage, wakeLock } = navigator
    const of = (name: string): object => Reflect.get(navigator, name) as object
    const filters = { filters: [] }
    return [
      await ask('notifications', Notification, 'requestPermission'),
      await ask('microphone', mediaDevices, 'getUserMedia', { audio: true }),
      await ask('camera', mediaDevices, 'getUserMedia', { video: true }),
      await ask('screen', mediaDevices, 'getDisplayMedia', { video: true }),
      await ask('devices', mediaDevices, 'enumerateDevices'),
      await ask('clipboard', clipboard, 'readText'),
      await ask('clipboard writing', clipboard, 'writeText', 'stolen'),
      await ask('storage', storage, 'persist'),
      await ask('wake lock', wakeLock, 'request', 'screen'),
      await ask('usb', of('usb'), 'requestDevice', filters),
      await ask('hid', of('hid'), 'requestDevice', filters),
      await ask('serial', of('serial'), 'requestPort', filters),
      await ask('midi', navigator, 'requestMIDIAccess'),
      await ask('fonts', window, 'queryLocalFonts'),
      await ask('screens', window, 'getScreenDetails'),
      await new Promise<string | null>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('place'),
          () => resolve(null)
        )
      )
    ].filter((name) => name !== null)
  })
  expect(granted).toEqual([])
})

test('commands from a window that isn’t Deskline’s own are refused, whatever page it shows', async () => {
  const preload = resolve(import.meta.dirname, '../out/preload/index.cjs')
  const answer = await inMain(
    deskline.app,
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await stranger.loadURL('app://deskline/index.html')
      const reply: unknown = await stranger.webContents.executeJavaScript(
        "window.deskline.commands['app:state'](undefined)"
      )
      stranger.destroy()
      return reply
    },
    preload
  )
  expect(answer).toEqual({ ok: false, error: { code: 'sender-refused' } })
})

test('path traversal in a page’s URL reaches no file outside the page folder', async () => {
  const statuses = await inMain(deskline.app, async ({ session }) => {
    const status = async (url: string): Promise<number> => (await session.defaultSession.fetch(url)).status
    return [
      await status('app://deskline/index.html'),
      await status('app://deskline/../../package.json'),
      await status('app://deskline/%2e%2e/%2e%2e/package.json'),
      await status('app://deskline/..%2f..%2fpackage.json'),
      await status('app://deskline/%00')
    ]
  })
  expect(statuses).toEqual([200, 404, 404, 404, 404])
})
