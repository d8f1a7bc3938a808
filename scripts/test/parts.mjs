import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnDesktop } from '../desktop-session.mjs'
import { npmCommand, runInForeground } from '../setup/child-process.mjs'
import { projectFolder } from '../setup/paths.mjs'
import { resultOfCheck, resultOfPlaywright, resultOfVitest } from './results.mjs'

/**
 * @typedef {object} Part
 * @property {string} name its name in `npm test -- NAME`
 * @property {string} heading
 * @property {boolean} isSetUpWhole whether it needs Electron and the build, not only the packages
 * @property {boolean} runsBeside whether it runs beside the next part, which leaves processors idle at times
 * @property {(args: string[], env: NodeJS.ProcessEnv, onOutput?: (text: string) => void) => Promise<Omit<import('./results.mjs').PartResult, 'seconds'>>} run
 *   `onOutput` is passed to a part that runs beside another one: it gets the output, which isn't shown then
 */

const tool = (...path) => join(projectFolder, 'node_modules', ...path)

async function runNpmScript(script, args, env, onOutput) {
  const npm = npmCommand(['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])])
  return runInForeground(npm.command, npm.args, { env, shell: npm.shell, onOutput })
}

/** Runs a runner with a temporary file for its JSON report, and reads the report afterwards. */
async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-report-'))
  const file = join(folder, 'report.json')
  try {
    const exitCode = await run(file)
    let report
    try {
      report = JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      // The runner ended before writing its report, which counts as a failure.
    }
    return { report, exitCode }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runUnit(args, env) {
  const { report, exitCode } = await withReport((file) =>
    runInForeground(
      process.execPath,
      [
        tool('vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args
      ],
      { env }
    )
  )
  return resultOfVitest('unit', report, exitCode)
}

async function runEndToEnd(args, env) {
  const { report, exitCode } = await withReport((file) => {
    const cli = tool('@playwright', 'test', 'cli.js')
    const command = [
      process.execPath,
      cli,
      'test',
      '-c',
      'e2e/playwright.config.ts',
      '--reporter=list,json',
      ...args
    ]
    const reportEnv = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
    // On Linux always on virtual desktops, so that test windows don't take over the user's screen. Each worker has a
    // desktop with a notification daemon, key store and clipboard of its own (e2e/playwright.config.ts).
    const count = args.length > 0 ? 1 : Math.min(availableParallelism() + 1, 4)
    return process.platform === 'linux'
      ? runOnDesktop(command, { count, hasPanel: true, env: reportEnv })
      : runInForeground(command[0], command.slice(1), { env: reportEnv })
  })
  return resultOfPlaywright('e2e', report, exitCode)
}

/** The parts in the order they run. @type {Part[]} */
export const parts = [
  {
    name: 'checks',
    heading: 'Types, lint, borders, unused code, format',
    isSetUpWhole: false,
    runsBeside: true,
    run: async (args, env, onOutput) =>
      resultOfCheck('checks', await runNpmScript('check', args, env, onOutput))
  },
  { name: 'unit', heading: 'Unit and integration', isSetUpWhole: false, runsBeside: false, run: runUnit },
  { name: 'e2e', heading: 'End to end, in Electron', isSetUpWhole: true, runsBeside: false, run: runEndToEnd }
]
