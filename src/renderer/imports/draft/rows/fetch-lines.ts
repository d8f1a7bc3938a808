import type { Bridge } from '../../../../shared/app/contract'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/schema'
import type { FetchPart } from '../../../ui/grid/paged-list-base'

/** Loads the lines of a draft under a filter, all of the revision of the first reply. */
export function fetchLines(
  commands: Pick<Bridge['commands'], 'imports:lines'>,
  filter: DraftFilter
): FetchPart<DraftLine> {
  let firstRevision: number | null = null
  return async (offset, limit) => {
    const reply = await commands['imports:lines']({ filter, offset, limit })
    if (!reply.ok) return reply
    const { revision, total, lines } = reply.value
    firstRevision ??= revision
    return revision === firstRevision
      ? { ok: true, value: { total, rows: lines } }
      : { ok: false, error: { code: 'view-outdated' } }
  }
}
