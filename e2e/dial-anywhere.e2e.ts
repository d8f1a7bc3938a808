import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import type { Settings } from '../src/shared/app/schema'
import type { Simulator } from '../src/simulator/simulator'
import { newUserData, startDeskline, startPlain, type Deskline } from './support/deskline'
import {
  copied,
  copy,
  dialKey,
  focusedWindow,
  mark,
  openOtherProgram,
  pressKeys,
  pressOften
} from './support/gestures'
import { clearNotifications, shownNotifications } from './support/notifications'
import { pressUntil } from './support/press-until'
import { shareProgram, signInAnew } from './support/shared-program'
import { signIn, startService, testAgentId } from './support/sign-in'
import { inMain } from './support/main-process'

let service: Simulator
let deskline: Deskline

const dialled = (): unknown[] =>
  service.requests
    .entries()
    .filter((request) => request.method === 'POST')
    .map((request) => (request.body as { calleeNumber?: unknown }).calleeNumber)

/** Waits for the prompt window and returns it. */
async function prompt(): Promise<Page> {
  await expect
    .poll(() => deskline.app.windows().some((page) => page.url().includes('prompt.html')))
    .toBe(true)
  const page = deskline.app.windows().find((one) => one.url().includes('prompt.html'))
  if (page === undefined) throw new Error('no prompt window')
  return page
}

const promptKind = (): Promise<string | false> =>
  deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok && state.value.prompt.value.kind
  })

const choose = (dialling: Partial<Settings['dialling']>): Promise<void> =>
  deskline.page.evaluate(async (dialling) => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) throw new Error(state.error.code)
    await window.deskline.commands['settings:change']({
      dialling: { ...state.value.settings.value.dialling, ...dialling }
    })
  }, dialling)

/** Hides the main window, so that Deskline doesn't have the focus. */
const hide = (): Promise<unknown> =>
  deskline.page.evaluate(() => window.deskline.commands['window:hide'](undefined))

/** Presses the hot key until `check` holds, slowly enough that it doesn't count as a held key. */
const pressDialKeyUntil = (check: () => void, timeout = 10_000): Promise<void> =>
  expect(async () => {
    pressKeys(dialKey)
    await expect(() => check()).toPass({ timeout: 400 })
  }).toPass({ timeout, intervals: [0] })

