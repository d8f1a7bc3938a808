/** How a recorded call ended. A record alone tells the first two; `not-reached` and `phone-failed` are told by
 * a call that was followed live; `unknown`: the record isn't complete. */
export const recordOutcomes = ['answered', 'not-answered', 'not-reached', 'phone-failed', 'unknown'] as const

/** See {@link recordOutcomes}. */
export type RecordOutcome = (typeof recordOutcomes)[number]

/**
 * A call's record (话单; document, 二、查询一通呼叫) as tables show it, with the agent's own note. null: not
 * known (yet). Times are epoch ms.
 */
export interface RecordRow {
  id: string
  startedAtMs: number | null
  answeredAtMs: number | null
  /** A record with it is complete. */
  endedAtMs: number | null
  callerNumber: string | null
  calleeNumber: string | null
  agentId: number | null
  salesmanCode: string | null
  durationSeconds: number | null
  /** What came as the duration, when it isn't a decimal number. */
  duration: string | null
  costYuan: number | null
  /** What came as the cost, when it isn't a decimal number. */
  cost: string | null
  outcome: RecordOutcome
  /** An http(s) address of a recording came; nothing is said of what is there. */
  hasRecording: boolean
  note: string
  tags: string[]
}

/** The columns of {@link RecordRow} that can be sorted by and exported, in their usual order. */
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

/** Which records; what is absent or empty restricts nothing, what is given holds together (and). */
export interface RecordFilter {
  /** First moment of the period. Calls whose start isn't known belong to every period. */
  startMs?: number | undefined
  /** First moment after the period. */
  endMs?: number | undefined
  /**
   * Found anywhere, without regard to case, in number, caller, salesman, note and tags; digits also in the
   * numbers without their spaces and dashes and in the agent id.
   */
  text?: string | undefined
  outcomes?: RecordOutcome[] | undefined
  agentIds?: number[] | undefined
  salesmanCodes?: string[] | undefined
  durationSeconds?: NumberRange | undefined
  costYuan?: NumberRange | undefined
  hasRecording?: boolean | undefined
  /** One of them is enough. */
  tags?: string[] | undefined
  /** Hours of the person's day, 0 to 23. */
  hours?: number[] | undefined
  /** Days of the person's week, 1 Monday to 7 Sunday (ISO 8601). */
  weekdays?: number[] | undefined
}

/** What isn't known comes last either way; ties: the later start first, then in the order in which they came. */
export interface RecordSort {
  column: RecordColumn
  direction: 'ascending' | 'descending'
}

/** A time zone as its offsets from UTC: `offsetMs` before the first change, then each change's. */
export interface ZoneOffsets {
  offsetMs: number
  changes: { atMs: number; offsetMs: number }[]
}

/** Sums over calls. */
export interface RecordTotals {
  calls: number
  answered: number
  notAnswered: number
  notReached: number
  phoneFailed: number
  unknown: number
  /** Of the durations that are numbers. */
  talkSeconds: number
  /** Of the costs that are numbers, exact to 10^-6 yuan. */
  costYuan: number
  withRecording: number
}

/** Records filtered and sorted; the store keeps one at a time, and its order holds until the next. */
export interface RecordView {
  viewId: number
  totals: RecordTotals
}

/** A part of a view. `rows` is shorter than asked for only at the end. */
export interface RecordPage {
  viewId: number
  offset: number
  rows: RecordRow[]
}

/** Sums over the calls of one group. */
export interface RecordGroup {
  calls: number
  answered: number
  talkSeconds: number
  costYuan: number
}

