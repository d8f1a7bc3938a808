import type { Result } from '../../shared/platform/result'
import type { RecordNote } from '../../shared/records/row-schema'
import { createNoteSaver, type NoteStatus } from './note-saver'

/** Note and tags of a call. */
export type KeptNote = Pick<RecordNote, 'note' | 'tags'>

/** Saves what the user changed of a note. */
export type SaveNote = (note: KeptNote) => Promise<Result<unknown>>

const after = (delayMs: number, later: () => void): (() => void) => {
  const timer = setTimeout(later, delayMs)
  return () => clearTimeout(timer)
}

/** Editable note and tags of one call. */
export function createCallNote(save: SaveNote, begin: KeptNote) {
  let note = $state(begin.note)
  let tags = $state.raw(begin.tags)
  let status = $state.raw<NoteStatus>({ kind: 'clean' })

  const saver = createNoteSaver<KeptNote>({ save, after, onStatus: (next) => (status = next) })
  const changed = (): void => saver.change({ note, tags: [...tags] })

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
    /** What isn't saved yet; null: nothing. */
    get unsaved(): KeptNote | null {
      return saver.isPending ? { note, tags: [...tags] } : null
    },
    get status() {
      return status
    },
    /** Saves pending changes immediately. */
    flush: () => void saver.flush(),
    /** Adopts the stored note, unless there are pending changes. */
    adopt(kept: KeptNote): void {
      if (saver.isPending) return
      note = kept.note
      if (kept.tags.join('\n') !== tags.join('\n')) tags = kept.tags
    }
  }
}
