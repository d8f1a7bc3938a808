/**
 * How a recorded call ended. A record alone distinguishes the first two; `not-reached` and `phone-failed` are known
 * only for calls that were followed live; `unknown`: the record isn't complete.
 */
export const recordOutcomes = ['answered', 'not-answered', 'not-reached', 'phone-failed', 'unknown'] as const

/** See {@link recordOutcomes}. */
export type RecordOutcome = (typeof recordOutcomes)[number]

/**
 * A call's record (话单; document, 二、查询一通呼叫) as tables show it, with the agent's own note. null: not known (yet). Times
 * are epoch ms.
 */
export interface RecordRow {
  id: string
  startedAtMs: number | null
  answeredAtMs: number | null
  /** Set once the record is complete. */
  endedAtMs: number | null
  callerNumber: string | null
  calleeNumber: string | null
  agentId: number | null
  salesmanCode: string | null
  durationSeconds: number | null
  /** The duration as received, when it isn't a decimal number. */
  duration: string | null
  costYuan: number | null
  /** The cost as received, when it isn't a decimal number. */
  cost: string | null
  outcome: RecordOutcome
  /** True if the record has an http(s) recording address, whether or not a recording exists there. */
  hasRecording: boolean
  note: string
  tags: string[]
}

/** The columns of {@link RecordRow} that can be sorted by and exported, in default order. */
export const recordColumns = [
  'startedAtMs',
  'answeredAtMs',
  'endedAtMs',
  'callerNumber',
  'calleeNumber',
  'agentId',
  'salesmanCode',
  'duration',
  'cost',
  'outcome',
  'hasRecording',
  'note',
  'tags',
  'id'
] as const

/** See {@link recordColumns}. */
export type RecordColumn = (typeof recordColumns)[number]

/** From `from` to `to`, both included; null: open. */
export interface NumberRange {
  from: number | null
  to: number | null
}

/** Restricts the records. Absent or empty fields restrict nothing; the others are combined with AND. */
export interface RecordFilter {
  /** Start of the period, included. Calls with an unknown start belong to every period. */
  startMs?: number | undefined
  /** End of the period, excluded. */
  endMs?: number | undefined
  /**
   * Case-insensitive substring of number, caller, salesman, note or tags. Digits also match the agent id and numbers
   * stripped of spaces and dashes.
   */
  text?: string | undefined
  outcomes?: RecordOutcome[] | undefined
  agentIds?: number[] | undefined
  salesmanCodes?: string[] | undefined
  durationSeconds?: NumberRange | undefined
  costYuan?: NumberRange | undefined
  hasRecording?: boolean | undefined
  /** Matches records that have any of these tags. */
  tags?: string[] | undefined
  /** Hours of the day in the user's time zone, 0 to 23. */
  hours?: number[] | undefined
  /** Days of the week in the user's time zone, 1 Monday to 7 Sunday (ISO 8601). */
  weekdays?: number[] | undefined
}

/** Unknown values sort last in both directions; ties: later start first, then order of arrival. */
export interface RecordSort {
  column: RecordColumn
  direction: 'ascending' | 'descending'
}

/** A time zone as its offsets from UTC: `offsetMs` before the first change, then each change's. */
export interface ZoneOffsets {
  offsetMs: number
  changes: { atMs: number; offsetMs: number }[]
}

/** Totals over calls. */
export interface RecordTotals {
  calls: number
  answered: number
  notAnswered: number
  notReached: number
  phoneFailed: number
  unknown: number
  /** Sum of the durations that are numbers. */
  talkSeconds: number
  /** Sum of the costs that are numbers, exact to 10^-6 yuan. */
  costYuan: number
  withRecording: number
}

/** Records filtered and sorted. The store keeps one view at a time; its order doesn't change until the next one. */
export interface RecordView {
  viewId: number
  totals: RecordTotals
}

/** A page of a view. `rows` is shorter than requested only at the end. */
export interface RecordPage {
  viewId: number
  offset: number
  rows: RecordRow[]
}

/** Totals over the calls of one group. */
export interface RecordGroup {
  calls: number
  answered: number
  talkSeconds: number
  costYuan: number
}