/** What charts show, in the person's time zone. Calls whose start isn't known are in neither heat nor days. */
export interface RecordSummary {
  totals: RecordTotals
  /** Hours that have calls. weekday: 1 Monday to 7 Sunday. */
  heat: { weekday: number; hour: number; calls: number; answered: number }[]
  /** Days (`YYYY-MM-DD`) that have calls, oldest first; the newest `maxDays`. */
  days: ({ day: string } & RecordGroup)[]
  /** Answered calls by duration, from `fromSeconds` (included) to `toSeconds` (excluded, null: open). */
  talkTime: { fromSeconds: number; toSeconds: number | null; calls: number }[]
  /** Most calls first, `maxGroups` at most; null: not said in the record. */
  salesmen: ({ salesmanCode: string | null } & RecordGroup)[]
  agents: ({ agentId: number | null } & RecordGroup)[]
  /** Callee numbers with the most calls, and with the most talk time; `maxNumbers` each. */
  frequentNumbers: ({ number: string } & RecordGroup)[]
  longestNumbers: ({ number: string } & RecordGroup)[]
}

/** Where the buckets of {@link RecordSummary.talkTime} begin, in seconds. */
export const talkTimeSteps = [0, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600] as const

/** How much of a summary is kept. */
export const summaryLimits = { maxDays: 3_660, maxGroups: 200, maxNumbers: 20 } as const

/** What the filter's lists offer. Sorted; `maxFacets` each. */
export interface RecordFacets {
  agentIds: number[]
  salesmanCodes: string[]
  tags: string[]
}

/** The agent's own words on a call; kept on this machine, apart from the records. */
export interface RecordNote {
  id: string
  note: string
  tags: string[]
}

/** Where the recording of a call is, and what a file of it is named by. */
export interface RecordingOfCall {
  id: string
  /** http(s), otherwise unchecked text. */
  recordUrl: string
  startedAtMs: number | null
  calleeNumber: string | null
  agentId: number | null
}

/** Bounds of notes; lengths in characters. */
export const noteLimits = { maxNotes: 5_000, maxLength: 2_000, maxTags: 20, maxTagLength: 40 } as const

/** How a call that was followed live ended; it tells more than the record can. */
export interface FollowedCall {
  id: string
  outcome: Exclude<RecordOutcome, 'unknown'>
}

/** A part of time that was asked for; `endMs` is the first moment after it. */
export interface CoveredPart {
  startMs: number
  endMs: number
  /** `failed`: a gap, to be tried again. */
  state: 'loaded' | 'failed'
  /** When it was asked for. */
  loadedAtMs: number
}

/** Calls of a period whose records can still grow: they have no end yet. */
export interface IncompleteCalls {
  calls: number
  /** The oldest of them, `maxPageIds` at most; calls whose start isn't known are among them. */
  ids: string[]
  earliestMs: number | null
  latestMs: number | null
}

/** Ids of a view in its order. */
export interface RecordIds {
  ids: string[]
  /** Where to go on asking; null at the end of the view. */
  nextOffset: number | null
}

/** A row and its place in a view. */
export interface PlacedRow {
  offset: number
  row: RecordRow
}

/** What one reply of the period query brought. */
export interface IngestReport {
  /** Rows of the reply, the unreadable ones among them: the service's limit of 10,000 counts these. */
  rowCount: number
  readable: number
  added: number
  /** Rows that were there and say something new now. */
  updated: number
  earliestMs: number | null
  latestMs: number | null
}

/** File formats of an export. */
export const exportFormats = ['csv', 'xlsx'] as const

/** See {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number]

/** The rows of a view into a file. */
export interface ExportRequest {
  viewId: number
  format: ExportFormat
  /** An absolute path that the person chose; what is there is replaced when the new file is whole. */
  path: string
  columns: RecordColumn[]
  /** The words of the file, in the person's language. */
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
  /** Another process has the file open. */
  'records-locked',
  /** The file holds as many calls as it may. */
  'records-full',
  /** The disk, the database or its process failed; what was being done was not done. */
  'records-failed',
  /** A newer view has taken this one's place. */
  'view-outdated',
  'notes-full',
  'export-failed'
] as const

/** See {@link recordsErrorCodes}. */
export type RecordsErrorCode = (typeof recordsErrorCodes)[number]

/** What an operation on the records gives back. */
export type RecordsResult<T> = { ok: true; value: T } | { ok: false; error: { code: RecordsErrorCode } }
