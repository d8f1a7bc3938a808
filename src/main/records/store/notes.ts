import { noteLimits } from '../../../shared/records/records'
import type { RecordNote } from '../../../shared/records/schema'
import type { Notes } from './records-client'

/** Creates the notes, stored in a document, oldest first. */
export function createNotes(document: {
  readonly initial: readonly RecordNote[]
  write(notes: RecordNote[]): void
}): Notes {
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
