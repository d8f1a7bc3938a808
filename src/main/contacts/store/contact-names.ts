import type { DuckDBConnection } from '@duckdb/node-api'
import type { ContactName } from '../../../shared/contacts/schema'
import { rowsOf, textOf } from '../../platform/database/statements'
import { lineText } from '../contact-text'
import { numberKey } from '../../numbers/number-key'

/** Contacts of one number that are named; a switchboard can have thousands. */
const mostNamed = 3

interface Owner {
  id: string
  name: string
  company: string
  numbers: string
}

/** The label of the number with this key. */
function labelOf(numbersJson: string, key: string): string {
  const numbers = JSON.parse(numbersJson) as { label: string; number: string }[]
  return numbers.find(({ number }) => numberKey(number) === key)?.label ?? ''
}

/** One name for all contacts that have a number: their names, and their company if it is the same. */
function nameOf(owners: readonly Owner[], key: string): ContactName {
  const [first] = owners
  const names = [...new Set(owners.map(({ name }) => name).filter((name) => name !== ''))]
  const shown = names.slice(0, mostNamed)
  if (names.length > mostNamed) shown.push('…')
  const isSameCompany = owners.every(({ company }) => company === first?.company)
  return {
    contactId: first?.id ?? null,
    name: lineText(shown.join(' / ')),
    company: isSameCompany ? (first?.company ?? '') : '',
    label: first === undefined ? '' : labelOf(first.numbers, key),
    link: null
  }
}

/** Who the numbers belong to; those without a contact are left out. */
export async function readNames(
  connection: DuckDBConnection,
  numbers: readonly string[]
): Promise<{ number: string; name: ContactName }[]> {
  const keys = [...new Set(numbers.map(numberKey))]
  if (keys.length === 0) return []
  const rows = await rowsOf(
    connection,
    `SELECT o.key, c.id, c.name, c.company, c.numbers
       FROM (
         SELECT key, n FROM numbers WHERE key IN (SELECT unnest($keys))
         QUALIFY row_number() OVER (PARTITION BY key ORDER BY n) <= ${mostNamed + 1}
       ) o JOIN contacts c ON c.n = o.n
       ORDER BY o.n`,
    { keys }
  )
  const owners = new Map<string, Owner[]>()
  for (const [key, id, name, company, json] of rows) {
    const owner = { id: textOf(id), name: textOf(name), company: textOf(company), numbers: textOf(json) }
    owners.set(textOf(key), [...(owners.get(textOf(key)) ?? []), owner])
  }
  return numbers.flatMap((number) => {
    const key = numberKey(number)
    const found = owners.get(key)
    return found === undefined ? [] : [{ number, name: nameOf(found, key) }]
  })
}
