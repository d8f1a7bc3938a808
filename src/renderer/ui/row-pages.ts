import type { AppError } from '../../shared/platform/errors'
import type { RecordRow } from '../../shared/records/records'
import type { Result } from '../../shared/platform/result'

/** Rows that are asked for at once. */
export const pageRows = 100
const maxPages = 60
const maxUnderWay = 2
/** After a jump nothing is asked for until the list has stood this long: a dragged thumb passes thousands of pages. */
const settleMs = 40

/** Rows of one view, asked for as they are looked at. */
export interface RowPages<Row extends { id: string } = RecordRow> {
  /** Tells which rows are seen; what is missing of them and around them is asked for, the seen ones first. */
  look(first: number, end: number): void
  /** Undefined while it is under way. */
  row(index: number): Row | undefined
  /** Takes rows that came by another way. `offset`: a multiple of {@link pageRows}. */
  put(offset: number, rows: readonly Row[]): void
  /** Takes a row's new words wherever it is kept. */
  replace(row: Row): void
  /** Pages that failed are asked for again. */
  retry(): void
  /** What is still under way is dropped. */
  end(): void
}

/**
 * Pages of a view of `rowCount` rows: at most {@link maxPages} are kept, at most two questions are under way.
 * What was scrolled past meanwhile is not asked for any more. `onRows`: some came; `onError`: some won't.
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

  /** The pages that are wanted, most wanted first: seen, then one behind and one before them. */
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
