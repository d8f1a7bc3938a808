import type { XClient } from 'x11'

/**
 * Calls `onChange` whenever another program copies something (X11's XFIXES extension), so that nothing has to poll.
 * Never does where the X server can't be reached or lacks the extension. Returns a stop function.
 */
export function watchCopying(display: string, onChange: () => void): () => void {
  let client: XClient | null = null
  let isOver = false

  const watch = async (): Promise<void> => {
    const { default: x11 } = await import('x11')
    if (isOver) return
    client = x11.createClient({ display }, (error, connected) => {
      if (error instanceof Error) return
      const { client: to, screen } = connected
      to.require('fixes', (missing, fixes) => {
        if (missing instanceof Error) return
        to.InternAtom(false, 'CLIPBOARD', (_, clipboard) => {
          fixes.SelectSelectionInput(
            screen[0]?.root ?? 0,
            clipboard,
            fixes.SelectionEventMask.SetSelectionOwner
          )
          return true
        })
      })
      to.on('event', ({ name }: { name: string }) => {
        if (name === 'SelectionNotify') onChange()
      })
    })
    // Without a connection nothing is noticed; the clipboard is still read when a hot key is pressed.
    client.on('error', () => undefined)
  }
  void watch()
  return () => {
    isOver = true
    client?.stream?.destroy()
  }
}
