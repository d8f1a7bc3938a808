import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { noteLimits } from '../../../shared/records/records'
import { noteChangeSchema, type NoteChange } from '../../../shared/records/row-schema'
import { ownFile, writeAtomicSync } from '../../platform/files/atomic-file'
import { diskError } from '../../platform/files/disk-errors'
import { appendLines } from '../../platform/files/line-log'

// The notes of one account: a text file with a line of JSON per change, oldest first (docs/decisions/0032). A line is
// only ever added, so saving a note costs the same after years of calls, and a damaged line loses only itself.

/** The notes' file of one account. */
export interface NoteLog {
  readonly file: string
  /** The change is on the disk when this returns. Errors: `notes-full`, `disk-full`, `folder-unwritable`. */
  append(change: NoteChange): Result<undefined>
  /** Rewrites the file without lines that others replaced, and without removed notes. Never throws. */
  compact(): Promise<void>
}

const lineOf = (change: NoteChange): string => `${JSON.stringify(change)}\n`
/** Notes that an earlier version kept in a document. */
export interface FormerNotes {
  notes: readonly NoteChange[]
  /** Called once they are in the log, on the disk. */
  onTakenOver: (notes: readonly NoteChange[]) => void
}

/** Puts the former notes before the others, which are newer. A kill in between repeats it, which changes nothing. */
function takeOver(file: string, { notes, onTakenOver }: FormerNotes): void {
  if (notes.length === 0) return
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const own = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  writeAtomicSync(file, Buffer.concat([Buffer.from(notes.map(lineOf).join('')), own]), ownFile)
  onTakenOver(notes)
}

/** Opens the notes in `file`. Never throws: what can't be taken over now is taken over at the next start. */
export function openNoteLog(file: string, former: FormerNotes): NoteLog {
  try {
    takeOver(file, former)
  } catch {
    // The former notes stay in their document.
  }
  let compacting: { added: string[] } | null = null
  return {
    file,
    append(change) {
      try {
        const line = lineOf(change)
        if (!appendLines(file, line, noteLimits.maxFileBytes)) return failed({ code: 'notes-full' })
        compacting?.added.push(line)
        return succeeded(undefined)
      } catch (problem) {
        return failed(diskError(problem))
      }
    },
    async compact() {
      if (compacting !== null) return
      const current = { added: [] as string[] }
      compacting = current
      try {
        const text = await readFile(file, 'utf8')
        const lines: string[] = []
        const { byId, unreadable } = await notesIn(text)
        for (const line of unreadable) lines.push(`${line}\n`)
        for (const note of byId.values()) if (!isBlank(note)) lines.push(lineOf(note))
        // What was added meanwhile is newer, and at most repeated.
        writeAtomicSync(file, [...lines, ...current.added].join(''), ownFile)
      } catch {
        // The file is as it was; tried again at the next opening.
      } finally {
        compacting = null
      }
    }
  }
}

function changeIn(line: string): NoteChange | null {
  try {
    return noteChangeSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** Fewer replaced lines aren't worth a rewriting. */
const minReplaced = 500

/** Lines parsed in one go, so that the main process stays responsive. */
const batchLines = 500

const isBlank = ({ result = null, note = '', tags = [] }: NoteChange): boolean =>
  result === null && note === '' && tags.length === 0

/** The notes of all calls, and the lines that were read. */
interface ReadNotes {
  byId: Map<string, NoteChange>
  /** Lines with a part that a later line replaced. */
  replaced: number
  /** A note or tags were removed: their text has to leave the file. */
  hasRemoved: boolean
  /** Kept as they are: of a later version, or damaged. */
  unreadable: string[]
}

function addLine(read: ReadNotes, line: string): void {
  if (line === '') return
  const change = changeIn(line)
  if (change === null) {
    read.unreadable.push(line)
    return
  }
  const before = read.byId.get(change.id)
  read.byId.set(change.id, { ...before, ...change })
  if (before === undefined) return
  const isReplaced = (['result', 'note', 'tags'] as const).some(
    (part) => change[part] !== undefined && before[part] !== undefined
  )
  if (isReplaced) read.replaced += 1
  const { note = '', tags = [] } = before
  read.hasRemoved ||= (note !== '' && change.note === '') || (tags.length > 0 && change.tags?.length === 0)
}

const nothingRead = (): ReadNotes => ({
  byId: new Map(),
  replaced: 0,
  hasRemoved: false,
  unreadable: []
})

/** Parses the lines of `text` in batches. */
async function notesIn(text: string): Promise<ReadNotes> {
  const read = nothingRead()
  const lines = text.split('\n')
  for (let from = 0; from < lines.length; from += batchLines) {
    for (const line of lines.slice(from, from + batchLines)) addLine(read, line)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return read
}

/**
 * Reads the notes of all calls. `unreadable`: lines that were left out; `isCompactable`: compacting is worth its while.
 * Throws if the file can't be read.
 */
export function readNoteLog(file: string): {
  notes: NoteChange[]
  unreadable: number
  isCompactable: boolean
} {
  const read = nothingRead()
  if (existsSync(file)) for (const line of readFileSync(file, 'utf8').split('\n')) addLine(read, line)
  const notes = [...read.byId.values()].filter((note) => !isBlank(note))
  const isWasteful = read.replaced > minReplaced + notes.length / 2
  return { notes, unreadable: read.unreadable.length, isCompactable: read.hasRemoved || isWasteful }
}
