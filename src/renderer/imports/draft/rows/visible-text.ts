/**
 * Makes text from a file safe to display: control characters become symbols (→ for a tab, ↵ for a line break, · for
 * others); zero-width and bidirectional formatting characters are removed.
 */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (control) => {
    if (control === '\t') return '→'
    if (control === '\n' || control === '\r') return '↵'
    // Show C0 characters and DEL: they are damage.
    return control < ' ' || control === '\u007f' ? '·' : ''
  })
}

/** The same for editable text: a control character becomes a space. */
export function editableText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/\p{Cf}/gu, '')
}
