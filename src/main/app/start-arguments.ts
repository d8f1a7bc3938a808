import { app } from 'electron'
import { resolve } from 'node:path'
import { desktopMessages } from '../../shared/messages/desktop'
import { chooseLocale, type Locale } from '../../shared/platform/locale'
import { readCommandLine } from '../dialling/command-line'
import { runWithoutDisplay } from './without-display'
import { isRemoteDebugged } from '../platform/security/remote-debugging'

/**
 * Returns the arguments meant for Deskline. In a packaged program only the executable precedes them; when run from
 * source, Electron's own switches and the project folder come first.
 */
export function ownArguments(argv: readonly string[]): readonly string[] {
  if (app.isPackaged) return argv.slice(1)
  const folder = argv.findIndex((argument, at) => at > 0 && resolve(argument) === resolve(app.getAppPath()))
  return argv.slice(Math.max(folder, 0) + 1)
}

/** The language of a terminal; its variables say zh_CN.UTF-8, and LANGUAGE can list several. */
export const terminalLocale = (): Locale =>
  chooseLocale((process.env['LANGUAGE'] ?? process.env['LANG'] ?? '').replaceAll('_', '-').split(':'))

/**
 * Answers on standard output whatever needs no running program: `--help`, `--version`, `--check-policy`, `clean-up`, an
 * unknown command, a refused debugger. Returns the exit code, or null when the program should start.
 */
export function answerAtOnce(args: readonly string[]): number | Promise<number> | null {
  const request = readCommandLine(args)
  const locale = terminalLocale()
  const words = desktopMessages[locale]
  if (isRemoteDebugged()) {
    process.stdout.write(`${words.debuggerRefused}\n`)
    return 2
  }
  const say = (answer: { text: string; exitCode: number }): number => {
    process.stdout.write(`${answer.text}
`)
    return answer.exitCode
  }
  if (request.kind === 'check-policy' || request.kind === 'clean-up' || request.kind === 'provision') {
    const exitCode = runWithoutDisplay()
    if (exitCode !== null) return exitCode
  }
  if (request.kind === 'check-policy') {
    return import('./check-policy').then(({ checkPolicy }) => say(checkPolicy(request.file, locale)))
  }
  if (request.kind === 'clean-up') {
    return import('./clean-up').then(({ cleanUp }) => cleanUp(words.cleanUp)).then(say)
  }
  if (request.kind !== 'help' && request.kind !== 'version' && request.kind !== 'unknown') return null
  const answer = {
    help: words.help,
    version: `${words.appName} ${app.getVersion()}`,
    unknown: request.kind === 'unknown' ? `${words.unknownCommand(request.word)}\n\n${words.help}` : ''
  }[request.kind]
  process.stdout.write(`${answer}\n`)
  return request.kind === 'unknown' ? 2 : 0
}
