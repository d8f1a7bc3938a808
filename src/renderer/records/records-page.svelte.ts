import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/errors'
import type {
  PlacedRow,
  RecordFacets,
  RecordFilter,
  RecordRow,
  RecordSort
} from '../../shared/records/records'
import type { RecordsState } from '../../shared/records/records-state'
import { monotonicMs } from '../platform/time'
import { askedFilter, merged, withoutPart } from './filters/filters'
import { kindOf, type Period, type PeriodKind } from './filters/periods'
import { createRecordList } from './table/record-list.svelte.ts'
import { createRowChoice } from './table/row-choice.svelte.ts'

/** The newest calls first. */
export const usualSort: RecordSort = { column: 'startedAtMs', direction: 'descending' }

/** While records come in, the list is asked for anew at most this often. */
const refreshEveryMs = 1_000
/** A row that the cursor only passes isn't opened. */
const followAfterMs = 120
const mostRowsAtOnce = 500

/** What the records window is about: the period, the filter, the list, the cursor and the call that is open. */
export function createRecordsPage(
  { commands }: Pick<Bridge, 'commands'>,
  deps: {
    records: () => RecordsState | null
    /** The service's time, epoch ms. */
    nowMs: () => number
    onTooMany: () => void
  }
) {
  let filter = $state.raw<RecordFilter>({})
  let sort = $state.raw<RecordSort>(usualSort)
  let view = $state<'list' | 'understand'>('list')
  let openId = $state<string | null>(null)
  let preferredKind: PeriodKind | null = null
  let facets = $state.raw<RecordFacets>({ agentIds: [], salesmanCodes: [], tags: [] })
  let facetTurns = 0
  let loadError = $state.raw<AppError | null>(null)
  let lastAskedMs = -Infinity
  let askedRevision = -1
  let refreshTimer: ReturnType<typeof setTimeout> | undefined
  let followTimer: ReturnType<typeof setTimeout> | undefined

  // The state is pushed as a whole: only other days are another period.
  const startMs = $derived(deps.records()?.period?.startMs ?? null)
  const endMs = $derived(deps.records()?.period?.endMs ?? null)
  const period = $derived<Period | null>(startMs === null || endMs === null ? null : { startMs, endMs })
  const asked = $derived(period === null ? null : askedFilter(period, filter))
  const revision = $derived(deps.records()?.revision ?? 0)

  const list = createRecordList(commands, {
    chosen: () => (choice.id === null ? null : { id: choice.id, index: choice.index }),
    onPlaced: (ready, isKept) => {
      if (!isKept) choice.clear()
      else if (choice.id !== null) choice.placed(ready.places.get(choice.id))
    },
    onOutdated: () => refresh()
  })

  async function rowsBetween(from: number, to: number): Promise<RecordRow[] | null> {
    const rows: RecordRow[] = []
    for (let offset = from; offset < to;) {
      const known = list.row(offset)
      if (known !== undefined) {
        rows.push(known)
        offset += 1
        continue
      }
      if (list.viewId === null) return null
      const reply = await commands['records:rows']({
        viewId: list.viewId,
        offset,
        limit: Math.min(mostRowsAtOnce, to - offset)
      })
      if (!reply.ok || reply.value.rows.length === 0) return null
      rows.push(...reply.value.rows)
      offset += reply.value.rows.length
    }
    return rows
  }

  const choice = createRowChoice({
    total: () => list.rows.rowCount,
    row: (index) => list.row(index),
    rowsBetween,
    onTooMany: deps.onTooMany
  })

  function ask(wanted: RecordFilter, order: RecordSort, isSamePlace: boolean): void {
    clearTimeout(refreshTimer)
    refreshTimer = undefined
    lastAskedMs = monotonicMs()
    askedRevision = revision
    void list.ask(wanted, order, isSamePlace)
  }

  function askAgain(): void {
    if (asked !== null) ask(asked, sort, true)
  }

  /** Asks anew for what is shown: once in a while, and never before the last answer. */
  function refresh(): void {
    if (refreshTimer !== undefined) return
    const waitMs = Math.max(0, lastAskedMs + refreshEveryMs - monotonicMs())
    refreshTimer = setTimeout(() => {
      refreshTimer = undefined
      if (list.isBusy) refresh()
      else askAgain()
    }, waitMs)
  }

  /** The open call follows the cursor, when it rests. */
  function follow(): void {
    clearTimeout(followTimer)
    if (openId === null) return
    followTimer = setTimeout(() => {
      if (openId !== null && choice.id !== null) openId = choice.id
    }, followAfterMs)
  }

  async function load(next: Period): Promise<void> {
    loadError = null
    const reply = await commands['records:load'](next)
    if (!reply.ok) loadError = reply.error
  }

  return {
    list,
    choice,
    get period() {
      return period
    },
    /** The name of the period; null: it is other days. */
    get periodKind(): PeriodKind | null {
      return period === null ? null : kindOf(period, deps.nowMs(), preferredKind)
    },
    /** The person's filter within the period. */
    get filter() {
      return filter
    },
    /** What is asked of the store; null: no period yet. */
    get asked() {
      return asked
    },
    get sort() {
      return sort
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
    /** The call that is open beside the list. */
    get openId() {
      return openId
    },
    /** What the filter's lists offer, as it was last asked for. */
    get facets() {
      return facets
    },
    /** Why a period could not be asked for. */
    get loadError() {
      return loadError
    },

    /** Shows another period; what isn't there of it is loaded. */
    load(next: Period, kind: PeriodKind | null): Promise<void> {
      preferredKind = kind
      // Days within the period that was are none within this one.
      filter = withoutPart(filter, 'days')
      return load(next)
    },
    /** Looks for what came since. */
    reload(): void {
      if (period !== null) void load(period)
    },
    patch(patch: RecordFilter): void {
      filter = merged(filter, patch)
    },
    /** An older answer says nothing any more; without one, what was offered stays. */
    async askFacets(): Promise<void> {
      const turn = (facetTurns += 1)
      const reply = await commands['records:facets'](undefined)
      if (turn === facetTurns && reply.ok) facets = reply.value
    },
    setFilter(next: RecordFilter): void {
      filter = merged(next, {})
    },
    setSort(next: RecordSort): void {
      sort = next
    },

    /** Shows what is asked, from its beginning; the period, the filter or the sort is another one. */
    show(wanted: RecordFilter | null, order: RecordSort): void {
      if (wanted === null) list.clear()
      else ask(wanted, order, false)
    },
    /** Rows may have come or changed. */
    moved(now: number): void {
      if (asked !== null && now !== askedRevision) refresh()
    },
    /** Asks again for a view that could not be had. */
    retry: askAgain,

    /** Moves the cursor and brings it into sight. */
    moveTo(index: number, isExtending = false): void {
      choice.moveTo(index, isExtending)
      list.rows.viewport.reveal(choice.index)
      follow()
    },
    /** Opens the cursor's call. */
    open(): void {
      if (choice.id !== null) openId = choice.id
    },
    /** Opens a call that may not be in the list. */
    openCall(id: string): void {
      openId = id
      view = 'list'
    },
    /** Goes to a row that is known by its place, and opens it. */
    goTo({ offset, row }: PlacedRow): void {
      choice.moveTo(offset)
      list.rows.viewport.reveal(offset)
      openId = row.id
    },
    close(): void {
      clearTimeout(followTimer)
      openId = null
    },
    /** To the call before or behind the open one. */
    async move(direction: 1 | -1): Promise<void> {
      if (openId === null || list.viewId === null) return
      const asking = openId
      const reply = await commands['records:neighbour']({
        viewId: list.viewId,
        id: openId,
        direction,
        hasRecording: false
      })
      if (openId === asking && reply.ok && reply.value !== null) this.goTo(reply.value)
    },
    /** The rows that are meant, those under way waited for. */
    async chosenRows(): Promise<RecordRow[]> {
      const known = choice.rows()
      if (known.length > 0 || choice.id === null) return known
      return (await rowsBetween(choice.index, choice.index + 1)) ?? []
    },
    /** Whoever signed out takes the view along. */
    end(): void {
      clearTimeout(refreshTimer)
      clearTimeout(followTimer)
      refreshTimer = undefined
      filter = {}
      sort = usualSort
      openId = null
      choice.clear()
      list.clear()
    }
  }
}

/** See {@link createRecordsPage}. */
export type RecordsPage = ReturnType<typeof createRecordsPage>
