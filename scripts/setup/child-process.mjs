import { spawn } from 'node:child_process'
import { clearProgress, showProgress } from './announce.mjs'
import { projectFolder } from './paths.mjs'

const keptOutputChars = 20_000

/** @typedef {{ code: number, output: string }} QuietResult */

/**
 * Runs a program without showing its output; progress shows the label and the elapsed seconds.
 * Never throws: a program that can't be started results in code 127.
 * @param {string} command
 * @param {string[]} args
 * @param {{ label?: string, cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, status?: () => string }} [options]
 *   `status` adds text to the progress line
 * @returns {Promise<QuietResult>}
 */
export function runQuietly(command, args, options = {}) {
  const { label, status, cwd = projectFolder, env = process.env, shell = false } = options
  return new Promise((resolve) => {
    const startedAt = Date.now()
    let output = ''
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptOutputChars)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    const ticker = setInterval(() => {
      if (!label) return
      const seconds = Math.round((Date.now() - startedAt) / 1000)
      showProgress(`${label}: ${status ? `${status()}, ` : ''}${seconds} s`)
    }, 500)
    const finish = (code) => {
      clearInterval(ticker)
      if (label) clearProgress()
      resolve({ code, output })
    }
    child.once('error', (error) => {
      keep(String(error))
      finish(127)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}

/**
 * Returns the command line for npm: the npm that started this script, otherwise the one on the path.
 * @param {string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) {
    return { command: process.execPath, args: [cli, ...args], shell: false }
  }
  const isWindows = process.platform === 'win32'
  return { command: isWindows ? 'npm.cmd' : 'npm', args, shell: isWindows }
}

/** The last lines of a program's output, indented, for an error message. */
export function lastLines(output, count = 15) {
  return output
    .trim()
    .split('\n')
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n')
}

/**
 * Runs a program in the foreground and passes SIGINT and SIGTERM on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, shell?: boolean, onOutput?: (text: string) => void }} [options]
 *   `onOutput` gets its output, which isn't shown then
 * @returns {Promise<number>} its exit code, 128 + n after a signal, 127 when it can't be started
 */
export function runInForeground(command, args, options = {}) {
  const { env = process.env, cwd = projectFolder, shell = false, onOutput } = options
  return new Promise((resolve) => {
    const output = onOutput ? 'pipe' : 'inherit'
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: [onOutput ? 'ignore' : 'inherit', output, output]
    })
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput)
    const passOn = (signal) => {
      // A terminal sends Ctrl-C to the whole process group, so the child already has it.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    const onInt = () => passOn('SIGINT')
    const onTerm = () => passOn('SIGTERM')
    process.on('SIGINT', onInt)
    process.on('SIGTERM', onTerm)
    const finish = (code) => {
      process.off('SIGINT', onInt)
      process.off('SIGTERM', onTerm)
      resolve(code)
    }
    child.once('error', (error) => {
      console.error(`deskline: ${command} can't be started: ${error.message}`)
      finish(127)
    })
    // `close` comes after the last output.
    child.once('close', (code, signal) => finish(code ?? exitCodeOfSignal(signal)))
  })
}

/** The shell's exit code for a process ended by a signal. */
export const exitCodeOfSignal = (signal) =>
  128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 1)
