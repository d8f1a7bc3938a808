import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { defaultSettings } from '../src/shared/settings'
import { newUserData, startDeskline, startPlain, type Deskline } from './support/deskline'

// The person's folder, by real programs on a real disk.

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

/** The windows that a person sees. */
const windows = (): string[] =>
  spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Deskline$'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((id) => id !== '')

test('of two starts at the same time one stays, with one window, and no file is damaged', async () => {
  const userData = newUserData()
  const stored = JSON.stringify({ version: 1, value: { ...defaultSettings, theme: 'dark' } })
  writeFileSync(settingsFile(userData), stored)
  for (let round = 0; round < 3; round += 1) {
    const both = [startPlain(userData), startPlain(userData)].map((process) => ({
      process,
      ended: once(process, 'exit').then(([code]) => code as number | null)
    }))
    const codes = await Promise.race(both.map(({ ended }) => ended))
    expect(codes).toBe(0)
    await expect.poll(windows).toHaveLength(1)
    const left = both.filter(({ process }) => process.exitCode === null)
    expect(left).toHaveLength(1)
    // What the end of a desktop session sends.
    left[0]?.process.kill('SIGTERM')
    expect(await left[0]?.ended).toBe(0)
    await expect.poll(windows).toHaveLength(0)
  }
  expect(readFileSync(settingsFile(userData), 'utf8')).toBe(stored)
  expect(readdirSync(userData).filter((name) => /unreadable|\.next\./.test(name))).toEqual([])
})

test('settings of a later version are kept aside and told, and what is chosen then is kept', async () => {
  const userData = newUserData()
  const later = '{"version":999,"value":{"theme":"sepia"}}'
  writeFileSync(settingsFile(userData), later)
  deskline = await startDeskline({ userData })
  await expect(deskline.page.getByText('settings.json.unreadable', { exact: false })).toBeVisible()
  await chooseTheme('dark')
  await expect.poll(() => existsSync(settingsFile(userData))).toBe(true)
  expect(keptSettings(userData)).toMatchObject({ version: 1, value: { theme: 'dark' } })
  await deskline.quit()
  deskline = await startDeskline({ userData })
  expect(keptSettings(userData)).toMatchObject({ value: { theme: 'dark' } })
  expect(readFileSync(`${settingsFile(userData)}.unreadable`, 'utf8')).toBe(later)
})

test('settings that cannot be saved are told, the window goes on, and they are saved once it is possible', async () => {
  deskline = await startDeskline()
  const { page, userData } = deskline
  // A folder in its place holds for root too.
  mkdirSync(settingsFile(userData))
  await chooseTheme('dark')
  await expect(page.getByText('cannot be saved', { exact: false })).toBeVisible()
  await chooseTheme('light')
  await expect(page.getByText('cannot be saved', { exact: false })).toHaveCount(1)
  rmdirSync(settingsFile(userData))
  await chooseTheme('dark')
  await expect.poll(() => existsSync(settingsFile(userData))).toBe(true)
  expect(keptSettings(userData)).toMatchObject({ value: { theme: 'dark' } })
})

test('nobody else on this computer can read the folder or what Deskline keeps in it', async () => {
  const parent = newUserData()
  chmodSync(parent, 0o755)
  // Made by Electron, as a person's is.
  const userData = join(parent, 'Deskline')
  deskline = await startDeskline({ userData })
  await chooseTheme('dark')
  await expect.poll(() => existsSync(settingsFile(userData))).toBe(true)
  expect(statSync(userData).mode & 0o777).toBe(0o700)
  const kept = readdirSync(userData).filter((name) => name.endsWith('.json'))
  expect(kept).toContain('settings.json')
  for (const name of kept) expect([name, statSync(join(userData, name)).mode & 0o777]).toEqual([name, 0o600])
  if (process.getuid?.() !== 0) return
  // Who may become somebody else tries it as well.
  const other = { uid: 65_534, gid: 65_534, encoding: 'utf8' } as const
  expect(spawnSync('ls', [parent], other).stdout).toBe('Deskline\n')
  for (const path of [userData, settingsFile(userData)]) {
    expect(spawnSync('cat', [path], other).stderr).toContain('Permission denied')
  }
})
