/** Something that is made on first use. */
export interface Once<T> {
  get: () => Promise<T>
  /** Null before the first use. */
  made: () => Promise<T> | null
}

/** Runs `make` on first use, and returns the same promise from then on. */
export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | null = null
  return { get: () => (made ??= make()), made: () => made }
}
