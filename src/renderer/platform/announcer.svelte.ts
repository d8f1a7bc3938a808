import { untrack } from 'svelte'

let polite = $state('')
let assertive = $state('')

// A reader speaks a live region when its text changes: a sentence said twice must differ. Whoever
// speaks from an effect must not depend on what was said (hence untrack).
const different = (before: string, sentence: string) => (before === sentence ? `${sentence}\u00a0` : sentence)

/** What a screen reader is told without the focus moving. */
export const announcer = {
  get polite() {
    return polite
  },
  get assertive() {
    return assertive
  },
  /** When the reader is done with what it says. */
  say(sentence: string): void {
    polite = different(
      untrack(() => polite),
      sentence
    )
  },
  /** At once: errors. */
  warn(sentence: string): void {
    assertive = different(
      untrack(() => assertive),
      sentence
    )
  }
}
