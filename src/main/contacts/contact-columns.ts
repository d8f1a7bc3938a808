import { contactLimits } from '../../shared/contacts/contacts'
import type { ContactColumn } from '../../shared/contacts/schema'
import { titleMeaning } from '../imports/lists/title-words'
import { lineText } from './contact-text'

// What the columns of a table of contacts contain, by their titles; without titles by their cells.

const fold = (title: string): string =>
  title
    .normalize('NFKC')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[_\-.:：*]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const familyTitle = /^(姓|姓氏|last name|lastname|surname|family name)$/
const givenTitle = /^(名|名字|first name|firstname|given name|forename|middle name|additional name)$/
const fullNames = [
  /^(联系人|客户|学员|会员|员工|家长|收件人|用户)?(姓名|全名)$|^(联系人|联系人名称|联系人名字)$|^(full ?name|display name|name|contact name|file as)$/,
  /^(客户|客户名|客户名称|称呼|昵称|名称|用户名|显示名称|联络人|contact|contacts|customer|customer name|client|client name|nickname)$/
]
const companyTitle =
  /公司|单位|企业|机构|厂商|工作地|^(company|company name|organi[sz]ation|organi[sz]ation( 1)?( name)?|employer|firm|business name|account name)$/
const companyOfCustomer = /^(客户|客户名称|名称|customer|customer name|client|client name)$/
const noteTitle = /备注|说明|附注|留言|^(notes?|remarks?|comments?|memo|description)$/
const rowNumberTitle = /^(序号|编号|行号|no|no\.|#|id|index)$/
/** Titles that say no more than that a column has numbers. */
const plainNumberTitle =
  /^(电话|电话号码|号码|联系电话|联系方式|联系号码|电话\d|phone|phone numbers?|phones?|telephone|tel|number|phone \d)$/

/** Which name the cells of a column are a part of, by its title. */
export const namePart = (title: string): 'family' | 'given' | 'full' => {
  const folded = fold(title)
  if (familyTitle.test(folded)) return 'family'
  return givenTitle.test(folded) ? 'given' : 'full'
}

const isNamePart = (title: string): boolean => namePart(title) !== 'full'

/** The column with the whole name: the best title, or none if there are columns with its parts. */
function fullNameColumn(titles: readonly string[]): number {
  for (const pattern of fullNames) {
    const at = titles.findIndex((title) => pattern.test(title))
    if (at !== -1) return at
  }
  return -1
}

/** Guesses by titles; null: the title says nothing. */
function byTitles(titles: readonly string[]): (ContactColumn['kind'] | null)[] {
  const hasParts =
    titles.some((title) => familyTitle.test(title)) && titles.some((title) => givenTitle.test(title))
  const whole = fullNameColumn(titles)
  const isWeak = whole !== -1 && !(fullNames[0]?.test(titles[whole] ?? '') ?? false)
  const nameAt = hasParts && (whole === -1 || isWeak) ? -1 : whole
  let hasCompany = titles.some((title) => companyTitle.test(title) && titleMeaning(title) !== 'phone')
  let isCompanyTaken = false
  return titles.map((title, at) => {
    if (title === '') return null
    if (at === nameAt) return 'name'
    if (isNamePart(title)) return nameAt === -1 ? 'name' : 'field'
    if (rowNumberTitle.test(title)) return 'ignored'
    if (titleMeaning(title) === 'phone') return 'number'
    if (companyTitle.test(title) || (!hasCompany && companyOfCustomer.test(title))) {
      hasCompany = true
      if (isCompanyTaken) return 'field'
      isCompanyTaken = true
      return 'company'
    }
    return noteTitle.test(title) ? 'note' : null
  })
}

const companyCell = /公司|有限|集团|银行|学校|医院|\b(inc|ltd|llc|gmbh|corp|co)\b\.?$/i

/** Guesses the columns of a table without titles by its cells: the first texts are names, companies have their words. */
function byCells(
  rows: readonly (readonly string[])[],
  numberColumns: ReadonlySet<number>,
  count: number
): ContactColumn['kind'][] {
  let hasName = false
  let hasCompany = false
  return Array.from({ length: count }, (_, column) => {
    if (numberColumns.has(column)) return 'number'
    const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
    const texts = cells.filter((cell) => /\p{L}/u.test(cell))
    if (texts.length === 0 || texts.length < cells.length / 2) return 'ignored'
    if (!hasCompany && texts.filter((cell) => companyCell.test(cell)).length > texts.length / 3) {
      hasCompany = true
      return 'company'
    }
    if (!hasName) {
      hasName = true
      return 'name'
    }
    return 'note'
  })
}

/** The label of a column, from its title. */
function labelOf(kind: ContactColumn['kind'], title: string): string {
  const label = lineText(title)
  return kind === 'number' && plainNumberTitle.test(fold(title)) ? '' : label
}

/**
 * Guesses what the columns of a table contain. `titles`: null if it has none. `numberColumns`: those whose cells are
 * telephone numbers.
 */
export function guessColumns(
  titles: readonly string[] | null,
  rows: readonly (readonly string[])[],
  numberColumns: readonly number[]
): ContactColumn[] {
  const width = rows.reduce((most, { length }) => Math.max(most, length), titles?.length ?? 0)
  const count = Math.min(width, contactLimits.maxColumns)
  const numbers = new Set(numberColumns)
  if (titles === null) return byCells(rows, numbers, count).map((kind) => ({ kind, label: '' }))
  const kinds = byTitles(Array.from({ length: count }, (_, at) => fold(titles[at] ?? '')))
  const hasName = kinds.includes('name')
  return kinds.map((known, at) => {
    const title = titles[at] ?? ''
    const other = numbers.has(at) ? 'number' : title.trim() === '' ? 'ignored' : 'field'
    // A table whose only texts have an unknown title still has names.
    const kind =
      known ??
      (!hasName && at === kinds.indexOf(null) && other === 'field' && !kinds.includes('company')
        ? 'name'
        : other)
    return { kind, label: labelOf(kind, title) }
  })
}
