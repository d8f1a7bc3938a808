import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronExecutable } from '../../scripts/setup/electron-executable.mjs'
import { sandboxArguments } from '../../scripts/setup/sandbox.mjs'
import { defaultSettings } from '../../src/shared/app/settings'
import { answerQuestions } from './questions'

// The project folder: npm and Playwright both run in it.
const projectRoot = process.cwd()

/** Options that differ from a normal start. */
export interface StartOptions {
  /** The user-data folder; a new one by default. */
  userData?: string
  language?: 'en' | 'zh-CN'
  args?: string[]
  env?: Record<string, string>
  /** The folder or archive that Electron runs; the project's build by default. */
  program?: string
}

/** A Deskline running in a real Electron. */
export interface Deskline {
  app: ElectronApplication
  page: Page
  userData: string
  /** The process id of the main process. */
  pid: number
  /** Quits it as the user would. */
  quit(): Promise<void>
}

const folders: string[] = []

const { callingRules, records } = defaultSettings

/**
 * Settings that differ from the defaults: tests run at any time of day, so calling hours don't ask, and the records window
 * shows everyone's calls, which most tests are about.
 */
export const ownSettings = {
  callingRules: { ...callingRules, hours: { ...callingRules.hours, action: 'off' as const } },
  records: { ...records, isOwnShown: false }
}

/** A new empty folder, removed at the end of the tests. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-e2e-'))
  folders.push(folder)
  return folder
}

/** The contents of `memory.json` after the guide and the first close of the window. */
const memory = { isGuideSeen: true, isPutAwayTold: true }

/** A new user-data folder, removed at the end of the tests. `isNew`: its user has never signed in before. */
export function newUserData({ isNew = false } = {}): string {
  const folder = newFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, value: ownSettings }))
  if (!isNew) writeFileSync(join(folder, 'memory.json'), JSON.stringify({ version: 1, value: memory }))
  return folder
}

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const launchArgs = (userData: string, { args = [], program = projectRoot }: StartOptions): string[] => [
  ...sandboxArguments(),
  `--user-data-dir=${userData}`,
  program,
  ...args
]

const environment = ({ language = 'en', env = {} }: StartOptions): Record<string, string> => {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(own), LANGUAGE: language === 'en' ? 'en' : 'zh_CN', ...env }
}

const launch = (userData: string, options: StartOptions): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: electronExecutable(),
    args: launchArgs(userData, options),
    env: environment(options)
  })

/** Starts Deskline and waits for its window. Native questions are answered with yes. */
export async function startDeskline(options: StartOptions = {}): Promise<Deskline> {
  const userData = options.userData ?? newUserData()
  const app = await launch(userData, options)
  await answerQuestions(app, 'yes')
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  const pid = app.process().pid
  if (pid === undefined) throw new Error('Deskline has no process')
  return { app, page, userData, pid, quit: () => app.close() }
}

/** Starts Deskline as at log-in: without a window. */
export async function startHidden(): Promise<Pick<Deskline, 'app'>> {
  return { app: await launch(newUserData(), { args: ['--hidden'] }) }
}

/** Starts Deskline as a launcher would, without driving it; used for second starts. */
export function startPlain(userData: string, args: string[] = [], options: StartOptions = {}): ChildProcess {
  return spawn(electronExecutable(), launchArgs(userData, { ...options, args }), {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe']
  })
}
