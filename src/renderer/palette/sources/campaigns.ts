import Megaphone from '@lucide/svelte/icons/megaphone'
import { minuteClock } from '../../platform/clock.svelte.ts'
import { i18n } from '../../platform/i18n.svelte.ts'
import { openImports } from '../../platform/open-imports'
import { app } from '../../platform/state.svelte.ts'
import { formatMoment } from '../../platform/times'
import { bestMatches } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteSource } from '../source'

const maxEntries = 4

/** The imports into campaigns, newest first. */
export const campaignSource: PaletteSource = {
  group: 'campaigns',
  find(query) {
    // They are found by what is typed only: the commands open the window.
    if (query === '' || app.imports === null) return []
    const labels = new Map(app.imports.campaigns.map(({ id, label }) => [id, label]))
    const entries = app.imports.imports.map(({ id, name, campaignId, createdAtMs }) => {
      const label = labels.get(campaignId) ?? ''
      return {
        id,
        title: messages.palette.importOf(
          name === '' ? i18n.t.campaigns.pasted : name,
          label === '' ? campaignId : label
        ),
        keywords: campaignId,
        detail: formatMoment(createdAtMs, minuteClock.nowMs, i18n.locale, i18n.t.recents),
        Icon: Megaphone,
        action: { label: messages.palette.acts.open, run: () => void openImports(id) }
      }
    })
    return bestMatches(query, entries, maxEntries)
  }
}
