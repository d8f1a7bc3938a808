const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]')

const hasDialog = (): boolean => document.querySelector('dialog[open]') !== null

/** The keys of the draft that work wherever the focus is. What took a key before has prevented its default. */
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

/** A paste outside of text fields adds what was copied: files, or text. */
export function draftPaste(
  event: ClipboardEvent,
  takes: { files: (files: File[]) => void; text: (text: string) => void }
): void {
  if (event.defaultPrevented || isTextField(event.target) || hasDialog()) return
  const files = [...(event.clipboardData?.files ?? [])]
  const text = event.clipboardData?.getData('text/plain') ?? ''
  // Cells copied from a spreadsheet are also a picture: their text is meant.
  if (text.trim() !== '') takes.text(text)
  else if (files.length > 0) takes.files(files)
  else return
  event.preventDefault()
}
