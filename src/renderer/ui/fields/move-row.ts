import { tick } from 'svelte'

/** A step up or down a list. */
export type MoveStep = -1 | 1

/** The step of Alt+↑ or Alt+↓; null for other keys. */
export function stepOfKey(event: KeyboardEvent): MoveStep | null {
  if (!event.altKey || event.isComposing) return null
  return event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
}

/** Runs `change`, which moves the row (`li`) that has the focus, and keeps the focus in it. */
export async function moveFocusedRow(step: MoveStep, change: () => void): Promise<void> {
  const focused = document.activeElement
  const row = focused?.closest('li')
  change()
  await tick()
  // Moving a row loses the focus, and its button may be disabled now.
  if (focused instanceof HTMLInputElement) focused.focus()
  else {
    const button =
      row?.querySelector<HTMLElement>(`[data-move="${step}"]:enabled`) ??
      row?.querySelector<HTMLElement>('[data-move]:enabled')
    button?.focus()
  }
  row?.scrollIntoView({ block: 'nearest' })
}
