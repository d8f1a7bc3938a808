import { formatNumber, mobileDigits } from '../numbers/number'
import { plainText } from '../platform/plain-text'
import type { ContactName, ContactNames } from './schema'

/** The longest name in the tray, in notifications and in menus, in characters. */
export const maxBriefName = 40

/** Letters that are written from right to left. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Isolates a text whose letters would otherwise move the digits beside it (Unicode UAX 9, FSI … PDI). */
const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)

/** Truncates a text to whole characters, with an ellipsis. */
function truncated(text: string, maxLength: number): string {
  const characters = Array.from(text)
  return characters.length <= maxLength
    ? text
    : `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
}

/** Returns who a number belongs to; undefined while or if it isn't known. */
export function contactNameOf(names: ContactNames, number: string): ContactName | undefined {
  const named = (key: string): ContactName | undefined => (Object.hasOwn(names, key) ? names[key] : undefined)
  // A call that was started elsewhere can hold the number with a country code or a leading 0.
  return named(number) ?? named(mobileDigits(number) ?? number)
}

/** Name and company on one line, as far as known: 张伟 · 天成贸易. Empty for an unknown number. */
export function nameText(name: Pick<ContactName, 'name' | 'company'> | undefined): string {
  if (name === undefined) return ''
  return [name.name, name.company]
    .map(plainText)
    .filter((part) => part !== '')
    .join(' · ')
}

/** A number with its name for a sentence: 张伟 · 天成贸易 138 0013 8000, or the formatted number alone. */
export function namedNumber(names: ContactNames, number: string, maxName = Infinity): string {
  const name = nameText(contactNameOf(names, number))
  const formatted = formatNumber(number)
  return name === '' ? formatted : `${isolated(truncated(name, maxName))} ${formatted}`
}

/** Like {@link namedNumber}, for places with little room that others draw: the tray, notifications, menus. */
export const brieflyNamedNumber = (names: ContactNames, number: string): string =>
  namedNumber(names, number, maxBriefName)
