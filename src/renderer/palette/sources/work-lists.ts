import ListChecks from '@lucide/svelte/icons/list-checks'
import { openWorkLists, openWorkRun, startWorkRun } from '../../platform/open-work-lists'
import { app } from '../../platform/state.svelte.ts'
import { formatDecimal } from '../../ui/numbers.svelte.ts'
import { leftIn } from '../../work-lists/run/run-list'
import { runMessages } from '../../work-lists/run/run-messages.svelte.ts'
import { bestMatches } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteEntry, PaletteSource } from '../source'

const maxEntries = 4

/** The work lists, the one that is being worked through first. */
export const workListSource: PaletteSource = {
  group: 'workLists',
  find(query) {
    const t = runMessages.run
    const { acts } = messages.palette
    const current = app.workRun?.listId ?? null
    const active = (app.workLists?.lists ?? []).filter(
      (list) => list.state === 'active' || list.id === current
    )
    const lists = active
      .toSorted((one, other) => Number(other.id === current) - Number(one.id === current))
      // The others are found by what is typed only.
      .filter(({ id }) => query !== '' || id === current)
      .map(({ id, name, progress }): PaletteEntry => {
        const left = leftIn(progress)
        return {
          id,
          title: t.palette.continue(name),
          detail: t.left(formatDecimal(left), left),
          keywords: t.palette.listsKeywords,
          Icon: ListChecks,
          action: { label: acts.run, run: () => void (id === current ? openWorkRun() : startWorkRun(id)) }
        }
      })
    const window: PaletteEntry = {
      id: 'window',
      title: t.palette.lists,
      detail: '',
      keywords: t.palette.listsKeywords,
      Icon: ListChecks,
      action: { label: acts.open, run: () => void openWorkLists() }
    }
    return bestMatches(query, [...lists, window], maxEntries)
  }
}
