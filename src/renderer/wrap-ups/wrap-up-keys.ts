/** The wrap-up that the keys 1–9 and N are for. */
export interface WrapUpTarget {
  /** Handles a plain key; false if it isn't one of the wrap-up's. */
  press(key: string): boolean
}

/** Where a wrap-up is shown: on a call's page, or on the card of a call, which a page covers. */
type WrapUpPlace = 'page' | 'card'

/** Creates the register of the wrap-ups that are shown. */
export function createWrapUpKeys() {
  const shown: { place: WrapUpPlace; target: WrapUpTarget }[] = []
  return {
    /** Registers a wrap-up while it is shown; returns a function that removes it. */
    add(place: WrapUpPlace, target: WrapUpTarget): () => void {
      const one = { place, target }
      shown.push(one)
      return () => void shown.splice(shown.indexOf(one), 1)
    },
    /** Gives a key to the wrap-up of the last call that is shown at a place; false if it isn't one of its keys. */
    press: (place: WrapUpPlace, key: string): boolean =>
      shown.findLast((one) => one.place === place)?.target.press(key) ?? false
  }
}

/** The wrap-ups of the main window. */
export const wrapUpKeys = createWrapUpKeys()
