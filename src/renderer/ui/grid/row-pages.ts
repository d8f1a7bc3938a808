import type { AppError } from '../../../shared/platform/errors'
import type { RecordRow } from '../../../shared/records/records'
import type { Result } from '../../../shared/platform/result'

/** Rows per request. */
export const pageRows = 100
const maxPages = 60
const maxUnderWay = 2
/** After a jump, wait until scrolling has paused this long: a dragged thumb passes thousands of pages. */
const settleMs = 40

/** Rows of one view, loaded as they become visible. */
export interface RowPages<Row extends { id: string } = RecordRow> {
  /** Sets the visible range; loads missing rows in and around it, visible ones first. */
  look(first: number, end: number): void
  /** Undefined while it is being loaded. */
  row(index: number): Row | undefined
  /** Adds rows that were loaded elsewhere. `offset`: a multiple of {@link pageRows}. */
  put(offset: number, rows: readonly Row[]): void
  /** Replaces a row in the loaded pages. */
  replace(row: Row): void
  /** Requests failed pages again. */
  retry(): void
  /** Discards pending replies. */
  end(): void
}

/**
 * Pages of a view of `rowCount` rows. Keeps at most {@link maxPages} pages, with at most two requests pending; pages
 * that were scrolled past meanwhile are not requested. `onRows`: rows were loaded; `onError`: a page failed.
 */
export function createRowPages<Row extends { id: string }>(deps: {
  rowCount: number
  fetchRows: (offset: number, limit: number) => Promise<Result<readonly Row[]>>
  onRows: () => void
  onError: (error: AppError) => void
}): RowPages<Row> {
  const pages = new Map<number, readonly Row[]>()
  const underWay = new Set<number>()
  const failed = new Set<number>()
  let seen = { first: 0, end: 0 }
  let settling: ReturnType<typeof setTimeout> | undefined
  let isEnded = false

  const lastPage = Math.ceil(deps.rowCount / pageRows) - 1

  /** The wanted pages by priority: visible ones, then the next and the previous page. */
  const wanted = (): number[] => {
    if (seen.end <= seen.first) return []
    const from = Math.floor(seen.first / pageRows)
    const to = Math.floor((seen.end - 1) / pageRows)
    const inSight = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    return [...inSight, to + 1, from - 1].filter((page) => page >= 0 && page <= lastPage)
  }

  const dropFarthest = () => {
    const middle = (seen.first + seen.end) / 2 / pageRows
    while (pages.size > maxPages) {
      const farthest = [...pages.keys()].reduce((one, other) =>
        Math.abs(other - middle) > Math.abs(one - middle) ? other : one
      )
      pages.delete(farthest)
    }
  }

  const keep = (page: number, rows: readonly Row[]) => {
    pages.set(page, rows)
    dropFarthest()
  }

  async function ask(page: number): Promise<void> {
    underWay.add(page)
    const reply = await deps.fetchRows(page * pageRows, pageRows)
    underWay.delete(page)
    if (isEnded) return
    if (reply.ok) {
      keep(page, reply.value)
      deps.onRows()
    } else {
      failed.add(page)
      deps.onError(reply.error)
    }
    askNext()
  }

  function askNext(): void {
    if (isEnded || settling !== undefined) return
    for (const page of wanted()) {
      if (underWay.size >= maxUnderWay) return
      if (!pages.has(page) && !underWay.has(page) && !failed.has(page)) void ask(page)
    }
  }

  return {
    look(first, end) {
      if (first === seen.first && end === seen.end) return
      const isJump = seen.end > 0 && (first >= seen.end || end <= seen.first)
      seen = { first, end }
      if (!isJump) {
        askNext()
        return
      }
      clearTimeout(settling)
      settling = setTimeout(() => {
        settling = undefined
        askNext()
      }, settleMs)
    },
    row: (index) => pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    put(offset, rows) {
      for (let from = 0; from < rows.length; from += pageRows)
        keep((offset + from) / pageRows, rows.slice(from, from + pageRows))
    },
    replace(row) {
      for (const [page, rows] of pages) {
        if (rows.some(({ id }) => id === row.id))
          pages.set(
            page,
            rows.map((known) => (known.id === row.id ? row : known))
          )
      }
      deps.onRows()
    },
    retry() {
      failed.clear()
      askNext()
    },
    end() {
      clearTimeout(settling)
      isEnded = true
    }
  }
}