/** The data of the charts, in the user's time zone. Calls with an unknown start are in neither heat nor days. */
export interface RecordSummary {
  totals: RecordTotals
  /** Hours that have calls. weekday: 1 Monday to 7 Sunday. */
  heat: { weekday: number; hour: number; calls: number; answered: number }[]
  /** Days (`YYYY-MM-DD`) that have calls, oldest first; only the newest `maxDays`. */
  days: ({ day: string } & RecordGroup)[]
  /** Answered calls by duration, from `fromSeconds` (included) to `toSeconds` (excluded, null: open). */
  talkTime: { fromSeconds: number; toSeconds: number | null; calls: number }[]
  /** Most calls first, at most `maxGroups`; null: missing in the record. */
  salesmen: ({ salesmanCode: string | null } & RecordGroup)[]
  agents: ({ agentId: number | null } & RecordGroup)[]
  /** Callee numbers with the most calls, and with the most talk time; at most `maxNumbers` each. */
  frequentNumbers: ({ number: string } & RecordGroup)[]
  longestNumbers: ({ number: string } & RecordGroup)[]
}

/** Lower bounds of the buckets of {@link RecordSummary.talkTime}, in seconds. */
export const talkTimeSteps = [0, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600] as const

/** Size limits of a summary. */
export const summaryLimits = { maxDays: 3_660, maxGroups: 200, maxNumbers: 20 } as const

/** The values that the filter's lists offer. Sorted; at most `maxFacets` each. */
export interface RecordFacets {
  agentIds: number[]
  salesmanCodes: string[]
  tags: string[]
}

/** The agent's own note on a call; kept on this machine, separately from the records. */
export interface RecordNote {
  id: string
  note: string
  tags: string[]
}

/** The address of a call's recording, and the data that its file name is built from. */
export interface RecordingOfCall {
  id: string
  /** An http(s) address, otherwise unvalidated. */
  recordUrl: string
  startedAtMs: number | null
  calleeNumber: string | null
  agentId: number | null
}

/** Limits of notes; lengths in characters. */
export const noteLimits = { maxNotes: 5_000, maxLength: 2_000, maxTags: 20, maxTagLength: 40 } as const

/** How a call that was followed live ended; more precise than the record. */
export interface FollowedCall {
  id: string
  outcome: Exclude<RecordOutcome, 'unknown'>
}

/** A period that was queried; `endMs` is excluded. */
export interface CoveredPart {
  startMs: number
  endMs: number
  /** `failed`: a gap, to be queried again. */
  state: 'loaded' | 'failed'
  /** When it was queried. */
  loadedAtMs: number
}

/** Calls of a period whose records have no end yet and can still change. */
export interface IncompleteCalls {
  calls: number
  /** The oldest of them, at most `maxPageIds`, including calls with an unknown start. */
  ids: string[]
  earliestMs: number | null
  latestMs: number | null
}

/** Ids of a view, in its order. */
export interface RecordIds {
  ids: string[]
  /** Offset of the next page; null at the end of the view. */
  nextOffset: number | null
}

/** A row and its offset in a view. */
export interface PlacedRow {
  offset: number
  row: RecordRow
}

/** Result of storing one reply of the period query. */
export interface IngestReport {
  /** All rows of the reply, including unreadable ones: the service's limit of 10,000 counts these. */
  rowCount: number
  readable: number
  added: number
  /** Rows that were stored already and changed. */
  updated: number
  earliestMs: number | null
  latestMs: number | null
}

/** File formats of an export. */
export const exportFormats = ['csv', 'xlsx'] as const

/** See {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number]

/** Exports the rows of a view to a file. */
export interface ExportRequest {
  viewId: number
  format: ExportFormat
  /** An absolute path that the user chose; an existing file is replaced once the new one is complete. */
  path: string
  columns: RecordColumn[]
  /** The texts of the file, in the user's language. */
  labels: ExportLabels
  zone: ZoneOffsets
}

/** See {@link ExportRequest}. */
export interface ExportLabels {
  columns: Record<RecordColumn, string>
  outcomes: Record<RecordOutcome, string>
  yes: string
  no: string
}

/** Rows written so far. */
export interface ExportProgress {
  rows: number
  totalRows: number
}

/** Why an operation on the records failed. */
export const recordsErrorCodes = [
  'input-invalid',
  'reply-invalid',
  'reply-too-large',
  'cancelled',
  'timed-out',
  'not-found',
  /** Another process has the database open. */
  'records-locked',
  /** The database has reached its maximum number of calls. */
  'records-full',
  /** The disk, the database or its process failed; the operation was not carried out. */
  'records-failed',
  /** A newer view has replaced this one. */
  'view-outdated',
  'notes-full',
  'export-failed'
] as const

/** See {@link recordsErrorCodes}. */
export type RecordsErrorCode = (typeof recordsErrorCodes)[number]

/** Result of an operation on the records. */
export type RecordsResult<T> = { ok: true; value: T } | { ok: false; error: { code: RecordsErrorCode } }
