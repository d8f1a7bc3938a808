import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/errors'
import type { RecordFilter, RecordRow, RecordSort, RecordView } from '../../shared/records/records'
import type { Result } from '../../shared/platform/result'
import { pageRows } from '../ui/row-pages'

/** What a person sees of a view, so that the next one can be shown at the same place. */
export interface KeptPlace {
  /** First row that is seen. */
  first: number
  /** Rows that are seen. */
  count: number
  /** The call whose row stays where it is; null: the first row does. */
  anchorId: string | null
  /** Calls whose rows are to be found again: the anchor, the chosen one. */
  calls: { id: string; index: number }[]
}

/** A view that can be shown at once. */
export interface ReadyView {
  view: RecordView
  filter: RecordFilter
  sort: RecordSort
  /** Where the calls of {@link KeptPlace} stand now; those that aren't in the view are missing. */
  places: ReadonlyMap<string, number>
  /** Rows of the part that is shown first, from `offset`, a multiple of the page's rows. */
  offset: number
  rows: readonly RecordRow[]
}

type Commands = Pick<Bridge['commands'], 'records:view' | 'records:rows' | 'records:neighbour'>

const mostRows = 500

/** By how many rows the anchor of a place has moved; 0 when there is none, or it is gone. */
export function movedBy(kept: KeptPlace | null, places: ReadonlyMap<string, number>): number {
  const anchor = kept?.calls.find(({ id }) => id === kept.anchorId)
  const place = anchor === undefined ? undefined : places.get(anchor.id)
  return anchor === undefined || place === undefined ? 0 : place - anchor.index
}

/**
 * Asks for views. Only the newest question is answered: what comes for an older one is dropped. A view is
 * handed over together with its first rows, so that what was shown stays until then.
 */
export function createViewAsker(deps: {
  commands: Commands
  onReady: (ready: ReadyView) => void
  onError: (error: AppError) => void
}) {
  const { commands } = deps
  let turns = 0
  let answered = 0

  /** Where a call stands in a view: its neighbour tells. */
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
    const reply = await commands['records:rows']({ viewId, offset, limit: Math.min(needed, mostRows) })
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
    // Rows that came before it have moved the place: the rows around its new one are shown.
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
    /** Whether a question is under way. */
    get isBusy(): boolean {
      return answered < turns
    },

    /** Asks for a view, to be shown where `kept` was, or at its beginning. */
    async ask(filter: RecordFilter, sort: RecordSort, kept: KeptPlace | null): Promise<void> {
      const turn = (turns += 1)
      const reply = await commands['records:view']({ filter, sort })
      if (turn !== turns) return
      const made = reply.ok ? await ready(reply.value, filter, sort, kept) : reply
      if (turn !== turns) return
      answered = turn
      if (made.ok) deps.onReady(made.value)
      else deps.onError(made.error)
    },

    /** Whatever is under way is of no interest any more. */
    drop(): void {
      turns += 1
      answered = turns
    }
  }
}
