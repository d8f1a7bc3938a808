import { maskNumber } from '../../shared/number'

/**
 * A line as it may be logged: runs of digits that could be a phone number are masked, and whatever
 * stands after `access_token` is taken out. The token itself is never given to the log; this is the
 * second door.
 */
export function redactLine(line: string): string {
  return line
    .replace(/(access_token["']?\s*[=:]\s*["']?)[^\s&"']+/gi, '$1…')
    .replace(/\+?\d[\d -]{5,}\d/g, (digits) => maskNumber(digits.replace(/\D/g, '')))
}
