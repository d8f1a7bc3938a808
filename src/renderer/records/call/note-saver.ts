import type { AppError } from '../../../shared/platform/errors'
import type { RecordNote } from '../../../shared/records/records'
import type { Result } from '../../../shared/platform/result'

/** How a note stands. */
export type NoteStatus =
  | { kind: 'clean' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'saved' }
  | { kind: 'failed'; error: AppError }

/** What a saver needs. */
export interface NoteSaverDeps {
  save: (note: RecordNote) => Promise<Result<unknown>>
  /** Runs `later` after `delayMs`; gives back the function that calls it off. */
  after: (delayMs: number, later: () => void) => () => void
  onStatus: (status: NoteStatus) => void
}

/** So long nothing is typed, and it is kept. */
const pauseMs = 800

/**
 * Keeps one call's note while it is written: when the writing pauses, at once when it is asked to, one save at
 * a time, and always what was written last. What could not be kept is tried again with the next change.
 */
export function createNoteSaver({ save, after, onStatus }: NoteSaverDeps) {
  let wanted: RecordNote | null = null
  let isSaving = false
  let callOff: (() => void) | null = null

  async function flush(): Promise<void> {
    callOff?.()
    callOff = null
    if (isSaving || wanted === null) return
    const note = wanted
    isSaving = true
    onStatus({ kind: 'saving' })
    const reply = await save(note)
    isSaving = false
    if (wanted !== note) {
      await flush()
      return
    }
    if (reply.ok) wanted = null
    onStatus(reply.ok ? { kind: 'saved' } : { kind: 'failed', error: reply.error })
  }

  return {
    /** The note as it is written now. */
    change(note: RecordNote): void {
      wanted = note
      if (!isSaving) onStatus({ kind: 'unsaved' })
      callOff?.()
      callOff = after(pauseMs, () => void flush())
    },
    /** Keeps now what isn't kept yet. */
    flush,
    /** Something is written that isn't kept yet. */
    get isPending(): boolean {
      return wanted !== null
    }
  }
}
