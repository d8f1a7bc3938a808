import type { ListsMessages } from '../../../shared/messages/en/lists'
import type { ImportDraft, ImportsState } from '../../../shared/imports/state-schema'
import { isActive, isFinished } from '../imports'
import { sendCount } from './amounts'

/** Why the import can't start. `importId`: the import that blocks it. */
export interface ImportBlock {
  reason: keyof ListsMessages['start']['blocks']
  importId: string | null
}

const block = (reason: ImportBlock['reason'], importId: string | null = null): ImportBlock => ({
  reason,
  importId
})

function listBlock({ tables, check, isDoubtfulIncluded }: ImportDraft): ImportBlock | null {
  if (tables.length === 0) return block('no-list')
  if (tables.every(({ isIncluded }) => !isIncluded)) return block('not-included')
  switch (check.kind) {
    case 'none': {
      const isLooking = tables.some(({ isIncluded, reading }) => isIncluded && reading.kind === 'looking')
      return block(isLooking ? 'reading' : 'no-column')
    }
    case 'ready':
      return sendCount(check.summary, isDoubtfulIncluded) === 0 ? block('no-number') : null
    default:
      return block(check.kind)
  }
}

/**
 * The first reason why the draft can't be imported, in the order in which a user would fix them; null: none.
 * `typed`: state of unselected text in the campaign box.
 */
export function importBlock(
  draft: ImportDraft,
  imports: ImportsState,
  typed: 'none' | 'typed' | 'invalid'
): ImportBlock | null {
  if (!imports.isOpen) return block('not-open')
  const ofLists = listBlock(draft)
  if (ofLists !== null) return ofLists
  if (typed === 'invalid') return block('campaign-invalid')
  if (typed === 'typed') return block('campaign-typed')
  if (draft.campaignId === '') return block('no-campaign')
  const unfinished = imports.imports.find(
    (one) => one.campaignId === draft.campaignId && !isFinished(one.status)
  )
  if (unfinished !== undefined) return block('unfinished', unfinished.id)
  const running = imports.imports.find(({ status }) => isActive(status))
  return running === undefined ? null : block('running', running.id)
}
