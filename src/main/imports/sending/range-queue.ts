/** Positions of numbers in an import, from 0; `to` is exclusive. */
export interface PositionRange {
  from: number
  to: number
}

/** Disjoint ranges of positions, lowest first. Adjacent ranges are never merged. */
export interface RangeQueue {
  /** `range` must not overlap any range of the queue; an empty one is ignored. */
  add(range: PositionRange): void
  /** Removes these positions from all ranges that contain them. */
  remove(range: PositionRange): void
  /** Null: the queue is empty. */
  lowest(): PositionRange | null
  /** All ranges, ascending. */
  all(): PositionRange[]
}

/**
 * Creates a queue of `ranges`. Taking the beginning of the lowest range doesn't scan the others: an import can have
 * hundreds of thousands of requests.
 */
export function createRangeQueue(ranges: Iterable<PositionRange>): RangeQueue {
  const endByStart = new Map<number, number>()
  // A binary heap of starts. Starts that are no longer in the map are dropped when they reach the top.
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
