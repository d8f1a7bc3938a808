import type { EntriesMessages } from '../../shared/messages/en/entries'

/** Labels for exported entries by key: columns (`column.…`), outcomes (`part.…`), and reasons by code. */
export function entryLabels(
  { column, parts, reasons, pasted }: EntriesMessages,
  progressColumns: Record<string, string>
): Record<string, string> {
  const keyed = (prefix: string, words: Record<string, string>): [string, string][] =>
    Object.entries(words).map(([key, word]) => [`${prefix}${key}`, word])
  return Object.fromEntries([
    ...keyed('column.', column),
    ...keyed('column.', progressColumns),
    ...keyed('part.', parts),
    ...keyed('', reasons),
    ['pasted', pasted]
  ])
}
