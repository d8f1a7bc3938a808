import { maxTeamLabelLength, maxTeamSize } from '../../shared/team/team'
import type { TeamEntry, TeamMember } from '../../shared/team/schema'
import type { WindowMessages } from '../../shared/messages/en/window'

/** Why a line can't be added to the team. */
export type TeamProblem = 'unreadable' | 'own' | 'double' | 'full'

/** The current list and the user's own desk phone. */
export interface TeamLimits {
  ownAgentId: number
  taken: ReadonlySet<number>
}

/** Parses a typed 固定话机ID, a whole number above 0; null for any other text. */
export function readAgentId(text: string): number | null {
  const trimmed = text.trim()
  if (!/^\d{1,16}$/.test(trimmed)) return null
  const agentId = Number(trimmed)
  return agentId > 0 && Number.isSafeInteger(agentId) ? agentId : null
}

/** Returns a label on one line, truncated to the limit and without a spreadsheet's quotes. */
export function readLabel(text: string): string {
  const plain = text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"')
  // Doesn't split a surrogate pair.
  return plain
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxTeamLabelLength)
    .replace(/[\uD800-\uDBFF]$/, '')
}

/** Why a desk phone can't be added; null when it can. */
export function problemOf(text: string, { ownAgentId, taken }: TeamLimits): TeamProblem | null {
  const agentId = readAgentId(text)
  if (agentId === null) return 'unreadable'
  if (agentId === ownAgentId) return 'own'
  if (taken.has(agentId)) return 'double'
  return taken.size >= maxTeamSize ? 'full' : null
}

/** The id, then the separator before the label: a tab, comma, semicolon or space. */
const linePattern = /^\s*"?(\d+)"?(?:[\s,，;；、]+(.*))?$/s

const linesOf = (text: string): string[] =>
  text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '')

/** True when a pasted text is a list to add at once, not the start of a number. */
export function isTeamList(text: string): boolean {
  const lines = linesOf(text)
  return lines.length > 1 || linePattern.exec(lines[0] ?? '')?.[2]?.trim().length !== undefined
}

/** The result of reading pasted lines. */
export interface TeamLines {
  entries: TeamEntry[]
  leftOut: { line: string; problem: TeamProblem }[]
}

/** Reads lines of a desk phone and a label; reports the lines that can't be added. */
export function readTeamLines(text: string, { ownAgentId, taken }: TeamLimits): TeamLines {
  const read: TeamLines = { entries: [], leftOut: [] }
  const all = new Set(taken)
  for (const line of linesOf(text)) {
    const [, id = '', label = ''] = linePattern.exec(line) ?? []
    const problem = problemOf(id, { ownAgentId, taken: all })
    if (problem === null) {
      const agentId = Number(id)
      all.add(agentId)
      read.entries.push({ agentId, label: readLabel(label) })
    } else read.leftOut.push({ line: line.trim(), problem })
  }
  return read
}

const shownLines = 3
const shownLength = 24

/** Describes the skipped lines: a sentence for each reason, with its first lines. */
export function leftOutWords(leftOut: TeamLines['leftOut'], t: WindowMessages['team']): string[] {
  const linesWith = (problem: TeamProblem): string[] =>
    leftOut.filter((one) => one.problem === problem).map(({ line }) => line)
  const some = (lines: string[]): string => {
    const shown = lines
      .slice(0, shownLines)
      .map((line) => (line.length > shownLength ? `${line.slice(0, shownLength - 1)}…` : line))
      .join(t.comma)
    return lines.length > shownLines ? t.andMore(shown, lines.length - shownLines) : shown
  }
  const unreadable = linesWith('unreadable')
  const double = linesWith('double')
  const full = linesWith('full')
  return [
    unreadable.length === 0 ? '' : t.leftOut.unreadable(some(unreadable)),
    linesWith('own').length === 0 ? '' : t.leftOut.own(),
    double.length === 0 ? '' : t.leftOut.double(some(double)),
    full.length === 0 ? '' : t.leftOut.full(full.length, maxTeamSize)
  ].filter((sentence) => sentence !== '')
}

/** Returns the list with the entry at `index` moved by `by` places; the same list when it can't move. */
export function moveEntry(entries: TeamEntry[], index: number, by: -1 | 1): TeamEntry[] {
  const entry = entries[index]
  const other = entries[index + by]
  if (entry === undefined || other === undefined) return entries
  return entries.with(index, other).with(index + by, entry)
}

/** Returns the edited list, each row with the known state of its desk phone. */
export function membersOf(entries: readonly TeamEntry[], known: readonly TeamMember[]): TeamMember[] {
  const byId = new Map(known.map((member) => [member.agentId, member]))
  return entries.map((entry) => {
    const member = byId.get(entry.agentId)
    if (member?.label === entry.label) return member
    return { status: 'unknown', sinceMs: null, number: null, hasCall: false, ...member, ...entry }
  })
}

/**
 * True when a colleague matches the filter: part of the label or of the number's name, or digits of the phone or the
 * number. `nameOf`: the name of a number, empty if it isn't known.
 */
export function isTeamMatch(
  { label, agentId, number }: TeamMember,
  filter: string,
  nameOf: (number: string) => string
): boolean {
  const text = filter.trim().toLowerCase()
  const words = [label, number === null ? '' : nameOf(number)]
  if (text === '' || words.some((word) => word.toLowerCase().includes(text))) return true
  const digits = text.replace(/[\s-]/g, '')
  return /^\d+$/.test(digits) && (String(agentId).includes(digits) || (number ?? '').includes(digits))
}

/** A colleague's label, else the desk phone. */
export const nameOf = ({ label, agentId }: TeamEntry, t: WindowMessages['team']): string =>
  label === '' ? t.unnamed(agentId) : label

/** The state of a colleague's phone in words; an unknown state with its reason. */
export const statusWords = (member: TeamMember, isLive: boolean, t: WindowMessages['team']): string =>
  member.status === 'unknown' && !isLive ? t.lineDown : t.statuses[member.status]
