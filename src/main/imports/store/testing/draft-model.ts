import {
  damageCodes,
  doubtCodes,
  invalidCodes,
  validCodes,
  type CellCode,
  type DamageCode,
  type LeftOutReason
} from '../../../../shared/imports/imports'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/schema'
import type { EntryUnderTest } from './draft'
import { readFix } from '../drafts/draft-fixes'

// The contract of a draft without a database: plain lists, searched linearly.

type Entry = Omit<DraftLine, 'reason' | 'first'>

/** The model's result of a comparison. */
export interface ModelComparison {
  lines: DraftLine[]
  reasonOf: ReadonlyMap<number, LeftOutReason | null>
}

const isIn = (list: readonly string[], code: string): boolean => list.includes(code)
const isNumber = (code: CellCode): boolean => !isIn(invalidCodes, code)
const isDoubt = (code: string | null): boolean => code !== null && isIn(doubtCodes, code)

/** A draft as plain lists. */
export function createDraftModel() {
  const tables = new Map<number, Entry[]>()
  let undo: { before: Entry[] }[] = []
  let compared: ModelComparison = { lines: [], reasonOf: new Map() }
  let nextN = 0
  const blocked = new Set<string>()
  const ledger = new Map<string, 1 | 2>()

  const all = (): Entry[] => [...tables.values()].flat()
  const change = (entries: readonly Entry[], to: (entry: Entry) => Partial<Entry>): void => {
    if (entries.length === 0) return
    undo.push({ before: entries.map((entry) => ({ ...entry })) })
    for (const entry of entries) Object.assign(entry, to(entry))
  }
  const forget = (tableId: number): void => {
    const gone = new Set((tables.get(tableId) ?? []).map(({ n }) => n))
    tables.delete(tableId)
    undo = undo
      .map(({ before }) => ({ before: before.filter(({ n }) => !gone.has(n)) }))
      .filter(({ before }) => before.length > 0)
  }

  return {
    blocked,
    ledger,
    read(tableId: number, entries: readonly EntryUnderTest[]): void {
      forget(tableId)
      tables.set(
        tableId,
        entries.map(({ code, dial, text, suggestion, column }, at) => ({
          n: nextN + at,
          tableId,
          line: at + 1,
          column: column ?? 0,
          text: (text ?? '') === '' ? (dial ?? '') : (text ?? ''),
          code,
          dial: dial ?? null,
          suggestion: suggestion ?? null,
          isFixed: false
        }))
      )
      nextN += entries.length
    },
    forget,
    clear(): void {
      tables.clear()
      undo = []
      compared = { lines: [], reasonOf: new Map() }
    },
    entries: all,
    tableIds: (): number[] => [...tables.keys()],
    fix(n: number, text: string): void {
      const { code, dial, suggestion } = readFix(text)
      const kept = {
        code,
        dial,
        suggestion,
        text: text === '' ? (dial ?? '') : text,
        isFixed: isNumber(code)
      }
      change(
        all().filter((entry) => entry.n === n),
        () => kept
      )
    },
    accept(damage: DamageCode): number {
      const meant = all().filter(
        ({ n, code, suggestion }) => code === damage && suggestion !== null && compared.reasonOf.has(n)
      )
      const read = new Map(meant.map(({ n, suggestion }) => [n, readFix(suggestion ?? '')]))
      const good = meant.filter(({ n }) => read.get(n)?.dial != null)
      change(good, ({ n, text }) => ({ ...read.get(n), text, suggestion: null, isFixed: true }))
      return good.length
    },
    undo(): { undone: number; canUndo: boolean } {
      const step = undo.pop()
      const byN = new Map(all().map((entry) => [entry.n, entry]))
      for (const before of step?.before ?? []) Object.assign(byN.get(before.n) ?? {}, before)
      return { undone: step?.before.length ?? 0, canUndo: undo.length > 0 }
    },
    compare(tableIds: readonly number[], campaignId: string | null): ModelComparison {
      const chosen = tableIds.flatMap((id) => tables.get(id) ?? [])
      const firsts = new Map<string, Entry>()
      for (const isSure of [true, false])
        for (const entry of chosen)
          if (entry.dial !== null && isNumber(entry.code) && isIn(validCodes, entry.code) === isSure)
            if (!firsts.has(entry.dial)) firsts.set(entry.dial, entry)
      const reasonOf = (entry: Entry): LeftOutReason | null => {
        const { code, dial } = entry
        const invalid = invalidCodes.find((one) => one === code)
        if (invalid !== undefined) return invalid
        if (dial !== null) {
          if (blocked.has(dial)) return 'blocked'
          const state = campaignId === null ? undefined : ledger.get(`${campaignId} ${dial}`)
          if (state !== undefined) return state === 1 ? 'imported-before' : 'maybe-imported'
          if (firsts.get(dial) !== entry) return 'repeated'
        }
        return doubtCodes.find((one) => one === code) ?? null
      }
      const lines = chosen.map((entry): DraftLine => {
        const { n, tableId, line, column, text, code, dial, suggestion, isFixed } = entry
        const reason = reasonOf(entry)
        const first = reason === 'repeated' ? firsts.get(dial ?? '') : undefined
        return {
          ...{ n, tableId, line, column, text, code, dial, suggestion, isFixed, reason },
          first: first === undefined ? null : { tableId: first.tableId, line: first.line }
        }
      })
      compared = { lines, reasonOf: new Map(lines.map(({ n, reason }) => [n, reason])) }
      return compared
    }
  }
}

const isFound = ({ text, dial }: DraftLine, search: string): boolean => {
  const words = search.trim()
  if (text.toLowerCase().includes(words.toLowerCase())) return true
  const digits = words.replace(/[\s-]/g, '')
  if (!/^\d+$/.test(digits)) return false
  return (dial ?? '').includes(digits) || text.replace(/[ -]/g, '').includes(digits)
}

/** Returns the lines that match a filter. */
export const filtered = (
  lines: readonly DraftLine[],
  { part, reasons, tableId, search }: DraftFilter,
  isDoubtfulIncluded: boolean
): DraftLine[] =>
  lines.flatMap((line) => {
    const isSent = line.reason === null || (isDoubtfulIncluded && isDoubt(line.reason))
    const isMeant =
      isSent === (part === 'to-send') &&
      (reasons.length === 0 || (line.reason !== null && reasons.includes(line.reason))) &&
      (tableId === null || tableId === line.tableId) &&
      isFound(line, search)
    return isMeant ? [isSent ? { ...line, reason: null } : line] : []
  })

const tally = (values: readonly (string | null)[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Summarises entries, with counts by kind. */
export function summed(lines: readonly DraftLine[]) {
  const open = lines.filter(({ reason }) => reason === null || isDoubt(reason))
  const areas = open.map(({ dial }) => /^(0(?:10|2\d)|0[3-9]\d\d)\d{7,8}$/.exec(dial ?? '')?.[1] ?? null)
  return {
    entries: lines.length,
    valid: lines.filter(({ reason }) => reason === null).length,
    doubtful: lines.filter(({ reason }) => isDoubt(reason)).length,
    fixed: lines.filter(({ isFixed }) => isFixed).length,
    byReason: tally(lines.map(({ reason }) => reason)),
    byKind: tally(open.map(({ code }) => code)),
    byArea: tally(areas),
    suggestions: tally(
      lines.map(({ code, suggestion }) => (suggestion !== null && isIn(damageCodes, code) ? code : null))
    )
  }
}
