import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { defaultSettings } from '../src/shared/app/settings'
import { openCampaigns } from './support/campaigns'
import { newFolder, newUserData, startDeskline, startPlain, type Deskline } from './support/deskline'
import { signIn, startService } from './support/sign-in'

// The user-data folder, tested with real programs on a real disk.

let deskline: Deskline | null = null

test.afterEach(async () => {
  await deskline?.quit()
  deskline = null
})

const settingsFile = (folder: string): string => join(folder, 'settings.json')
const keptSettings = (folder: string): unknown => JSON.parse(readFileSync(settingsFile(folder), 'utf8'))
const chooseTheme = (theme: 'dark' | 'light'): Promise<unknown> => {
  if (deskline === null) throw new Error('nothing runs')
  return deskline.page.evaluate((theme) => window.deskline.commands['settings:change']({ theme }), theme)
}

/** The visible windows. */
const windows = (): string[] =>
  spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Deskline$'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((id) => id !== '')

test('of two simultaneous starts one instance stays, with one window, and no file is damaged', async () => {
  const userData = newUserData()
  const stored = JSON.stringify({ version: 1, value: { ...defaultSettings, theme: 'dark' } })
  writeFileSync(settingsFile(userData), stored)
  for (let round = 0; round < 5; round += 1) {
    const both = [startPlain(userData), startPlain(userData)].map((process) => ({
      process,
      ended: once(process, 'exit').then(([code]) => code as number | null)
    }))
    try {
      expect(await Promise.race(both.map(({ ended }) => ended))).toBe(0)
      await expect.poll(windows).toHaveLength(1)
      expect(both.filter(({ process }) => process.exitCode === null)).toHaveLength(1)
    } finally {
      // Sent at the end of a desktop session.
      for (const { process } of both) process.kill('SIGTERM')
    }
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
    await expect.poll(windows).toHaveLength(0)
  }
  expect(readFileSync(settingsFile(userData), 'utf8')).toBe(stored)
  expect(readdirSync(userData).filter((name) => /unreadable|\.next\.|\.lock$/.test(name))).toEqual([])
})

const dismissed = async (running: Deskline): Promise<void> => {
  await running.page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(running.page.getByText('settings.json.unreadable', { exact: false })).toHaveCount(0)
}

test('settings of a newer version: known values are used, others kept, and a loss is shown until dismissed', async () => {
  const userData = newUserData()
  const { language, ...value } = {
    ...defaultSettings,
    theme: 'sepia',
    isTokenSentEverywhere: false,
    later: [1]
  }
  const later = `\uFEFF${JSON.stringify({ version: 999, value })}`
  expect(language).toBe('system')
  writeFileSync(settingsFile(userData), later)
  // Shown at each start until dismissed.
  for (let start = 0; start < 2; start += 1) {
    deskline = await startDeskline({ userData })
    await expect(deskline.page.getByText('settings.json.unreadable', { exact: false })).toBeVisible()
    if (start === 0) await chooseTheme('dark')
    else await dismissed(deskline)
    await deskline.quit()
  }
  expect(keptSettings(userData)).toMatchObject({
    version: 1,
    value: { theme: 'dark', isTokenSentEverywhere: false, later: [1] }
  })
  expect(readFileSync(`${settingsFile(userData)}.unreadable`, 'utf8')).toBe(later)
  deskline = await startDeskline({ userData })
  await expect(deskline.page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(deskline.page.getByText('settings.json.unreadable', { exact: false })).toHaveCount(0)
})

test('settings that can’t be saved are reported, the window keeps working, and saving resumes once possible', async () => {
  deskline = await startDeskline()
  const { page, userData } = deskline
  // A folder in its place makes writing fail for root too.
  rmSync(settingsFile(userData))
  mkdirSync(settingsFile(userData))
  await chooseTheme('dark')
  await expect(page.getByText('can’t be saved', { exact: false })).toBeVisible()
  await chooseTheme('light')
  await expect(page.getByText('can’t be saved', { exact: false })).toHaveCount(1)
  rmdirSync(settingsFile(userData))
  await chooseTheme('dark')
  await expect(page.getByText('can’t be saved', { exact: false })).toHaveCount(0)
  await expect.poll(() => existsSync(settingsFile(userData))).toBe(true)
  expect(keptSettings(userData)).toMatchObject({ value: { theme: 'dark' } })
})

/** Everything that Deskline keeps in `folder`, with its mode; Chromium's own files are in there too. */
function keptBelow(folder: string, isTop = true): [string, string][] {
  const own = /^(logs|recordings-cache|.*\.(json|previous|duckdb|wal|tmp))$/
  const chromiums = ['Preferences', 'Local State', 'DevToolsActivePort']
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    if (isTop && (!own.test(entry.name) || chromiums.includes(entry.name))) return []
    const path = join(folder, entry.name)
    const mode = (statSync(path).mode & 0o777).toString(8)
    return [[path, mode], ...(entry.isDirectory() ? keptBelow(path, false) : [])]
  })
}

