import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/errors'
import type { PlacedRow, RecordFilter, RecordRow, RecordSort } from '../../shared/records/records'
import type { RecordsState } from '../../shared/records/records-state'
import { createFilterState } from './filters/filter-state.svelte.ts'
import { askedFilter } from './filters/filters'
import { kindOf, type Period, type PeriodKind } from './filters/periods'
import { createOpenCall } from './open-call.svelte.ts'
import { createRecordList } from './table/record-list.svelte.ts'
import { createRowChoice } from './table/row-choice.svelte.ts'
import { rowsBetween } from './table/rows-between'
import { createViewRefresh } from './view-refresh'

/** Newest calls first. */
const usualSort: RecordSort = { column: 'startedAtMs', direction: 'descending' }

/** The period that is shown. */
function createPeriod(
  { commands }: Pick<Bridge, 'commands'>,
  { records, nowMs }: { records: () => RecordsState | null; nowMs: () => number }
) {
  let preferredKind: PeriodKind | null = null
  let error = $state.raw<AppError | null>(null)
  // Every push replaces the whole state; only other limits make another period.
  const startMs = $derived(records()?.period?.startMs ?? null)
  const endMs = $derived(records()?.period?.endMs ?? null)
  const current = $derived<Period | null>(startMs === null || endMs === null ? null : { startMs, endMs })

  return {
    get current() {
      return current
    },
    /** Null: a period without a name. */
    get kind(): PeriodKind | null {
      return current === null ? null : kindOf(current, nowMs(), preferredKind)
    },
    /** Why a period could not be requested. */
    get error() {
      return error
    },
    async load(next: Period, kind = preferredKind): Promise<void> {
      preferredKind = kind
      error = null
      const reply = await commands['records:load'](next)
      if (!reply.ok) error = reply.error
    }
  }
}

/** View model of the records window: period, filter, sort, list, cursor and open call. */
export function createRecordsPage(
  bridge: Pick<Bridge, 'commands'>,
  deps: {
    records: () => RecordsState | null
    /** The service's time, epoch ms. */
    nowMs: () => number
    onTooMany: () => void
  }
) {
  const { commands } = bridge
  const period = createPeriod(bridge, deps)
  const filters = createFilterState(commands)
  let sort = $state.raw<RecordSort>(usualSort)
  let view = $state<'list' | 'understand'>('list')
  let askedRevision = -1
  const asked = $derived(period.current === null ? null : askedFilter(period.current, filters.filter))
  const revision = $derived(deps.records()?.revision ?? 0)

  const list = createRecordList(commands, {
    chosen: () => (choice.id === null ? null : { id: choice.id, index: choice.index }),
    onPlaced: (ready, isKept) => {
      if (!isKept) choice.clear()
      else if (choice.id !== null) choice.placed(ready.places.get(choice.id))
    },
    onOutdated: () => refresh.schedule()
  })
  const choice = createRowChoice({
    total: () => list.rows.rowCount,
    row: (index) => list.row(index),
    rowsBetween: (from, to) => rowsBetween(list, commands, from, to),
    onTooMany: deps.onTooMany
  })
  const openCall = createOpenCall(() => choice.id)
  const refresh = createViewRefresh({ isBusy: () => list.isBusy, refresh: askAgain })

  function ask(filter: RecordFilter, order: RecordSort, isSamePlace: boolean): void {
    refresh.asked()
    askedRevision = revision
    void list.ask(filter, order, isSamePlace)
  }

  function askAgain(): void {
    if (asked !== null) ask(asked, sort, true)
  }

  return {
    list,
    choice,
    period,
    filters,
    openCall,
    /** The filter with the period; null: no period yet. */
    get asked() {
      return asked
    },
    get sort() {
      return sort
    },
    set sort(next: RecordSort) {
      sort = next
    },
    get revision() {
      return revision
    },
    get view() {
      return view
    },
    set view(next: 'list' | 'understand') {
      view = next
    },

    /** Shows another period; loads what is missing. */
    load(next: Period, kind: PeriodKind | null): Promise<void> {
      filters.clearDays()
      return period.load(next, kind)
    },
    /** Loads calls that are new in the period. */
    reload(): void {
      if (period.current !== null) void period.load(period.current)
    },

    /** Shows a new view from its beginning. */
    show(filter: RecordFilter | null, order: RecordSort): void {
      if (filter === null) list.clear()
      else ask(filter, order, false)
    },
    /** The stored records changed to revision `now`. */
    moved(now: number): void {
      if (asked !== null && now !== askedRevision) refresh.schedule()
    },
    /** Requests the view again after an error. */
    retry: askAgain,

    /** Moves the cursor and scrolls to it. */
    moveTo(index: number, isExtending = false): void {
      choice.moveTo(index, isExtending)
      list.rows.viewport.reveal(choice.index)
      openCall.follow()
    },
    /** Opens a call that may not be in the list. */
    showCall(id: string): void {
      openCall.open(id)
      view = 'list'
    },
    /** Moves the cursor to a row of the view, and opens it. */
    goTo({ offset, row }: PlacedRow): void {
      choice.moveTo(offset)
      list.rows.viewport.reveal(offset)
      openCall.open(row.id)
    },
    /** Opens the call before or after the open one. */
    async move(direction: 1 | -1): Promise<void> {
      const { id } = openCall
      if (id === null || list.viewId === null) return
      const { viewId } = list
      const reply = await commands['records:neighbour']({ viewId, id, direction, hasRecording: false })
      if (openCall.id === id && reply.ok && reply.value !== null) this.goTo(reply.value)
    },
    /** The selected rows, or the cursor's; loads it if needed. */
    async chosenRows(): Promise<RecordRow[]> {
      const known = choice.rows()
      if (known.length > 0 || choice.id === null) return known
      return (await rowsBetween(list, commands, choice.index, choice.index + 1)) ?? []
    },
    /** Resets the page after the user signed out. */
    end(): void {
      refresh.cancel()
      filters.clear()
      sort = usualSort
      openCall.close()
      choice.clear()
      list.clear()
    }
  }
}

/** See {@link createRecordsPage}. */
export type RecordsPage = ReturnType<typeof createRecordsPage>
