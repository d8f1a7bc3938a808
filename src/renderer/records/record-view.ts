import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/schema'
import type { RecordFilter, RecordSort } from '../../shared/records/filter-schema'
import type { RecordRow } from '../../shared/records/row-schema'
import type { RecordView } from '../../shared/records/view-schema'
import type { Result } from '../../shared/platform/result'
import { pageRows } from '../ui/grid/row-pages'

/** Scroll position in a view, so that the next view can be shown at the same place. */
export interface KeptPlace {
  /** First visible row. */
  first: number
  /** Number of visible rows. */
  count: number
  /** The call whose row keeps its position; null: the first row does. */
  anchorId: string | null
  /** Calls to locate in the next view: the anchor and the selected call. */
  calls: { id: string; index: number }[]
}

/** A view with its first rows, ready to be displayed. */
export interface ReadyView {
  view: RecordView
  filter: RecordFilter
  sort: RecordSort
  /** New indexes of the calls of {@link KeptPlace}; calls missing from the view have no entry. */
  places: ReadonlyMap<string, number>
  /** Rows to display first, starting at `offset`, a multiple of the page size. */
  offset: number
  rows: readonly RecordRow[]
}

type Commands = Pick<Bridge['commands'], 'records:view' | 'records:rows' | 'records:neighbour'>

const maxRows = 500

/** Number of rows by which the anchor moved; 0 if there is none or it is no longer in the view. */
export function movedBy(kept: KeptPlace | null, places: ReadonlyMap<string, number>): number {
  const anchor = kept?.calls.find(({ id }) => id === kept.anchorId)
  const place = anchor === undefined ? undefined : places.get(anchor.id)
  return anchor === undefined || place === undefined ? 0 : place - anchor.index
}

/**
 * Requests views. Only the newest request counts: replies to older ones are discarded. A view is delivered together
 * with its first rows, so that the previous view stays visible until then.
 */
export function createViewLoader(deps: {
  commands: Commands
  onReady: (ready: ReadyView) => void
  onError: (error: AppError) => void
}) {
  const { commands } = deps
  let requests = 0
  let answered = 0

  /** Index of a call in a view, derived from its neighbour. */
  async function placeOf(viewId: number, id: string): Promise<number | null> {
    for (const direction of [1, -1] as const) {
      const reply = await commands['records:neighbour']({ viewId, id, direction, hasRecording: false })
      if (!reply.ok) return null
      if (reply.value !== null) return reply.value.offset - direction
    }
    return 0
  }

  async function rowsFrom(viewId: number, first: number, count: number): Promise<Result<RecordRow[]>> {
    const offset = Math.floor(first / pageRows) * pageRows
    const needed = Math.ceil((first + count - offset) / pageRows) * pageRows
    const reply = await commands['records:rows']({ viewId, offset, limit: Math.min(needed, maxRows) })
    return reply.ok ? { ok: true, value: reply.value.rows } : reply
  }

  async function ready(
    view: RecordView,
    filter: RecordFilter,
    sort: RecordSort,
    kept: KeptPlace | null
  ): Promise<Result<ReadyView>> {
    const { viewId, totals } = view
    const first = Math.max(0, Math.min(kept?.first ?? 0, totals.calls - (kept?.count ?? 0)))
    const count = Math.max(1, kept?.count ?? pageRows)
    const start = (at: number) => Math.floor(at / pageRows) * pageRows
    let offset = start(first)
    let rows: readonly RecordRow[] = []
    if (totals.calls > 0) {
      const reply = await rowsFrom(viewId, first, count)
      if (!reply.ok) return reply
      rows = reply.value
    }
    const places = new Map<string, number>()
    for (const { id, index } of kept?.calls ?? []) {
      const place = rows[index - offset]?.id === id ? index : await placeOf(viewId, id)
      if (place !== null) places.set(id, place)
    }
    // Rows inserted above moved the anchor: load the rows around its new index.
    const movedRows = movedBy(kept, places)
    if (kept !== null && movedRows !== 0) {
      const moved = Math.max(0, kept.first + movedRows)
      if (moved < offset || moved + count > offset + rows.length) {
        const reply = await rowsFrom(viewId, moved, count)
        if (!reply.ok) return reply
        offset = start(moved)
        rows = reply.value
      }
    }
    return { ok: true, value: { view, filter, sort, places, offset, rows } }
  }

  return {
    /** Whether a request is pending. */
    get isBusy(): boolean {
      return answered < requests
    },

    /** Requests a view, to be shown at `kept` or at its beginning. */
    async load(filter: RecordFilter, sort: RecordSort, kept: KeptPlace | null): Promise<void> {
      const request = (requests += 1)
      const reply = await commands['records:view']({ filter, sort })
      if (request !== requests) return
      const made = reply.ok ? await ready(reply.value, filter, sort, kept) : reply
      if (request !== requests) return
      answered = request
      if (made.ok) deps.onReady(made.value)
      else deps.onError(made.error)
    },

    /** Discards pending requests. */
    drop(): void {
      requests += 1
      answered = requests
    }
  }
}