for (const [title, isThere] of [
  ['made by Deskline', false],
  ['that others could read before', true]
] as const) {
  test(`no other user of this computer can read a folder ${title}, or what Deskline stores in it`, async () => {
    const parent = newFolder()
    chmodSync(parent, 0o755)
    const userData = join(parent, 'Deskline')
    if (isThere) {
      mkdirSync(join(userData, 'recordings-cache'), { recursive: true, mode: 0o755 })
      writeFileSync(settingsFile(userData), JSON.stringify({ version: 1, value: defaultSettings }), {
        mode: 0o644
      })
      writeFileSync(join(userData, 'recordings-cache', 'old'), '', { mode: 0o644 })
    }
    const service = await startService({ isBusyRefused: false })
    const atMs = Date.now() - 60_000
    const recordUrl = `${service.recordingsUrl}/a-call.wav`
    service.records.add({ id: 'a-call', startTime: new Date(atMs).toISOString(), recordUrl }, atMs, 20)
    try {
      deskline = await startDeskline({ userData })
      await chooseTheme('dark')
      await signIn(deskline.page, service)
      await openCampaigns(deskline)
      const opened = deskline.app.waitForEvent('window')
      await deskline.page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
      const records = await opened
      await records.waitForLoadState('load')
      const period = { startMs: Date.now() - 3_600_000, endMs: Date.now() }
      await records.evaluate((asked) => window.deskline.commands['records:load'](asked), period)
      const play = (): Promise<unknown> =>
        records.evaluate(() => window.deskline.commands['recordings:open']({ id: 'a-call' }))
      await expect.poll(play).toMatchObject({ ok: true })
      await expect
        .poll(() =>
          keptBelow(userData).filter(
            ([path, mode]) => mode !== (statSync(path).isDirectory() ? '700' : '600')
          )
        )
        .toEqual([])
      const names = keptBelow(userData).map(([path]) => path.slice(userData.length + 1))
      for (const kept of [
        /^settings\.json$/,
        /^calls-|^account/,
        /^records-.*\.duckdb$/,
        /^logs\/.*\.log$/,
        /^recordings-cache\/.*\.recording$/
      ]) {
        expect(names).toContainEqual(expect.stringMatching(kept))
      }
      expect(statSync(userData).mode & 0o777).toBe(0o700)
      if (process.getuid?.() !== 0) return
      // As root, also check as another user.
      const other = { uid: 65_534, gid: 65_534, encoding: 'utf8' } as const
      expect(spawnSync('ls', [parent], other).stdout).toBe('Deskline\n')
      for (const path of [userData, settingsFile(userData), join(userData, 'recordings-cache')]) {
        expect(spawnSync('cat', [path], other).stderr).toContain('Permission denied')
      }
    } finally {
      await service.close()
    }
  })
}
