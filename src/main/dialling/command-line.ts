import { isPhoneLink } from '../numbers/phone-link'

/** The command of a first or second start, parsed from its arguments. */
export type CommandLine =
  | { kind: 'open' }
  /** Started at login: no window. */
  | { kind: 'hidden' }
  | { kind: 'help' }
  | { kind: 'version' }
  | { kind: 'dial'; text: string }
  /** `url`: a tel: or callto: URI, unchanged. */
  | { kind: 'link'; url: string }
  | { kind: 'redial' }
  /** `file`: the policy to explain; null: this computer's. */
  | { kind: 'check-policy'; file: string | null }
  /** `file`: an account with its token; `-` for standard input. */
  | { kind: 'provision'; file: string }
  /** Removes what Deskline wrote outside of its own folder, before it is uninstalled. */
  | { kind: 'clean-up' }
  | { kind: 'unknown'; word: string }

/** The text to dial is truncated to this many characters. */
const longestText = 10_000

/** An unknown word is truncated to this many characters. */
const shownWord = 60

/**
 * Parses the arguments after the executable (and the project path). If a phone link is present, all other arguments
 * are ignored: a link that injects arguments remains a link, which asks before calling. Switches of Chromium and
 * Electron are ignored too.
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const url = argv.find(isPhoneLink)
  if (url !== undefined) return { kind: 'link', url }

  const has = (...names: string[]): boolean => argv.some((word) => names.includes(word))
  const words = argv.filter((word) => !/^--|^-psn_/.test(word))
  const [command, ...others] = words
  if (has('--help', '-h') || command === 'help') return { kind: 'help' }
  if (has('--version')) return { kind: 'version' }
  const check = argv.find((word) => /^--check-policy(?:=|$)/.test(word))
  if (check !== undefined) {
    return { kind: 'check-policy', file: check.split('=').slice(1).join('=') || (command ?? null) }
  }
  switch (command) {
    case undefined:
      return has('--hidden') ? { kind: 'hidden' } : { kind: 'open' }
    case 'dial':
      return { kind: 'dial', text: others.join(' ').slice(0, longestText) }
    case 'provision':
      return others.length === 1 && others[0] !== undefined
        ? { kind: 'provision', file: others[0] }
        : unknown(command)
    case 'redial':
      return others[0] === undefined ? { kind: 'redial' } : unknown(others[0])
    case 'clean-up':
      return others[0] === undefined ? { kind: 'clean-up' } : unknown(others[0])
    default:
      return unknown(command)
  }
}

const unknown = (word: string): CommandLine => ({ kind: 'unknown', word: word.slice(0, shownWord) })
