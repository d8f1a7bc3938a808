import History from '@lucide/svelte/icons/history'
import type { Call } from '../../../shared/calls/schema'
import { contactNameOf } from '../../../shared/contacts/shown-name'
import { formatNumber } from '../../../shared/numbers/number'
import { redialCall } from '../../dialling/redial'
import { minuteClock } from '../../platform/clock.svelte.ts'
import { i18n } from '../../platform/i18n.svelte.ts'
import { navigation } from '../../platform/navigation.svelte.ts'
import { app } from '../../platform/state.svelte.ts'
import { formatMoment } from '../../platform/times'
import { bestMatches } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteEntry, PaletteSource } from '../source'

const maxEntries = 5

function entryOf(call: Call): PaletteEntry {
  const { acts } = messages.palette
  const { name = '', company = '' } = contactNameOf(app.contactNames, call.callee) ?? {}
  const number = formatNumber(call.callee)
  const when = formatMoment(call.startedAtMs, minuteClock.nowMs, i18n.locale, i18n.t.recents)
  const outcome = call.outcome === null ? i18n.t.steps[call.step] : i18n.t.outcomes[call.outcome]
  const title = name === '' ? company : name
  return {
    id: call.key,
    title: title === '' ? number : title,
    detail: [title === '' ? '' : number, outcome, when].filter((part) => part !== '').join(' · '),
    keywords: `${call.callee} ${company}`,
    Icon: History,
    action: {
      label: acts.call,
      run() {
        navigation.home()
        void redialCall(call)
      }
    },
    otherAction: { label: acts.details, run: () => navigation.show({ view: 'call', key: call.key }) }
  }
}

/** The newest call to each number. */
export const callSource: PaletteSource = {
  group: 'calls',
  find(query) {
    const seen = new Set<string>()
    const newest = app.calls.filter(({ callee, step }) => {
      if (step !== 'ended' || seen.has(callee)) return false
      seen.add(callee)
      return true
    })
    return bestMatches(query, newest.map(entryOf), maxEntries)
  }
}
