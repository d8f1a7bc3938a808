/**
 * What a request came to, for the numbers it carried. `under-way`: nobody knows yet; `open`: nothing of it was
 * taken, or a person said so, and its numbers wait for another.
 */
export const requestFates = ['sent', 'refused', 'unknown', 'under-way', 'open'] as const

/** See {@link requestFates}. */
export type RequestFate = (typeof requestFates)[number]

/**
 * The fate of a request `r`, as its place in {@link requestFates}. A number is never in two requests whose fate
 * isn't `open` (`beginRequest` sees to it), so the numbers of a fate are the sum of its requests.
 */
export const fateSql = `CASE
  WHEN r.outcome IS NULL THEN 3
  WHEN r.outcome = 'accepted' OR r.decision = 'taken' THEN 0
  WHEN r.outcome = 'refused' THEN 1
  WHEN r.outcome = 'unknown' AND r.decision IS NULL THEN 2
  ELSE 4 END`

/** The same by name, to compare it. */
export const fateIs = (fate: RequestFate): string => `(${fateSql}) = ${requestFates.indexOf(fate)}`
