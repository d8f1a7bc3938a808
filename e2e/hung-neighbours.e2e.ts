import { expect, test } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { startDesktop, type Desktop } from '../scripts/desktop-session.mjs'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { copy, dialKey } from './support/gestures'
import { dial, fillSignIn, signIn, startService, testAgentId } from './support/sign-in'
import { mostStallMs, watchStalls, type Stalls } from './support/stalls'
import { inMain } from './support/main-process'

// Stops every other program that Deskline depends on, on the tests' own desktop.

let service: Simulator
let desktop: Desktop
let deskline: Deskline
let stalls: Stalls
let folder: string
/** Stopped processes, resumed at the end. */
let stopped: number[]
let children: ChildProcess[]
let hungLog: string | null
let reader: number | null

test.beforeEach(async () => {
  stopped = []
  children = []
  hungLog = null
  reader = null
  folder = mkdtempSync(join(tmpdir(), 'deskline-hung-'))
  writeFileSync(join(folder, 'hung'), '')
  service = await startService({ isBusyRefused: false })
  desktop = await startDesktop({ hasPanel: true })
})
test.afterEach(async () => {
  goOn()
  endHungTools()
  await deskline.quit()
  if (reader !== null) closeSync(reader)
  for (const child of children) child.kill('SIGKILL')
  await service.close()
  await desktop.stop()
  rmSync(folder, { recursive: true, force: true })
})

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', env: desktop.env, stdio: ['ignore', 'pipe', 'ignore'] })

const stop = (pid: number): void => {
  process.kill(pid, 'SIGSTOP')
  stopped.push(pid)
}
/** Replaces the log by a pipe that accepts nothing, like a hanging disk. */
const hangLog = (): void => {
  const log = join(deskline.userData, 'logs', 'deskline.log')
  renameSync(log, `${log}.before`)
  execFileSync('mkfifo', [log])
  hungLog = log
}

/** Resumes everything that was stopped; the process that waits for the pipe couldn't even end before. */
const goOn = (): void => {
  for (const pid of stopped.splice(0)) process.kill(pid, 'SIGCONT')
  for (const tool of hungTools) rmSync(join(folder, tool), { force: true })
  if (hungLog === null) return
  reader = openSync(hungLog, constants.O_RDONLY | constants.O_NONBLOCK)
  rmSync(hungLog)
  hungLog = null
}

/** The process id of the owner of a name on the desktop's session bus. */
const ownerOf = (name: string): number => {
  // prettier-ignore
  const said = run('gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus',
    '--object-path', '/org/freedesktop/DBus',
    '--method', 'org.freedesktop.DBus.GetConnectionUnixProcessID', name)
  return Number(/uint32 (\d+)/.exec(said)?.[1])
}

/** Ends leftover tools: a tool that outlives Deskline keeps its outputs open, and the tests wait for those. */
const endHungTools = (): void => {
  for (const pid of readFileSync(join(folder, 'hung'), 'utf8').split('\n')) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('sleep'))
        process.kill(Number(pid), 'SIGKILL')
    } catch {
      // Already ended.
    }
  }
}

