import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'

/** Save state of a note. */
export type NoteStatus =
  | { kind: 'clean' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'saved' }
  | { kind: 'failed'; error: AppError }

export interface NoteSaverDeps<Note> {
  save: (note: Note) => Promise<Result<unknown>>
  /** Runs `later` after `delayMs`; returns a cancel function. */
  after: (delayMs: number, later: () => void) => () => void
  onStatus: (status: NoteStatus) => void
}

/** Save after no input for this long. */
const pauseMs = 800

/**
 * Saves one call's note after a pause in typing or on `flush`. Saves run one at a time, always with the latest text;
 * a failed save is retried with the next change.
 */
export function createNoteSaver<Note>({ save, after, onStatus }: NoteSaverDeps<Note>) {
  let wanted: Note | null = null
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
    /** Sets the current text of the note. */
    change(note: Note): void {
      wanted = note
      if (!isSaving) onStatus({ kind: 'unsaved' })
      callOff?.()
      callOff = after(pauseMs, () => void flush())
    },
    /** Saves pending changes immediately. */
    flush,
    /** True while there are unsaved changes. */
    get isPending(): boolean {
      return wanted !== null
    }
  }
}
