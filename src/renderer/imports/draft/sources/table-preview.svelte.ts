import type { PreviewRow } from '../../../../shared/imports/schema'
import type { DraftTable } from '../../../../shared/imports/state-schema'
import { commands } from '../../../platform/bridge'
import { i18n } from '../../../platform/i18n.svelte.ts'

/** The first rows of a table, requested again with each new `look`. Call it during component initialization. */
export function createTablePreview(table: () => Pick<DraftTable, 'id' | 'look'>) {
  let rows = $state.raw<readonly PreviewRow[] | null>(null)
  let failure = $state<string | null>(null)
  let requested = { tableId: -1, look: -1 }

  /** Replies to superseded requests are discarded. */
  async function request(tableId: number, look: number): Promise<void> {
    const mine = { tableId, look }
    requested = mine
    const reply = await commands['imports:preview']({ tableId })
    if (requested !== mine) return
    failure = reply.ok ? null : i18n.error(reply.error)
    if (reply.ok) rows = reply.value
  }

  const tableId = $derived(table().id)
  const look = $derived(table().look)
  $effect(() => void request(tableId, look))

  return {
    /** Null: not loaded yet. */
    get rows() {
      return rows
    },
    /** Why the rows could not be loaded. */
    get failure() {
      return failure
    }
  }
}

/** See {@link createTablePreview}. */
export type TablePreview = ReturnType<typeof createTablePreview>
