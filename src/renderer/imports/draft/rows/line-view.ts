import type { AppError } from '../../../../shared/platform/errors'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/imports'
import type { Result } from '../../../../shared/platform/result'
import { createRowPages, pageRows, type RowPages } from '../../../ui/grid/row-pages'

/** Maximum number of lines in the request for a kept position. */
const maxAtOnce = 500

/** Reply to a request for lines. */
export interface LinePage {
  revision: number
  total: number
  lines: readonly DraftLine[]
}

interface Placed {
  id: string
  line: DraftLine
}

const placed = (line: DraftLine): Placed => ({ id: String(line.n), line })

/**
 * The lines of a draft under one filter, loaded as they become visible. A new filter, or the same one after the draft
 * changed, replaces the view once its first lines are loaded, so that a view never mixes two revisions.
 *
 * `onView`: another view is shown; `onOutdated`: a reply had another revision than the view.
 */
export function createLineView(deps: {
  ask: (filter: DraftFilter, offset: number, limit: number) => Promise<Result<LinePage>>
  onView: (isSamePlace: boolean) => void
  onLines: () => void
  onOutdated: () => void
  /** `isWhole`: the view itself could not be loaded, otherwise some of its lines. */
  onError: (error: AppError, isWhole: boolean) => void
}) {
  let pages: RowPages<Placed> | null = null
  let total = 0
  let turns = 0
  let seen = { first: 0, end: 0 }

  function take(filter: DraftFilter, page: LinePage, offset: number): void {
    pages?.end()
    total = page.total
    const made = createRowPages<Placed>({
      rowCount: total,
      fetchRows: async (from, limit) => {
        const reply = await deps.ask(filter, from, limit)
        if (!reply.ok) return reply
        const { revision, lines } = reply.value
        return revision === page.revision
          ? { ok: true, value: lines.map(placed) }
          : { ok: false, error: { code: 'draft-changed' } }
      },
      onRows: deps.onLines,
      onError: (error) => {
        if (error.code === 'draft-changed') deps.onOutdated()
        else deps.onError(error, false)
      }
    })
    made.put(offset, page.lines.map(placed))
    pages = made
  }

  return {
    get total(): number {
      return total
    },
    /** Requests a view at the current position, or from its beginning. */
    async show(filter: DraftFilter, isSamePlace: boolean): Promise<void> {
      const turn = (turns += 1)
      let offset = isSamePlace ? Math.floor(seen.first / pageRows) * pageRows : 0
      const end = isSamePlace ? Math.ceil(seen.end / pageRows) * pageRows : pageRows
      let reply = await deps.ask(filter, offset, Math.min(maxAtOnce, Math.max(pageRows, end - offset)))
      // The list is now shorter than the current position.
      if (turn === turns && reply.ok && reply.value.lines.length === 0 && reply.value.total > 0) {
        offset = Math.floor((reply.value.total - 1) / pageRows) * pageRows
        reply = await deps.ask(filter, offset, pageRows)
      }
      if (turn !== turns) return
      if (!reply.ok) {
        deps.onError(reply.error, true)
        return
      }
      take(filter, reply.value, offset)
      deps.onView(isSamePlace)
      pages?.look(seen.first, seen.end)
    },
    /** Sets the visible range; loads missing lines in and around it, visible ones first. */
    look(first: number, end: number): void {
      seen = { first, end }
      pages?.look(first, end)
    },
    /** Undefined while it is being loaded. */
    line: (index: number): DraftLine | undefined => pages?.row(index)?.line,
    /** Index of an entry in or near the visible range; null: not found. */
    placeOf(n: number): number | null {
      const from = Math.max(0, seen.first - pageRows)
      const place = Array.from({ length: seen.end + pageRows - from }, (_, step) => from + step).find(
        (index) => this.line(index)?.n === n
      )
      return place ?? null
    },
    /** Replaces an entry in the loaded pages, until the view is requested again. */
    replace(line: DraftLine): void {
      pages?.replace(placed(line))
    },
    /** Requests failed lines again. */
    retry(): void {
      pages?.retry()
    },
    /** Empties the view and discards pending replies. */
    clear(): void {
      turns += 1
      pages?.end()
      pages = null
      total = 0
    }
  }
}
