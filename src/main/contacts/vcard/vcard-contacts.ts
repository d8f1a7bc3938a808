import type { ContactContent } from '../../../shared/contacts/schema'
import { findNumbers } from '../../numbers/number'
import { numberKey } from '../../numbers/number-key'
import type { CardWords } from '../contacts-operations'
import { createCardLines, valueParts, valueText, type CardProperty } from './vcard-lines'

/** The property of Deskline's own exports for a free field; its name is the group's X-ABLabel. */
export const fieldProperty = 'X-DESKLINE-FIELD'
/** Apple's property for a card that is shown as its company: FN then isn't the name of a person. */
export const namelessProperty = 'X-ABSHOWAS'

/** Reads the contacts of a vCard file, line by line. */
export interface CardReader {
  /** Returns the contact that ends with this line; null: none does. */
  push(line: string): ContactContent | null
}

/** Properties that become free fields, and their word. */
const fieldWords: ReadonlyMap<string, keyof CardWords> = new Map([
  ['EMAIL', 'email'],
  ['TITLE', 'title'],
  ['ROLE', 'title'],
  ['ADR', 'address'],
  ['URL', 'website'],
  ['BDAY', 'birthday'],
  ['NICKNAME', 'nickname']
])

const typeWords: ReadonlyMap<string, keyof CardWords> = new Map([
  ['cell', 'mobile'],
  ['iphone', 'mobile'],
  ['work', 'work'],
  ['home', 'home'],
  ['fax', 'fax'],
  ['pager', 'pager']
])

/** Most properties of one card that are kept; the rest is dropped. */
const mostProperties = 500

const chinese = /\p{Script=Han}/u

/** Apple writes its own labels as _$!<Mobile>!$_. */
const plainLabel = (label: string): string => label.replace(/^_\$!<(.*)>!\$_$/, '$1')

/** The name from the parts of N: family; given; additional; prefix; suffix. */
function nameOfParts(value: string): string {
  const [family = '', given = '', additional = ''] = valueParts(value, ';').map((part) => part.trim())
  if (chinese.test(family + given)) return family + additional + given
  return [given, additional, family].filter((part) => part !== '').join(' ')
}

function labelOfTypes({ params }: CardProperty, words: CardWords): string {
  const known = (params.get('TYPE') ?? []).flatMap((type) => typeWords.get(type.trim().toLowerCase()) ?? [])
  // A fax at work is a fax first of all.
  const [first] = [...new Set(known)].toSorted(
    (one, other) => Number(other === 'fax') - Number(one === 'fax')
  )
  return first === undefined ? '' : words[first]
}

function numbersOf(value: string): string[] {
  const text = valueText(value).replace(/;.*$/s, '')
  const found = findNumbers(text).map(({ dial }) => dial)
  if (found.length > 0) return found.filter((dial) => /^\d{1,40}$/.test(dial))
  const digits = text.replaceAll(/[^\d]/g, '')
  return /^[\d\s()+./-]+$/.test(text.replace(/^tel:/i, '')) && /^\d{3,20}$/.test(digits) ? [digits] : []
}

/** The value of a property that becomes a free field. */
function fieldValue({ name, value }: CardProperty): string {
  if (name !== 'ADR') return valueText(value)
  return valueParts(value, ';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
}

/** The contact of one card. */
function contactOfCard(properties: readonly CardProperty[], words: CardWords): ContactContent {
  const labels = new Map(
    properties
      .filter(({ group, name }) => group !== '' && name === 'X-ABLABEL')
      .map(({ group, value }) => [group, plainLabel(valueText(value))])
  )
  const first = (name: string): CardProperty | undefined =>
    properties.find((one) => one.name === name && one.value.trim() !== '')
  const labelOf = (property: CardProperty, other: string): string => labels.get(property.group) || other
  const contact: ContactContent = { name: '', company: '', numbers: [], fields: [], note: '' }
  const [company = '', department = ''] = valueParts(first('ORG')?.value ?? '', ';')
  contact.company = company.trim()
  for (const property of properties) {
    const { name, value } = property
    const word = fieldWords.get(name)
    if (name === 'TEL')
      for (const number of numbersOf(value))
        contact.numbers.push({ label: labelOf(property, labelOfTypes(property, words)), number })
    else if (name === 'NOTE')
      contact.note = [contact.note, valueText(value)].filter((text) => text !== '').join('\n')
    else if (name === fieldProperty)
      contact.fields.push({ name: labelOf(property, ''), value: valueText(value) })
    else if (word !== undefined)
      contact.fields.push({ name: labelOf(property, words[word]), value: fieldValue(property) })
  }
  if (department.trim() !== '') contact.fields.push({ name: words.department, value: department.trim() })
  const isNameless = first(namelessProperty) !== undefined
  const name = valueText(first('FN')?.value ?? '').trim() || nameOfParts(first('N')?.value ?? '')
  const isNumber =
    contact.numbers.some(({ number }) => numberKey(number) === numberKey(name)) && !/\p{L}/u.test(name)
  return { ...contact, name: isNameless || isNumber ? '' : name }
}

/** Creates a reader. A card that isn't ended when the next one begins counts as it is; text outside of cards doesn't. */
export function createCardReader(words: CardWords): CardReader {
  const lines = createCardLines()
  let properties: CardProperty[] | null = null

  return {
    push(line) {
      const property = lines.push(line)
      if (property === null) return null
      const isCard = /^vcard$/i.test(property.value.trim())
      if (property.name === 'BEGIN' && isCard) {
        const former = properties
        properties = []
        return former === null || former.length === 0 ? null : contactOfCard(former, words)
      }
      if (property.name === 'END' && isCard) {
        const ended = properties
        properties = null
        return ended === null ? null : contactOfCard(ended, words)
      }
      if (properties !== null && properties.length < mostProperties) properties.push(property)
      return null
    }
  }
}
