import { readFileSync, statSync } from 'node:fs'
import { messages, type Locale } from '../../shared/messages'
import { errorCodeOf } from '../platform/error-code'
import { decodeText } from '../platform/files/read-json'
import { maxPolicyBytes } from '../policy/parsing/policy-reading'
import { explainPolicy } from '../policy/parsing/policy-explained'
import { findThisPolicy } from './compose-policy'

/** What `--check-policy` prints, and its exit code: 0 without a mistake, 1 with mistakes, 2 if it can't be read. */
export interface PolicyCheck {
  text: string
  exitCode: 0 | 1 | 2
}

function explained(text: string, locale: Locale): PolicyCheck {
  const words = messages[locale].administration.check
  const { lines, mistakes } = explainPolicy(text, locale, words)
  const summary = mistakes === 0 ? words.valid(lines.length) : words.invalid(mistakes)
  return { text: [...lines, summary].join('\n'), exitCode: mistakes === 0 ? 0 : 1 }
}

/** Explains the policy in `file`. */
function checkFile(file: string, locale: Locale): PolicyCheck {
  try {
    if (statSync(file).size > maxPolicyBytes) throw new RangeError('too large')
    return explained(decodeText(readFileSync(file)), locale)
  } catch (problem) {
    const reason = problem instanceof RangeError ? problem.message : errorCodeOf(problem)
    return { text: messages[locale].administration.check.problems.unreadable(file, reason), exitCode: 2 }
  }
}

/** Explains the policy in `file`, or, if that is null, what this computer applies. */
export function checkPolicy(file: string | null, locale: Locale): PolicyCheck {
  if (file !== null) return checkFile(file, locale)
  const words = messages[locale].administration.check
  const found = findThisPolicy()
  if (found.kind === 'none') return { text: words.noPolicy, exitCode: 0 }
  // A file is explained by its own lines, anything else by the lines of its values as JSON.
  const ofFile = found.place.endsWith('.json') ? checkFile(found.place, locale) : null
  if (found.kind === 'policy') {
    const check = ofFile ?? explained(JSON.stringify(found.policy, null, 2), locale)
    return { ...check, text: `${found.place}\n${check.text}` }
  }
  const problem = words.problems[found.problem](found.place, found.details.join('; '))
  const lines = found.problem === 'unreadable' ? '' : `\n${ofFile?.text ?? ''}`
  return { text: problem + lines, exitCode: found.problem === 'invalid' ? 1 : 2 }
}
