import { noteLimits, type RecordNote } from '../../../shared/records/records'
import type { NoteBook } from './records-client'

/** The notes over a document that keeps them; the oldest first. */
export function createNoteBook(document: {
  readonly initial: readonly RecordNote[]
  write(notes: RecordNote[]): void
}): NoteBook {
  const byId = new Map(document.initial.map((note) => [note.id, note]))
  return {
    all: () => [...byId.values()],
    set(note) {
      const isBlank = note.note === '' && note.tags.length === 0
      if (!isBlank && !byId.has(note.id) && byId.size >= noteLimits.maxNotes) return false
      if (isBlank) byId.delete(note.id)
      else byId.set(note.id, note)
      document.write([...byId.values()])
      return true
    }
  }
}
