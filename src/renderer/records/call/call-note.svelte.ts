import type { Bridge } from '../../../shared/app/contract'
import type { RecordNote } from '../../../shared/records/records'
import { createNoteSaver, type NoteStatus } from './note-saver'

const after = (delayMs: number, later: () => void): (() => void) => {
  const timer = setTimeout(later, delayMs)
  return () => clearTimeout(timer)
}

/** The note and the tags of one call as they are being written. */
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
    /** Keeps now what isn't kept yet. */
    flush: () => void saver.flush(),
    /** What the store has, as long as nothing else is being written here. */
    adopt(kept: RecordNote): void {
      if (saver.isPending || kept.id !== id) return
      note = kept.note
      if (kept.tags.join('\n') !== tags.join('\n')) tags = kept.tags
    }
  }
}
