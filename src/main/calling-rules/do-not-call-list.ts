import { z } from 'zod'
import { ruleLimits } from '../../shared/calling-rules/limits'
import { doNotCallEntrySchema, type DoNotCallEntry } from '../../shared/calling-rules/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { findNumbers } from '../numbers/number'
import type { Clock, LineLog } from '../platform/ports'

/** So many changes can be undone. */
const maxUndo = 20

/** Fewer replaced lines aren't worth rewriting the file. */
const minReplaced = 500

/** A line of the file: an entry, or a number that was removed. */
const lineSchema = z.union([
  doNotCallEntrySchema,
  z.strictObject({ number: doNotCallEntrySchema.shape.number, isRemoved: z.literal(true) })
])
type Line = z.infer<typeof lineSchema>

function lineIn(text: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What a change replaced: the former entries; null: the number wasn't on the list. */
type Former = Map<string, DoNotCallEntry | null>

/** What became of numbers that were to be added. `changeId`: for `undo`; null: nothing changed. */
export interface Added {
  changeId: number | null
  added: number
  /** They were on the list for a shorter time. */
  extended: number
  /** They were on the list already and stay as they are. */
  known: number
}

const unknown = failed({ code: 'do-not-call-unknown' })

const endOf = ({ untilMs }: Pick<DoNotCallEntry, 'untilMs'>): number => untilMs ?? Infinity

/** The order of the list: the latest first. */
const byAdded = (a: DoNotCallEntry, b: DoNotCallEntry): number =>
  b.addedAtMs - a.addedAtMs || a.number.localeCompare(b.number)

/**
 * The do-not-call list of a tenant (黑名单): entries in memory, and a file to which each change is added. The file is
 * read on first use, and again while it can't be read. Errors of changes: `do-not-call-full`, `do-not-call-unknown`,
 * `disk-full`, `folder-unwritable`; then nothing changed.
 */
export class DoNotCallList {
  readonly #log: LineLog
  readonly #clock: Pick<Clock, 'now'>
  readonly #onChange: () => void
  #entries: Map<string, DoNotCallEntry> | null = null
  #sorted: DoNotCallEntry[] | null = null
  #undo = new Map<number, Former>()
  #lastChange = 0

  /** `clock`: this computer's. */
  constructor(deps: { log: LineLog; clock: Pick<Clock, 'now'>; onChange: () => void }) {
    this.#log = deps.log
    this.#clock = deps.clock
    this.#onChange = deps.onChange
  }

  /** False: the file can't be read, so any number may be on the list. */
  isKnown(): boolean {
    return this.#load() !== null
  }

  /** The entry that forbids calls to the number now; null: none, or not known. */
  find(number: string): DoNotCallEntry | null {
    const entry = this.#load()?.get(number)
    return entry !== undefined && this.#holds(entry) ? entry : null
  }

  /** The entries that hold now. */
  count(): number {
    return this.#current().length
  }

  /** The numbers that hold now; null: the file can't be read. */
  numbers(): string[] | null {
    return this.isKnown() ? this.#current().map(({ number }) => number) : null
  }

  /** The entries that hold now, the latest first, and how many match `search`: digits of the number or a part of the reason. */
  page(asked: { search: string; offset: number; limit: number }): {
    entries: DoNotCallEntry[]
    total: number
  } {
    const text = asked.search.trim().toLocaleLowerCase()
    const [number, ...others] = findNumbers(text)
    const isNumber = number !== undefined && others.length === 0
    const digits = isNumber ? number.dial : text.replace(/[\s\-()+]/g, '')
    const isFound = (entry: DoNotCallEntry): boolean =>
      (digits !== '' && entry.number.includes(digits)) || entry.reason.toLocaleLowerCase().includes(text)
    const found = text === '' ? this.#current() : this.#current().filter(isFound)
    return { entries: found.slice(asked.offset, asked.offset + asked.limit), total: found.length }
  }

  /** Adds numbers (digits to dial). A number on the list stays as it is, unless it would be on it for longer now. */
  add(numbers: readonly string[], about: Pick<DoNotCallEntry, 'reason' | 'untilMs'>): Result<Added> {
    const entries = this.#load()
    if (entries === null) return unknown
    const lines: DoNotCallEntry[] = []
    const addedAtMs = this.#clock.now()
    const asked = new Set(numbers)
    let extended = 0
    for (const number of asked) {
      const entry = this.find(number)
      if (entry !== null && endOf(about) <= endOf(entry)) continue
      if (entry !== null) extended += 1
      const reason = about.reason === '' ? (entry?.reason ?? '') : about.reason
      lines.push({ number, reason, addedAtMs, untilMs: about.untilMs })
    }
    const counts = { added: lines.length - extended, extended, known: asked.size - lines.length }
    if (lines.length === 0) return succeeded({ changeId: null, ...counts })
    this.#forgetExpired(entries)
    if (entries.size + counts.added > ruleLimits.maxDoNotCall) return failed({ code: 'do-not-call-full' })
    const changed = this.#change(entries, lines)
    return changed.ok ? succeeded({ ...changed.value, ...counts }) : changed
  }

  /** Removes numbers; those that aren't on the list don't matter. `changeId`: for `undo`; null: nothing changed. */
  remove(numbers: readonly string[]): Result<{ changeId: number | null }> {
    const entries = this.#load()
    if (entries === null) return unknown
    const listed = [...new Set(numbers)].filter((number) => entries.has(number))
    if (listed.length === 0) return succeeded({ changeId: null })
    return this.#change(
      entries,
      listed.map((number) => ({ number, isRemoved: true }))
    )
  }

  /** Undoes a change of this run, once; later changes of the same numbers are replaced. */
  undo(changeId: number): Result<undefined> {
    const former = this.#undo.get(changeId)
    const entries = this.#load()
    if (former === undefined || entries === null) return failed({ code: 'not-found' })
    const undone = this.#change(
      entries,
      [...former].map(([number, entry]) => entry ?? { number, isRemoved: true as const })
    )
    if (!undone.ok) return undone
    this.#undo.delete(changeId)
    this.#undo.delete(undone.value.changeId)
    return succeeded(undefined)
  }

  #holds({ untilMs }: DoNotCallEntry): boolean {
    const dateMs = this.#clock.now()
    return untilMs === null || untilMs > dateMs
  }

  /** Never longer than it was sorted: expired entries are left out. */
  #current(): DoNotCallEntry[] {
    const entries = this.#load()
    if (entries === null) return []
    this.#sorted ??= [...entries.values()].sort(byAdded)
    return this.#sorted.filter((entry) => this.#holds(entry))
  }

  #forgetExpired(entries: Map<string, DoNotCallEntry>): void {
    for (const [number, entry] of entries) if (!this.#holds(entry)) entries.delete(number)
    this.#sorted = null
  }

  #change(entries: Map<string, DoNotCallEntry>, lines: readonly Line[]): Result<{ changeId: number }> {
    const former: Former = new Map(lines.map(({ number }) => [number, entries.get(number) ?? null]))
    const written = this.#log.append(lines.map((line) => JSON.stringify(line)))
    if (!written.ok) return written
    for (const line of lines) this.#apply(entries, line)
    this.#sorted = null
    const changeId = (this.#lastChange += 1)
    this.#undo.set(changeId, former)
    const [oldest] = this.#undo.size > maxUndo ? this.#undo.keys() : []
    if (oldest !== undefined) this.#undo.delete(oldest)
    this.#onChange()
    return succeeded({ changeId })
  }

  #apply(entries: Map<string, DoNotCallEntry>, line: Line): void {
    if ('isRemoved' in line) entries.delete(line.number)
    else entries.set(line.number, line)
  }

  /** Null: the file can't be read. */
  #load(): Map<string, DoNotCallEntry> | null {
    if (this.#entries !== null) return this.#entries
    const texts = this.#log.read()
    if (texts === null) return null
    const entries = new Map<string, DoNotCallEntry>()
    const unreadable: string[] = []
    for (const text of texts) {
      const line = lineIn(text)
      if (line === null) unreadable.push(text)
      else this.#apply(entries, line)
    }
    this.#entries = entries
    // A removed number has to leave the file in the end, too. Unreadable lines may be of a later version.
    if (texts.length > minReplaced + 1.5 * entries.size) {
      const kept = [...entries.values()].filter((entry) => this.#holds(entry))
      this.#log.replace([...unreadable, ...kept.map((entry) => JSON.stringify(entry))])
    }
    return entries
  }
}
