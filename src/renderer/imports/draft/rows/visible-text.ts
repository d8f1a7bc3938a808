/**
 * Text out of a file as it can be shown: control characters as signs (→ for a tab, ↵ for the end of a line, · for
 * others), and without what has no width or would turn the direction of what follows.
 */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (control) => {
    if (control === '\t') return '→'
    if (control === '\n' || control === '\r') return '↵'
    // C0 and DEL are damage that is to be seen.
    return control < ' ' || control === '\u007f' ? '·' : ''
  })
}

/** The same for text that is to be changed by hand: a control character becomes a space. */
export function editableText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/\p{Cf}/gu, '')
}
