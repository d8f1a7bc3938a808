import User from '@lucide/svelte/icons/user'
import type { ContactRow } from '../../../shared/contacts/schema'
import { formatNumber } from '../../../shared/numbers/number'
import { contactTitle } from '../../contacts/contact-names'
import { digitsOf } from '../../dialling/suggestions'
import { commands } from '../../platform/bridge'
import { createLatestRequest } from '../../platform/latest-request'
import { openContacts } from '../../platform/open-contacts'
import { callFromPalette } from '../call'
import { matchScore, type Searchable } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteMatch, PaletteSource } from '../source'

/** A contact that the search found can match by its pinyin, which isn't known here. */
const score = 75
const maxEntries = 8

/** The matches of a contact: one for each of its numbers, or one to show it. */
function matchesOf(row: ContactRow, query: string): PaletteMatch[] {
  const { acts } = messages.palette
  const show = { label: acts.details, run: () => void openContacts(row.id) }
  const title = contactTitle(row)
  const company = row.name === '' ? '' : row.company
  if (row.numbers.length === 0)
    return [{ entry: { id: row.id, title, detail: company, Icon: User, action: show }, score }]
  const digits = digitsOf(query)
  const matching = digits === null ? [] : row.numbers.filter(({ number }) => number.includes(digits))
  return (matching.length > 0 ? matching : row.numbers).map(({ label, number }) => ({
    score,
    entry: {
      id: `${row.id}-${number}`,
      title,
      detail: [formatNumber(number), label, company].filter((part) => part !== '').join(' · '),
      Icon: User,
      action: { label: acts.call, run: () => callFromPalette(number) },
      otherAction: show
    }
  }))
}

const searchableOf = (row: ContactRow): Searchable => ({
  title: contactTitle(row),
  keywords: [row.company, ...row.numbers.map(({ number }) => number)].join(' ')
})

/** The contacts that match by name, company, pinyin or number. */
export function createContactSource(): PaletteSource {
  let found = $state.raw<{ query: string; rows: readonly ContactRow[] }>({ query: '', rows: [] })
  const request = createLatestRequest(
    async (text: string) => {
      const reply = await commands['contacts:suggest']({ text })
      return reply.ok ? reply.value : []
    },
    (rows, query) => {
      found = { query, rows }
    }
  )
  return {
    group: 'contacts',
    ask(query) {
      if (query !== '') request.ask(query)
      else {
        request.cancel()
        found = { query: '', rows: [] }
      }
    },
    // While a longer query is asked for, the contacts that were found for the former one stay if they match it, too:
    // Enter must not call a contact that the user has typed past.
    find: (query) =>
      found.rows
        .filter((row) => query === found.query || matchScore(query, searchableOf(row)) > 0)
        .flatMap((row) => matchesOf(row, query))
        .slice(0, maxEntries)
  }
}
