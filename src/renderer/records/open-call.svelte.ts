/** The cursor must rest on a row for this long before its call is shown. */
const followAfterMs = 120

/** The call whose details are shown beside the list; null: none. `cursorId`: the call of the cursor. */
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
    /** Opens the cursor's call. */
    openCursor(): void {
      id = cursorId() ?? id
    },
    /** While details are shown, they follow the cursor once it rests. */
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
