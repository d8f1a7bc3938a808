import User from '@lucide/svelte/icons/user'
import type { ContactRow } from '../../../shared/contacts/schema'
import { formatNumber } from '../../../shared/numbers/number'
import { contactTitle } from '../../contacts/contact-names'
import { digitsOf } from '../../dialling/suggestions'
import { commands } from '../../platform/bridge'
import { createLatestRequest } from '../../platform/latest-request'
import { openContacts } from '../../platform/open-contacts'
import { callFromPalette } from '../call'
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

/** The contacts that match by name, company, pinyin or number. */
export function createContactSource(): PaletteSource {
  let found = $state.raw<readonly ContactRow[]>([])
  const request = createLatestRequest(
    async (text: string) => {
      const reply = await commands['contacts:suggest']({ text })
      return reply.ok ? reply.value : []
    },
    (rows) => {
      found = rows
    }
  )
  return {
    group: 'contacts',
    ask(query) {
      if (query !== '') request.ask(query)
      else {
        request.cancel()
        found = []
      }
    },
    find: (query) => found.flatMap((row) => matchesOf(row, query)).slice(0, maxEntries)
  }
}
