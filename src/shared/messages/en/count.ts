const plural = new Intl.PluralRules('en')

/** The noun, and what belongs to it, after a number that is formatted already. */
export const agreeing = (formatted: string, one: string, other: string): string =>
  `${formatted} ${formatted === '1' ? one : other}`

/** A number with its noun: 1 call, 2 calls. */
export const count = (n: number, one: string, other: string): string =>
  `${n} ${plural.select(n) === 'one' ? one : other}`