test.describe('with one program', () => {
  const program = shareProgram()
  test.beforeEach(async () => {
    deskline = program()
    service = await startService({ isBusyRefused: false })
    await signInAnew(deskline, service)
    await hide()
  })
  test.afterEach(() => service.close())

  test('one number: the hot key dials it after the undo pause, and the bar doesn’t take the focus', async () => {
    const crm = openOtherProgram()
    try {
      copy('客户电话：138-0013-8000（张先生）')
      pressKeys(dialKey)
      const bar = await prompt()
      await expect(bar.getByText('138 0013 8000')).toBeVisible()
      expect(focusedWindow()).toBe(crm.id)
      await expect.poll(dialled).toEqual(['13800138000'])
      expect(focusedWindow()).toBe(crm.id)
      expect(await promptKind()).toBe('none')
    } finally {
      await crm.close()
    }
  })

  test('Esc in the undo pause cancels without having the focus, and nothing is ever sent', async () => {
    await choose({ undoPauseMs: 5_000 })
    copy('13800138000')
    pressKeys(dialKey)
    await expect.poll(promptKind).toBe('pausing')
    pressKeys('Escape')
    await expect.poll(promptKind).toBe('none')
    // A later number goes through, so the first one would have arrived by now.
    await choose({ undoPauseMs: 0 })
    copy('13900139000')
    await pressDialKeyUntil(() => expect(dialled()).toEqual(['13900139000']))
  })

  test('a click on the bar cancels as well', async () => {
    await choose({ undoPauseMs: 5_000 })
    // Numbers of their own: the same one isn't dialled twice within three seconds.
    copy('13700137001')
    pressKeys(dialKey)
    await (await prompt()).getByRole('button', { name: 'Cancel the call to 137 0013 7001' }).click()
    await expect.poll(promptKind).toBe('none')
    expect(dialled()).toEqual([])
  })

  test('pressing the hot key again dials immediately', async () => {
    await choose({ undoPauseMs: 5_000 })
    copy('13700137002')
    pressKeys(dialKey)
    await expect.poll(promptKind).toBe('pausing')
    await pressDialKeyUntil(() => expect(dialled()).toEqual(['13700137002']), 4_000)
  })

  test('30 presses within a second send one request', async () => {
    copy('13700137003')
    pressOften(dialKey, 30, 33)
    await expect.poll(dialled).toEqual(['13700137003'])
    await expect(deskline.page.getByRole('article', { name: '137 0013 7003: Talking' })).toBeAttached()
    expect(dialled()).toEqual(['13700137003'])
  })

  test('several numbers: the picker takes the focus, is operated by digit keys, and returns the focus', async () => {
    const crm = openOtherProgram()
    try {
      copy('张 13800138000\n李 13900139000\n王 010-88886666')
      pressKeys(dialKey)
      const picker = await prompt()
      await expect(picker.getByRole('option')).toHaveCount(3)
      await expect(picker.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
      await expect.poll(() => picker.evaluate(() => document.hasFocus())).toBe(true)
      await expect(async () => {
        if ((await promptKind()) === 'choosing') pressKeys('3')
        expect(await promptKind()).toBe('none')
      }).toPass()
      await expect.poll(dialled).toEqual(['01088886666'])
      await expect.poll(focusedWindow).toBe(crm.id)
    } finally {
      await crm.close()
    }
  })

  test('a doubtful number needs a confirmation, which shows the reason', async () => {
    copy('400-123-4567')
    pressKeys(dialKey)
    const question = await prompt()
    await expect(question.getByText('400 123 4567')).toBeVisible()
    await expect(question.getByText('A 400 or 800 number', { exact: false })).toBeVisible()
    await expect(async () => {
      if ((await promptKind()) === 'confirming') pressKeys('Escape')
      expect(await promptKind()).toBe('none')
    }).toPass()
    expect(dialled()).toEqual([])
  })

  test('no number: the copied text is shown, nothing is dialled, and the focus isn’t taken', async () => {
    const crm = openOtherProgram()
    try {
      copy('明天下午三点开会')
      pressKeys(dialKey)
      await expect((await prompt()).getByText('明天下午三点开会', { exact: false })).toBeVisible()
      expect(focusedWindow()).toBe(crm.id)
      expect(dialled()).toEqual([])
    } finally {
      await crm.close()
    }
  })

  test('the selected text can be dialled instead, leaving the clipboard unchanged', async () => {
    await choose({ isSelectionTaken: true, undoPauseMs: 0 })
    copy('what was copied')
    mark('13700137000')
    pressKeys(dialKey)
    await expect.poll(dialled).toEqual(['13700137000'])
    expect(copied()).toBe('what was copied')
  })

  test('dialling the same number again within minutes needs a confirmation', async () => {
    await choose({ undoPauseMs: 0 })
    copy('13800138000')
    pressKeys(dialKey)
    await expect.poll(dialled).toHaveLength(1)
    await expect.poll(promptKind).toBe('none')
    // Within three seconds the same number is refused silently; after that, the user is asked.
    await pressUntil(
      () => pressKeys(dialKey),
      async () => (await promptKind()) === 'confirming'
    )
    expect(dialled()).toHaveLength(1)
  })

  test('the command line reaches the running instance and exits with 0', async () => {
    const second = startPlain(deskline.userData, ['dial', '电话：138 0013 8000'])
    const [code] = (await once(second, 'exit')) as [number]
    expect(code).toBe(0)
    await expect.poll(dialled).toEqual(['13800138000'])
  })

  test('redialling ignores calls known only from events', async () => {
    await choose({ askAgainWithinMs: 0, undoPauseMs: 0 })
    const startedAtMs = Date.now() - 11 * 60_000
    for (const state of ['started', 'callCallee', 'hangup']) {
      await service.publish(testAgentId, {
        ...{ agentId: testAgentId, callId: 'forged', calleeNumber: '13912345678' },
        ...{ state, updatedAt: startedAtMs }
      })
    }
    await expect(deskline.page.getByRole('row', { name: '139 1234 5678' })).toBeVisible()
    const second = startPlain(deskline.userData, ['redial'])
    await once(second, 'exit')
    await expect((await prompt()).getByText('You have not called a number from here yet.')).toBeVisible()
    expect(dialled()).toEqual([])
  })
})

test.describe('with a program of its own', () => {
  test.beforeEach(async () => {
    service = await startService({ isBusyRefused: false })
    deskline = await startDeskline()
    await signIn(deskline.page, service)
    await hide()
  })
  test.afterEach(async () => {
    await deskline.quit()
    await service.close()
  })

  test('a hot key is recorded by pressing it, works immediately, and can be tested', async () => {
    const { page } = deskline
    await inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show())
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: /^Hot keys/ }).click()
    const recorder = page.getByRole('button', { name: /^Set the hot key: .*copied/ })
    await recorder.click()
    await expect(recorder).toContainText('Press the keys…')
    await page.keyboard.press('Control+Alt+KeyK')
    await expect(recorder).toContainText('Ctrl+Alt+K')

    await page.getByRole('button', { name: /^Test the hot key: .*copied/ }).click()
    await expect(page.getByText('Press Ctrl+Alt+K now…').first()).toBeVisible()
    pressKeys('ctrl+alt+k')
    await expect(page.getByText('The hot key works.').first()).toBeVisible()
    expect(dialled()).toEqual([])

    await choose({ undoPauseMs: 0 })
    copy('13800138000')
    await pressUntil(
      () => pressKeys('ctrl+alt+k'),
      () => dialled().length > 0
    )
    expect(dialled()).toEqual(['13800138000'])
  })

  test('a hot key taken by another program is reported, and the previous one stays registered', async () => {
    const taken = 'Control+Alt+J'
    const holder = await startDeskline()
    try {
      // The first program has the default hot key; the second one reports the conflict at once.
      await holder.page.getByRole('button', { name: 'Try the demo line' }).click()
      await expect(
        holder.page.getByText('Another program uses Ctrl+Shift+F9', { exact: false })
      ).toBeVisible()
      await holder.page.evaluate(
        (accelerator) => window.deskline.commands['hot-keys:set']({ action: 'redial-last', accelerator }),
        taken
      )
      await deskline.page.evaluate(
        (accelerator) => window.deskline.commands['hot-keys:set']({ action: 'dial-copied', accelerator }),
        taken
      )
      const key = await deskline.page.evaluate(async () => {
        const state = await window.deskline.commands['app:state'](undefined)
        return state.ok ? state.value.hotKeys.value.keys['dial-copied'] : null
      })
      expect(key).toEqual({
        accelerator: 'CommandOrControl+Shift+F9',
        assigned: null,
        failed: { accelerator: taken, problem: 'taken' }
      })
    } finally {
      await holder.quit()
    }
  })

  test('a number passed by a second instance during start-up is dialled once', async () => {
    await deskline.quit()
    const both = [startPlain(deskline.userData), startPlain(deskline.userData, ['dial', '13800138000'])]
    const ended = both.map((process) => once(process, 'exit'))
    try {
      await Promise.race(ended)
      await expect.poll(dialled).toEqual(['13800138000'])
    } finally {
      for (const process of both) process.kill('SIGTERM')
      await Promise.all(ended)
    }
    expect(dialled()).toEqual(['13800138000'])
  })

  test('with the bar switched off, only the native notification appears', async () => {
    await choose({ isBarShown: false })
    clearNotifications()
    copy('明天下午三点开会')
    pressKeys(dialKey)
    await expect.poll(() => shownNotifications()[0]?.body).toBe('“明天下午三点开会”')
    expect(deskline.app.windows()).toHaveLength(1)
  })

  test('a link never rings a phone by itself', async () => {
    await choose({ policy: 'never-ask', undoPauseMs: 0 })
    const second = startPlain(deskline.userData, ['tel:+86-138-0013-8000'])
    await once(second, 'exit')
    await expect.poll(promptKind).toBe('confirming')
    const question = await prompt()
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    expect(dialled()).toEqual([])
    // A second link doesn't change the question: the confirmation applies to the number the user read.
    const third = startPlain(deskline.userData, ['tel:13900139000'])
    await once(third, 'exit')
    await expect(question.getByText('New link ignored')).toBeVisible()
    await expect(question.getByText('138 0013 8000')).toBeVisible()
    // A question ignores clicks until the user has had time to read it.
    await pressUntil(
      () => question.getByRole('button', { name: 'Call', exact: true }).click({ timeout: 1_000 }),
      () => dialled().length > 0
    )
    expect(dialled()).toEqual(['13800138000'])
  })
})

test('--help prints without opening a window', async () => {
  const help = startPlain(newUserData(), ['--help'])
  let output = ''
  help.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(help, 'exit')) as [number]
  expect(code).toBe(0)
  expect(output).toContain('deskline dial')
})
