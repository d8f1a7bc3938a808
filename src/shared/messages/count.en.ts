const plural = new Intl.PluralRules('en')

/** A number with its noun: 1 call, 2 calls. */
export const count = (n: number, one: string, other: string): string =>
  `${n} ${plural.select(n) === 'one' ? one : other}`
