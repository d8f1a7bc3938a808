import { isPhoneLink } from '../numbers/phone-link'

/** What the arguments of a start, or of a second start, ask for. */
export type CommandLine =
  | { kind: 'open' }
  /** Started at login: no window. */
  | { kind: 'hidden' }
  | { kind: 'help' }
  | { kind: 'version' }
  | { kind: 'dial'; text: string }
  /** `url`: a tel: or callto: URI as it was handed over. */
  | { kind: 'link'; url: string }
  | { kind: 'redial' }
  | { kind: 'unknown'; word: string }

/** A longer text is no number to dial. */
const longestText = 10_000

/** An unknown word is shown up to this many characters. */
const shownWord = 60

/**
 * Reads the arguments after the program's own (and after the project's path). Whatever stands beside a
 * phone link is ignored: a link that smuggles in other arguments stays a link, which asks before it calls.
 * Switches of Chromium and Electron are ignored too.
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const url = argv.find(isPhoneLink)
  if (url !== undefined) return { kind: 'link', url }

  const has = (...names: string[]): boolean => argv.some((word) => names.includes(word))
  const words = argv.filter((word) => !/^--|^-psn_/.test(word))
  const [command, ...others] = words
  if (has('--help', '-h') || command === 'help') return { kind: 'help' }
  if (has('--version')) return { kind: 'version' }
  switch (command) {
    case undefined:
      return has('--hidden') ? { kind: 'hidden' } : { kind: 'open' }
    case 'dial':
      return { kind: 'dial', text: others.join(' ').slice(0, longestText) }
    case 'redial':
      return others[0] === undefined ? { kind: 'redial' } : unknown(others[0])
    default:
      return unknown(command)
  }
}

const unknown = (word: string): CommandLine => ({ kind: 'unknown', word: word.slice(0, shownWord) })
