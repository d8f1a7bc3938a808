import type { ImportDraft } from '../../shared/imports/state-schema'
import type { ImportsMessages } from '../../shared/messages/en/imports'

/** Short description of a draft. */
export function draftText(draft: ImportDraft | null, t: ImportsMessages['places']): string {
  if (draft === null || draft.tables.length === 0) return t.draftEmpty
  const { check } = draft
  switch (check.kind) {
    case 'reading':
      return t.draftReading
    case 'comparing':
      return t.draftComparing
    case 'ready':
      return t.draftReady(check.summary.valid + (draft.isDoubtfulIncluded ? check.summary.doubtful : 0))
    case 'failed':
      return t.draftProblem
    case 'none':
    case 'cancelled':
      return t.draftLists(draft.tables.length)
  }
}
