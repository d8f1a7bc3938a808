const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]')

const hasDialog = (): boolean => document.querySelector('dialog[open]') !== null

/** Shortcuts of the draft that work anywhere in the window, unless an element has already handled the key. */
export function draftKey(
  event: KeyboardEvent,
  does: { choose: () => void; search: () => boolean; undo: () => void }
): void {
  const isMod = event.ctrlKey || event.metaKey
  if (event.defaultPrevented || event.isComposing || !isMod || event.altKey || event.shiftKey) return
  if (hasDialog()) return
  if (event.code === 'KeyO') {
    if (!event.repeat) does.choose()
  } else if (event.code === 'KeyF') {
    if (!does.search()) return
  } else if (event.code === 'KeyZ' && !isTextField(event.target)) does.undo()
  else return
  event.preventDefault()
}

/** Handles a paste outside of text fields: adds the copied files or text. */
export function draftPaste(
  event: ClipboardEvent,
  takes: { files: (files: File[]) => void; text: (text: string) => void }
): void {
  if (event.defaultPrevented || isTextField(event.target) || hasDialog()) return
  const files = [...(event.clipboardData?.files ?? [])]
  const text = event.clipboardData?.getData('text/plain') ?? ''
  // Spreadsheets also put a picture of the cells on the clipboard: prefer the text.
  if (text.trim() !== '') takes.text(text)
  else if (files.length > 0) takes.files(files)
  else return
  event.preventDefault()
}
