import type { Bridge } from '../../../shared/app/contract'
import type { RecordNote } from '../../../shared/records/schema'
import { createNoteSaver, type NoteStatus } from './note-saver'

const after = (delayMs: number, later: () => void): (() => void) => {
  const timer = setTimeout(later, delayMs)
  return () => clearTimeout(timer)
}

/** Editable note and tags of one call. */
export function createCallNote(bridge: Pick<Bridge, 'commands'>, begin: RecordNote) {
  const { id } = begin
  let note = $state(begin.note)
  let tags = $state.raw(begin.tags)
  let status = $state.raw<NoteStatus>({ kind: 'clean' })

  const saver = createNoteSaver({
    save: (kept) => bridge.commands['records:note'](kept),
    after,
    onStatus: (next) => (status = next)
  })
  const changed = (): void => saver.change({ id, note, tags: [...tags] })

  return {
    get note() {
      return note
    },
    set note(next: string) {
      if (next === note) return
      note = next
      changed()
    },
    get tags() {
      return tags
    },
    set tags(next: string[]) {
      tags = next
      changed()
      void saver.flush()
    },
    get status() {
      return status
    },
    /** Saves pending changes immediately. */
    flush: () => void saver.flush(),
    /** Adopts the stored note, unless there are pending changes. */
    adopt(kept: RecordNote): void {
      if (saver.isPending || kept.id !== id) return
      note = kept.note
      if (kept.tags.join('\n') !== tags.join('\n')) tags = kept.tags
    }
  }
}
