import type { ContactContent } from '../../../shared/contacts/schema'
import { fieldProperty, namelessProperty } from './vcard-contacts'

// vCard 4.0 (RFC 6350). Labels of numbers and names of fields are free texts, for which it has no parameter: they are
// written as other address books write them, by a group with an X-ABLabel.

/** Octets of a line, without its end (RFC 6350, 3.2). */
const lineBytes = 75

const escaped = (text: string): string => text.replaceAll(/[\\,;]/g, '\\$&').replaceAll(/\r\n?|\n/g, '\\n')

/** Folds a line at characters, so that none is split. */
function folded(line: string): string {
  const lines: string[] = []
  let part = ''
  let bytes = 0
  for (const char of line) {
    const size = Buffer.byteLength(char)
    if (bytes + size > lineBytes) {
      lines.push(part)
      part = ' '
      bytes = 1
    }
    part += char
    bytes += size
  }
  return [...lines, part].map((one) => `${one}\r\n`).join('')
}

/** A contact as a vCard. One without a name is written under its company or number, and marked as such. */
export function vcardOf({ name, company, numbers, fields, note }: ContactContent): string {
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', `FN:${escaped(name || company || (numbers[0]?.number ?? ''))}`]
  if (name === '') lines.push(`${namelessProperty}:COMPANY`)
  if (company !== '') lines.push(`ORG:${escaped(company)}`)
  let group = 0
  const grouped = (label: string, property: string): void => {
    if (label === '') {
      lines.push(property)
      return
    }
    group += 1
    lines.push(`item${group}.${property}`, `item${group}.X-ABLabel:${escaped(label)}`)
  }
  for (const { label, number } of numbers) grouped(label, `TEL;VALUE=text:${number}`)
  for (const field of fields) grouped(field.name, `${fieldProperty}:${escaped(field.value)}`)
  if (note !== '') lines.push(`NOTE:${escaped(note)}`)
  lines.push('END:VCARD')
  return lines.map(folded).join('')
}
