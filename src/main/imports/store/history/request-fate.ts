/**
 * What happened to the numbers of a request. `under-way`: not known yet; `open`: none were taken, or the user said
 * so, and they wait for another request.
 */
export const requestFates = ['sent', 'refused', 'unknown', 'under-way', 'open'] as const

/** See {@link requestFates}. */
export type RequestFate = (typeof requestFates)[number]

/**
 * SQL: the fate of a request `r`, as an index into {@link requestFates}. `beginRequest` ensures that a number is in
 * at most one request whose fate isn't `open`, so the numbers of a fate are the sum over its requests.
 */
export const fateSql = `CASE
  WHEN r.outcome IS NULL THEN 3
  WHEN r.outcome = 'accepted' OR r.decision = 'taken' THEN 0
  WHEN r.outcome = 'refused' THEN 1
  WHEN r.outcome = 'unknown' AND r.decision IS NULL THEN 2
  ELSE 4 END`

/** SQL: whether a request has this fate. */
export const fateIs = (fate: RequestFate): string => `(${fateSql}) = ${requestFates.indexOf(fate)}`
