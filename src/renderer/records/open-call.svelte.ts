/** The cursor must rest on a row for this long before its call is shown. */
const followAfterMs = 120

/** The call shown in the details panel; null: none. `cursorId` returns the call at the cursor. */
export function createOpenCall(cursorId: () => string | null) {
  let id = $state<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    get id() {
      return id
    },
    open(next: string): void {
      id = next
    },
    /** Opens the call at the cursor. */
    openCursor(): void {
      id = cursorId() ?? id
    },
    /** While the panel is open, it follows the cursor after a delay. */
    follow(): void {
      clearTimeout(timer)
      if (id === null) return
      timer = setTimeout(() => {
        if (id !== null) id = cursorId() ?? id
      }, followAfterMs)
    },
    close(): void {
      clearTimeout(timer)
      id = null
    }
  }
}
