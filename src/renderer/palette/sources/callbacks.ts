import CalendarClock from '@lucide/svelte/icons/calendar-clock'
import { isOpen } from '../../../shared/callbacks/callbacks'
import type { Callback } from '../../../shared/callbacks/schema'
import { contactNameOf } from '../../../shared/contacts/shown-name'
import { formatNumber } from '../../../shared/numbers/number'
import { callBack } from '../../dialling/redial'
import { minuteClock } from '../../platform/clock.svelte.ts'
import { i18n } from '../../platform/i18n.svelte.ts'
import { navigation } from '../../platform/navigation.svelte.ts'
import { app } from '../../platform/state.svelte.ts'
import { formatMoment } from '../../platform/times'
import { bestMatches } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteEntry, PaletteSource } from '../source'

const maxEntries = 4

function entryOf(callback: Callback): PaletteEntry {
  const { acts } = messages.palette
  const { name = '', company = '' } = contactNameOf(app.contactNames, callback.number) ?? {}
  const number = formatNumber(callback.number)
  const when = formatMoment(callback.dueAtMs, minuteClock.nowMs, i18n.locale, i18n.t.recents)
  const title = name === '' ? company : name
  return {
    id: callback.id,
    title: title === '' ? number : title,
    detail: [title === '' ? '' : number, when, callback.note].filter((part) => part !== '').join(' · '),
    keywords: `${callback.number} ${company} ${callback.note}`,
    Icon: CalendarClock,
    action: {
      label: acts.call,
      run() {
        navigation.home()
        void callBack(callback)
      }
    },
    otherAction: {
      label: acts.open,
      run: () => navigation.show({ view: 'callbacks', id: callback.id })
    }
  }
}

/** The open call-backs, the next one first. */
export const callbackSource: PaletteSource = {
  group: 'callbacks',
  find(query) {
    const open = app.callbacks.filter(isOpen).toSorted((one, other) => one.dueAtMs - other.dueAtMs)
    return bestMatches(query, open.map(entryOf), maxEntries)
  }
}
