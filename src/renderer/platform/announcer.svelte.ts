import { untrack } from 'svelte'

let polite = $state('')
let assertive = $state('')

// Screen readers speak a live region only when its text changes, so a repeated sentence must differ. `untrack`: an
// effect that announces must not depend on the announced text.
const different = (before: string, sentence: string) => (before === sentence ? `${sentence}\u00a0` : sentence)

/** Announces text to screen readers without moving the focus. */
export const announcer = {
  get polite() {
    return polite
  },
  get assertive() {
    return assertive
  },
  /** After the reader has finished its sentence. */
  say(sentence: string): void {
    polite = different(
      untrack(() => polite),
      sentence
    )
  },
  /** Interrupts the reader: for errors. */
  warn(sentence: string): void {
    assertive = different(
      untrack(() => assertive),
      sentence
    )
  },
  /** Empties the live regions: a screen reader can read them again. */
  clear(): void {
    polite = ''
    assertive = ''
  }
}
