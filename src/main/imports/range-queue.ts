/** Positions of numbers in an import, from 0; `to` is not part of it. */
export interface PositionRange {
  from: number
  to: number
}

/** Ranges of positions that don't overlap, the lowest first. None is ever joined with another. */
export interface RangeQueue {
  /** `range` overlaps none that is in it; an empty one is left out. */
  add(range: PositionRange): void
  /** Takes these positions out of whichever ranges hold them. */
  remove(range: PositionRange): void
  /** Null: there is none. */
  lowest(): PositionRange | null
  /** All of them, ascending. */
  all(): PositionRange[]
}

/**
 * A queue of `ranges`. Requests take the beginning of a range, and that costs the same however many there
 * are: an import can have hundreds of thousands of requests behind it.
 */
export function createRangeQueue(ranges: Iterable<PositionRange>): RangeQueue {
  const endByStart = new Map<number, number>()
  // A binary heap of starts. Those that are in the map no more are dropped when they come up.
  const heap: number[] = []

  const push = (start: number): void => {
    let at = heap.push(start) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const other = heap[above] ?? 0
      if (other <= start) break
      heap[at] = other
      at = above
    }
    heap[at] = start
  }

  const dropTop = (): void => {
    const start = heap.pop()
    if (start === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const [left, right] = [heap[2 * at + 1] ?? Infinity, heap[2 * at + 2] ?? Infinity]
      const least = Math.min(left, right)
      if (least >= start) break
      heap[at] = least
      at = 2 * at + (left <= right ? 1 : 2)
    }
    heap[at] = start
  }

  const add = ({ from, to }: PositionRange): void => {
    if (to <= from) return
    endByStart.set(from, to)
    push(from)
  }

  const cutOut = (start: number, end: number, { from, to }: PositionRange): void => {
    endByStart.delete(start)
    add({ from: start, to: Math.min(end, from) })
    add({ from: Math.max(start, to), to: end })
  }

  for (const range of ranges) add(range)

  return {
    add,
    remove(range) {
      const end = endByStart.get(range.from)
      if (end !== undefined && end >= range.to) cutOut(range.from, end, range)
      else
        for (const [at, its] of [...endByStart]) if (at < range.to && range.from < its) cutOut(at, its, range)
    },
    lowest() {
      for (let from = heap[0]; from !== undefined; from = heap[0]) {
        const to = endByStart.get(from)
        if (to !== undefined) return { from, to }
        dropTop()
      }
      return null
    },
    all: () => [...endByStart].map(([from, to]) => ({ from, to })).sort((a, b) => a.from - b.from)
  }
}
