import type { Bridge } from '../../shared/app/contract'
import type { PlacedRow } from '../../shared/records/view-schema'
import type { RecordFilter, RecordsOfAgent, RecordSort } from '../../shared/records/filter-schema'
import type { RecordRow } from '../../shared/records/row-schema'
import type { RecordsState } from '../../shared/records/state-schema'
import { createFilterState } from './filters/filter-state.svelte.ts'
import { askedFilter } from './filters/filters'
import { PeriodState } from './filters/period-state.svelte.ts'
import type { Period, PeriodKind } from './filters/periods'
import { createOpenCall } from './open-call.svelte.ts'
import { RecordList } from './table/record-list.svelte.ts'
import { RowChoice } from './table/row-choice.svelte.ts'
import { rowsBetween } from './table/rows-between'
import { createViewRefresh } from './view-refresh'

/** Newest calls first. */
const defaultSort: RecordSort = { column: 'startedAtMs', direction: 'descending' }

interface PageDeps {
  records: () => RecordsState | null
  /** The service's time, epoch ms. */
  nowMs: () => number
  onTooMany: () => void
}

/** View model of the records window: period, filter, sort, list, cursor and open call. */
export class RecordsPage {
  readonly #commands: Bridge['commands']
  readonly #deps: PageDeps
  readonly period: PeriodState
  readonly filters: ReturnType<typeof createFilterState>
  readonly list: RecordList
  readonly choice: RowChoice
  readonly openCall: ReturnType<typeof createOpenCall>
  readonly #refresh: ReturnType<typeof createViewRefresh>

  sort = $state.raw<RecordSort>(defaultSort)
  view = $state<'list' | 'understand'>('list')
  readonly revision = $derived.by(() => this.#deps.records()?.revision ?? 0)
  #requestedRevision = -1
  /** The filter was given from outside the window. */
  #isFilterGiven = false
  /** The filter with the period; null: no period yet. */
  readonly asked = $derived.by(() =>
    this.period.current === null ? null : askedFilter(this.period.current, this.filters.filter)
  )

  constructor({ commands }: Pick<Bridge, 'commands'>, deps: PageDeps) {
    this.#commands = commands
    this.#deps = deps
    this.period = new PeriodState(commands, deps)
    this.filters = createFilterState(commands)
    this.list = new RecordList(commands, {
      chosen: () => (this.choice.id === null ? null : { id: this.choice.id, index: this.choice.index }),
      onPlaced: (places, isKept) => {
        if (!isKept) this.choice.clear()
        else if (this.choice.id !== null) this.choice.follow(places.get(this.choice.id))
      },
      onOutdated: () => this.#refresh.schedule()
    })
    this.choice = new RowChoice({
      total: () => this.list.rows.rowCount,
      row: (index) => this.list.row(index),
      rowsBetween: (from, to) => rowsBetween(this.list, commands, from, to),
      onTooMany: deps.onTooMany
    })
    this.openCall = createOpenCall(() => this.choice.id)
    this.#refresh = createViewRefresh({ isBusy: () => this.list.isBusy, refresh: () => this.retry() })
  }

  /** Shows another period; loads what is missing. */
  load(next: Period, kind: PeriodKind | null): Promise<void> {
    this.filters.clearDays()
    return this.period.load(next, kind)
  }
  /** Loads calls that are new in the period. */
  reload(): void {
    if (this.period.current !== null) void this.period.load(this.period.current)
  }

  /** Shows a new view from its beginning. */
  show(filter: RecordFilter | null, sort: RecordSort): void {
    if (filter === null) this.list.clear()
    else this.#request(filter, sort, false)
  }
  /** The stored records changed to `revision`. */
  handleRevision(revision: number): void {
    if (this.asked !== null && revision !== this.#requestedRevision) this.#refresh.schedule()
  }
  /** Requests the view again, at the same place. */
  retry(): void {
    if (this.asked !== null) this.#request(this.asked, this.sort, true)
  }

  /** Moves the cursor and scrolls to it. */
  moveTo(index: number, isExtending = false): void {
    this.choice.moveTo(index, isExtending)
    this.list.rows.viewport.reveal(this.choice.index)
    this.openCall.follow()
  }
  /** Begins with this filter, unless calls were asked for before the page was ready. */
  begin(filter: RecordFilter): void {
    if (!this.#isFilterGiven) this.filters.patch(filter)
  }
  /** Shows the calls of a desk phone in a period, and no others. */
  showOf({ startMs, endMs, agentId }: RecordsOfAgent): void {
    this.#isFilterGiven = true
    this.filters.set({ agentIds: [agentId] })
    this.openCall.close()
    this.view = 'list'
    void this.load({ startMs, endMs }, null)
  }
  /** Opens a call that may not be in the list. */
  showCall(id: string): void {
    this.openCall.open(id)
    this.view = 'list'
  }
  /** Moves the cursor to a row of the view, and opens it. */
  goTo({ offset, row }: PlacedRow): void {
    this.choice.moveTo(offset)
    this.list.rows.viewport.reveal(offset)
    this.openCall.open(row.id)
  }
  /** Opens the call before or after the open one. */
  async move(direction: 1 | -1): Promise<void> {
    const { id } = this.openCall
    const { viewId } = this.list
    if (id === null || viewId === null) return
    const reply = await this.#commands['records:neighbour']({ viewId, id, direction, hasRecording: false })
    if (this.openCall.id === id && reply.ok && reply.value !== null) this.goTo(reply.value)
  }

  /** The selected rows, or the cursor's; loads it if needed. */
  async chosenRows(): Promise<RecordRow[]> {
    const known = this.choice.rows()
    if (known.length > 0 || this.choice.id === null) return known
    return (await rowsBetween(this.list, this.#commands, this.choice.index, this.choice.index + 1)) ?? []
  }

  /** Resets the page after the user signed out. */
  reset(): void {
    this.#refresh.cancel()
    this.#isFilterGiven = false
    this.filters.clear()
    this.sort = defaultSort
    this.openCall.close()
    this.choice.clear()
    this.list.clear()
  }

  #request(filter: RecordFilter, sort: RecordSort, isSamePlace: boolean): void {
    this.#refresh.asked()
    this.#requestedRevision = this.revision
    void this.list.request(filter, sort, isSamePlace)
  }
}
