import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { electronExecutable } from '../scripts/setup/electron-executable.mjs'
import { newFolder, startDeskline } from '../e2e/support/deskline'
import { MeasuredProgram, type Subject } from './start/measured-program'
import { activityBetween, activityOf, cpuMsOf, memoryOf } from './start/processes'
import { facts, reportOf, type Facts } from './start/report'
import { replaceSection } from './start/table'

// The start, memory and idle work of Deskline, compared with bare Electron programs (tray only; tray and a
// hello-world window) in interleaved rounds, as ratios: absolute times belong to a machine.
// `npm run bench -- start [--rounds 10] [--long 3] [--settle 60] [--idle 30] [--only PART_OF_NAME]`
// The first `long` rounds also measure memory and idle work, `settle` seconds after the start and after closing the
// window, over `idle` seconds. With ten rounds or more of all programs, writes bench/results/start.json and the table
// in docs/performance.md.

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    long: { type: 'string', default: '3' },
    settle: { type: 'string', default: '60' },
    idle: { type: 'string', default: '30' },
    only: { type: 'string', default: '' }
  }
})
const [rounds, longRounds] = [Number(given.rounds), Number(given.long)]
const [settleMs, idleMs] = [Number(given.settle) * 1_000, Number(given.idle) * 1_000]

/** The start is over by then, with everything that was deferred; its CPU time is read then, in ms. */
const startOverMs = 10_000
/** Between closing the window and reopening it while its page still exists, in ms. */
const brieflyHiddenMs = 2_000
/** Starts that aren't counted: Chromium keeps the compiled scripts of a page from its second load on. */
const warmUps = 2

/** Creates a user-data folder that is signed in to the demo line, and returns its path. */
async function signedInFolder(): Promise<string> {
  const deskline = await startDeskline()
  await deskline.page.evaluate(() => window.deskline.commands['session:start-demo'](undefined))
  await deskline.quit()
  return deskline.userData
}

const deskline = (name: string, userData: string, isHidden = false): Subject => ({
  name,
  userData,
  program: 'deskline',
  args: isHidden ? ['--hidden'] : [],
  hasWindow: !isHidden
})

async function idleFacts(pid: number): Promise<{ idleCpu: number; wakeUps: number }> {
  const before = activityOf(pid)
  await pause(idleMs)
  const { runMs, wakeUps } = activityBetween(before, activityOf(pid))
  return { idleCpu: (runMs / idleMs) * 100, wakeUps: wakeUps / (idleMs / 1_000) }
}

const totalOf = (memory: ReadonlyMap<string, number>): number =>
  [...memory.values()].reduce((sum, megabytes) => sum + megabytes, 0)

/** Memory and idle work with the window shown, then hidden, and how long opening it again takes. */
async function measureStanding(running: MeasuredProgram, { hasWindow, program }: Subject): Promise<Facts> {
  const { pid } = running
  const found: Facts = {}
  await running.until(settleMs)
  if (hasWindow) {
    found.memoryShown = totalOf(memoryOf(pid))
    const { idleCpu, wakeUps } = await idleFacts(pid)
    Object.assign(found, { idleCpuShown: idleCpu, wakeUpsShown: wakeUps })
    running.close()
    await pause(brieflyHiddenMs)
    found.reopenedHidden = await running.reopen()
    running.close()
    await pause(settleMs)
  }
  const memory = memoryOf(pid)
  found.memoryHidden = totalOf(memory)
  found.parts = Object.fromEntries(memory)
  Object.assign(found, await idleFacts(pid))
  if (program !== 'tray') found.reopenedLater = await running.reopen()
  return found
}

async function measure(subject: Subject, isLong: boolean): Promise<Facts> {
  const running = new MeasuredProgram(subject)
  try {
    const found: Facts = { ready: await running.reached('ready'), tray: await running.reached('tray') }
    if (subject.hasWindow) {
      found.paint = await running.reached('paint')
      found.usable = await running.reached('usable')
    }
    await running.until(startOverMs)
    found.cpu = cpuMsOf(running.pid)
    return isLong ? { ...found, ...(await measureStanding(running, subject)) } : found
  } finally {
    await running.quit()
  }
}

const signedIn = await signedInFolder()
const all: Subject[] = [
  { name: 'Bare Electron, tray only', program: 'tray', userData: newFolder(), args: [], hasWindow: false },
  { name: 'Bare Electron, hello world', program: 'window', userData: newFolder(), args: [], hasWindow: true },
  deskline('Deskline, signed out', newFolder()),
  deskline('Deskline, started hidden', signedIn, true),
  deskline('Deskline, signed in', signedIn)
]
const subjects = all.filter(({ name }) => name.toLowerCase().includes(given.only.toLowerCase()))

const measured = new Map<string, Facts[]>(subjects.map(({ name }) => [name, []]))
for (let round = -warmUps; round < rounds; round += 1) {
  for (const subject of subjects) {
    const found = await measure(subject, round >= 0 && round < longRounds)
    if (round < 0) continue
    measured.get(subject.name)?.push(found)
    const { parts, ...figures } = found
    console.log(
      `${round + 1}  ${subject.name.padEnd(27)} ${Object.entries(figures)
        .map(([name, value]) => `${name} ${value.toFixed(1)}`)
        .join('  ')}${parts === undefined ? '' : `  ${JSON.stringify(parts)}`}`
    )
  }
}

const version = readFileSync(join(dirname(electronExecutable()), 'version'), 'utf8').trim()
const machine =
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
  `Linux, virtual screen without a GPU, Electron ${version}`
const report = reportOf(measured)
console.log(`\n${machine}\n\n${report}`)
if (rounds >= 10 && given.only === '') {
  mkdirSync('bench/results', { recursive: true })
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(
    'bench/results/start.json',
    `${JSON.stringify({ day, machine, rounds, longRounds, settleMs, idleMs, facts, measured: Object.fromEntries(measured) }, null, 2)}\n`
  )
  replaceSection(
    'docs/performance.md',
    'start',
    `${day}, ${rounds} rounds (memory and idle: ${longRounds}). ${machine}.\n\n${report}`
  )
}
