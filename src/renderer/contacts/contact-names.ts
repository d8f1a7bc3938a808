import type { ContactRow } from '../../shared/contacts/schema'
import { formatNumber } from '../../shared/numbers/number'

/** The name of a contact, else its company, else its first number. */
export function contactTitle({
  name,
  company,
  numbers
}: Pick<ContactRow, 'name' | 'company' | 'numbers'>): string {
  if (name !== '') return name
  if (company !== '') return company
  return formatNumber(numbers[0]?.number ?? '')
}
