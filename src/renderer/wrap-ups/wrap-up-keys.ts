/** The wrap-up that the keys 1–9 and N are for. */
export interface WrapUpTarget {
  /** Handles a plain key; false if it isn't one of the wrap-up's. */
  press(key: string): boolean
}

const shown: WrapUpTarget[] = []

/** The wrap-up on the visible page, else on the card of the last call. */
export const wrapUpKeys = {
  /** Registers a wrap-up while it is shown; returns a function that removes it. */
  add(target: WrapUpTarget): () => void {
    shown.push(target)
    return () => void shown.splice(shown.indexOf(target), 1)
  },
  /** A page over the home view was opened later, so it comes first. */
  press: (key: string): boolean => shown.at(-1)?.press(key) ?? false
}