/** Copies a text as a program that hangs right afterwards. */
const copyAndHang = async (text: string): Promise<void> => {
  const owner = spawn('xclip', ['-selection', 'clipboard', '-quiet'], {
    env: desktop.env,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  children.push(owner)
  owner.stdin.end(text)
  await expect(() => expect(run('xclip', '-selection', 'clipboard', '-o')).toBe(text)).toPass()
  if (owner.pid !== undefined) stop(owner.pid)
}

const hungTools = ['xdg-mime', 'xdg-settings', 'xdg-open', 'gdbus']

/** Writes a desktop tool that never ends. */
const writeHungTool = (name: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\necho $$ >> '${join(folder, 'hung')}'\nexec sleep 300\n`)
  chmodSync(join(folder, name), 0o755)
}

const start = async (): Promise<void> => {
  deskline = await startDeskline({
    env: { ...desktop.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
  })
  stalls = await watchStalls(deskline)
}

const unresponsive = (): Promise<string[]> =>
  deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok ? [...state.value.environment.value.unresponsive].sort() : []
  })

const expectNoStallBeside = async (undisturbedMs: number): Promise<void> => {
  const longestMs = await stalls.longestMs()
  console.log(`longest stall: ${Math.round(undisturbedMs)} ms undisturbed, ${Math.round(longestMs)} ms hung`)
  expect(longestMs).toBeLessThanOrEqual(mostStallMs(undisturbedMs))
}

/** Makes a complete call, from the number box to its end in the list. */
const call = async (number: string, shown: string): Promise<void> => {
  service.setScenario(number, 'answered-long')
  await dial(deskline.page, number)
  await expect(deskline.page.getByRole('article', { name: `${shown}: Talking` })).toBeVisible()
  service.hangUpAll()
  await expect(deskline.page.getByRole('row', { name: shown }).first()).toBeVisible()
}

test('a call works with notifications, clipboard, panel, tools and log hung, and the window says what hangs', async () => {
  await start()
  await signIn(deskline.page, service)
  await call('13800138000', '138 0013 8000')
  const undisturbedMs = await stalls.longestMs()

  for (const tool of hungTools) writeHungTool(tool)
  stop(ownerOf('org.freedesktop.Notifications'))
  stop(ownerOf('org.kde.StatusNotifierWatcher'))
  hangLog()
  await copyAndHang('13900139000')

  run('xdotool', 'key', '--clearmodifiers', dialKey)
  await deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) throw new Error(state.error.code)
    const { pages } = state.value.settings.value
    const calleeAnswered = { isOn: true, template: 'https://crm.example/?phone={callee}' }
    await window.deskline.commands['settings:change']({ pages: { ...pages, calleeAnswered } })
    void window.deskline.commands['links:set']({ isOurs: true })
  })
  // What the focused window shows isn't notified; the hot key has shown it, since it couldn't read the number.
  await deskline.page.evaluate(() => window.deskline.commands['window:hide'](undefined))
  await call('13800138001', '138 0013 8001')
  await expect.poll(unresponsive).toEqual(['clipboard', 'disk', 'link-tools', 'notifications'])
  await expect(deskline.page.getByText('notifications aren’t responding', { exact: false })).toBeVisible()
  await expect(deskline.page.getByText('The clipboard isn’t responding', { exact: false })).toBeVisible()
  await expect(deskline.page.getByText('The disk isn’t responding', { exact: false })).toBeVisible()
  await call('13800138002', '138 0013 8002')
  await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
  await expectNoStallBeside(undisturbedMs)
  const dialled = service.requests.entries().filter(({ method }) => method === 'POST')
  expect(dialled.map(({ body }) => (body as { calleeNumber: string }).calleeNumber)).not.toContain(
    '13900139000'
  )
  expect(service.live.subscribers(testAgentId)).toBe(1)

  // Neighbours that answer again are no longer listed.
  goOn()
  // Asked again when they are needed.
  copy('13900139001')
  run('xdotool', 'key', '--clearmodifiers', dialKey)
  await deskline.page.evaluate(() => window.deskline.commands['links:set']({ isOurs: false }))
  // The hanging tool has to reach its time limit first.
  await expect.poll(unresponsive).toEqual([])
})

test('with the key store and the proxy settings hung, sign-in works and the window offers to continue without', async () => {
  await start()
  await signIn(deskline.page, service)
  await call('13800138000', '138 0013 8000')
  const undisturbedMs = await stalls.longestMs()
  await deskline.quit()

  await start()
  stop(ownerOf('org.freedesktop.secrets'))
  await inMain(deskline.app, ({ session }) => {
    session.fromPartition('system-proxy').resolveProxy = () => new Promise(() => undefined)
  })
  await fillSignIn(deskline.page, service)
  // An address of this machine for which the system's proxy is consulted.
  const here = (address: string): string => address.replace(/127\.0\.0\.1|localhost/, '0.0.0.0')
  await deskline.page.getByLabel('API address').fill(here(service.apiPrefix))
  await deskline.page.getByLabel('Live line').fill(here(service.fayeUrl))
  await deskline.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(deskline.page.getByText('its proxy settings', { exact: false })).toBeVisible()
  await expect(deskline.page.getByText('password of its key ring', { exact: false })).toBeVisible()
  await deskline.page.getByRole('button', { name: 'Continue without' }).click()
  await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(deskline.page.getByText('The access token isn’t saved', { exact: false })).toBeVisible()
  await call('13800138001', '138 0013 8001')
  await expectNoStallBeside(undisturbedMs)
})
