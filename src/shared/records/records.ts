/**
 * How a recorded call ended. A record alone distinguishes the first two; `not-reached` and `phone-failed` are known
 * only for calls that were followed live; `unknown`: the record isn't complete.
 */
export const recordOutcomes = ['answered', 'not-answered', 'not-reached', 'phone-failed', 'unknown'] as const

/** See {@link recordOutcomes}. */
export type RecordOutcome = (typeof recordOutcomes)[number]

/** The columns of a record that can be sorted by and exported, in default order. */
export const recordColumns = [
  'startedAtMs',
  'answeredAtMs',
  'endedAtMs',
  'callerNumber',
  'calleeNumber',
  'contactName',
  'agentId',
  'salesmanCode',
  'duration',
  'cost',
  'outcome',
  'result',
  'hasRecording',
  'note',
  'tags',
  'id'
] as const

/** See {@link recordColumns}. */
export type RecordColumn = (typeof recordColumns)[number]

/** Lower bounds of the buckets of a summary's `talkTime`, in seconds. */
export const talkTimeSteps = [0, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600] as const

/** Size limits of a summary. */
export const summaryLimits = { maxDays: 3_660, maxGroups: 200, maxNumbers: 20 } as const

/** Limits of notes; lengths in characters. `maxFileBytes`: of all notes of an account, several years of calls. */
export const noteLimits = {
  maxFileBytes: 100 * 1_024 * 1_024,
  maxLength: 2_000,
  maxTags: 20,
  maxTagLength: 40
} as const

/** The longest name beside a number, in UTF-16 units: a contact's name and company. */
export const maxRecordName = 410

/** File formats of an export. */
export const exportFormats = ['csv', 'xlsx'] as const

/** See {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number]

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
  'export-failed'
] as const

/** See {@link recordsErrorCodes}. */
export type RecordsErrorCode = (typeof recordsErrorCodes)[number]

/** Result of an operation on the records. */
export type RecordsResult<T> = { ok: true; value: T } | { ok: false; error: { code: RecordsErrorCode } }
