/** The row that a key moves the cursor to, not clamped to the list; undefined for other keys. */
export function movedCursor(
  key: string,
  { index, rowCount, fullRows }: { index: number; rowCount: number; fullRows: number }
): number | undefined {
  const page = Math.max(1, fullRows - 1)
  const moves: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: rowCount - 1
  }
  return moves[key]
}
