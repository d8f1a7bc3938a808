import { doubtReasons } from '../numbers/number'

// Lists of numbers, their entries, and their import into campaigns (document, 四、导号到号码库).

/** Supported encodings of lists. GBK is a subset of GB18030. */
export const listEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const

/** See {@link listEncodings}. */
export type ListEncoding = (typeof listEncodings)[number]

/** Delimiters of cells; `none`: each line is one cell. */
export const listDelimiters = [
  'comma',
  'tab',
  'semicolon',
  'pipe',
  'space',
  'colon',
  'caret',
  'tilde',
  'none'
] as const

/** See {@link listDelimiters}. */
export type ListDelimiter = (typeof listDelimiters)[number]

/** Formats of lists. */
export const listFormats = ['text', 'workbook', 'pasted'] as const

/** Codes of cells with a number that is sent. */
export const validCodes = ['mobile', 'fixed'] as const
/**
 * Codes of cells with a doubtful number. `extension`: a number with an extension, for which the service has no field.
 */
export const doubtCodes = [...doubtReasons, 'extension'] as const
/**
 * Damage by spreadsheets and programs, which is never repaired without the user: 1.38E+10; 13800138000.0; a landline
 * that lost its leading 0.
 */
export const damageCodes = ['scientific', 'decimal', 'zero-lost'] as const
/**
 * Reasons why a cell has no number. `joined`: two numbers without a separator. `unreadable`: characters that are
 * invalid in the encoding. `line-broken`: the line is too long or has an unclosed quote. `uncalculated`: a formula
 * without a result in the workbook. `above-header`: the line is above the header. `hidden-row`: the row of the sheet
 * is hidden, manually or by a filter.
 */
export const invalidCodes = [
  ...damageCodes,
  'empty',
  'no-digits',
  'too-short',
  'too-long',
  'joined',
  'unreadable',
  'line-broken',
  'no-number',
  'uncalculated',
  'above-header',
  'hidden-row'
] as const
/** All cell codes. The order must not change: databases store positions in it. */
export const cellCodes = [...validCodes, ...doubtCodes, ...invalidCodes] as const

/** See {@link validCodes}. */
export type ValidCode = (typeof validCodes)[number]
/** See {@link doubtCodes}. */
export type DoubtCode = (typeof doubtCodes)[number]
/** See {@link damageCodes}. */
export type DamageCode = (typeof damageCodes)[number]
/** See {@link invalidCodes}. */
export type InvalidCode = (typeof invalidCodes)[number]
/** See {@link cellCodes}. */
export type CellCode = (typeof cellCodes)[number]

/**
 * Why a sendable number isn't sent. `repeated`: an earlier entry has the same number. `imported-before`: an earlier
 * import sent it to the same campaign; `maybe-imported`: an earlier import whose answer was lost may have. `blocked`:
 * it is on the block list.
 */
export const comparedReasons = ['repeated', 'imported-before', 'maybe-imported', 'blocked'] as const

/** All reasons that exclude an entry of a list from an import. */
export const leftOutReasons = [...comparedReasons, ...doubtCodes, ...invalidCodes] as const

/** See {@link leftOutReasons}. */
export type LeftOutReason = (typeof leftOutReasons)[number]

/** Outcomes of a request. */
export const requestOutcomes = [
  /** The service accepted all numbers. */
  'accepted',
  /** The service permanently refused it; nothing was taken. */
  'refused',
  /** The service refused it and took nothing; its parts are retried separately. */
  'split',
  /** Certainly nothing was taken, but not because of the numbers; it is retried. */
  'not-taken',
  /** The answer was lost: the numbers may have been taken. Only sent again if the user decides so. */
  'unknown'
] as const

/** See {@link requestOutcomes}. */
export type RequestOutcome = (typeof requestOutcomes)[number]

/**
 * The user's decisions about an `unknown` request: its numbers are in the library; or they aren't, and are sent
 * again.
 */
export const requestDecisions = ['taken', 'again'] as const

/** See {@link requestDecisions}. */
export type RequestDecision = (typeof requestDecisions)[number]

/** Parts of an import's report: every number and every other entry of its lists is in exactly one. */
export const reportParts = ['sent', 'refused', 'unknown', 'waiting', 'left-out'] as const

/** See {@link reportParts}. */
export type ReportPart = (typeof reportParts)[number]

/** Why an entry isn't in the campaign: a reason of the draft, or `cancelled` before it was sent. */
export const reportReasons = [...leftOutReasons, 'cancelled'] as const

/** See {@link reportReasons}. */
export type ReportReason = (typeof reportReasons)[number]

/** Limits of imports: numbers per request, and parallel requests. */
export const importLimits = {
  batchSize: { min: 1, max: 10_000 },
  requestsAtOnce: { min: 1, max: 4 },
  /** Tables per draft. */
  maxTables: 50,
  /** Characters per pasted text. */
  maxPastedLength: 20_000_000,
  /** Columns shown of a table, and rows of its preview. */
  maxColumns: 200,
  previewRows: 20,
  /** Entries per draft. */
  maxEntries: 5_000_000
} as const

/** Error codes of lists and imports. */
export const importsErrorCodes = [
  'input-invalid',
  'cancelled',
  'timed-out',
  'not-found',
  /** The file is missing, or access is denied. */
  'list-unreadable',
  /** Not a supported list: an old .xls, a password-protected file, an image. */
  'list-unsupported',
  /** A damaged workbook. */
  'list-damaged',
  /** A limit is exceeded: unpacked size, entries, tables. */
  'list-too-large',
  /** The draft has changed in the meantime. */
  'draft-changed',
  'nothing-to-import',
  /** Another import is running. */
  'import-running',
  /** Another import to this campaign isn't finished. */
  'import-unfinished',
  /** Another process has the imports' file open. */
  'imports-locked',
  /** The disk, the database or its process failed; the operation wasn't performed. */
  'imports-failed',
  'imports-lost',
  'export-failed',
  /** The do-not-call list can't be read, so its numbers can't be left out. */
  'do-not-call-unknown'
] as const

/** See {@link importsErrorCodes}. */
export type ImportsErrorCode = (typeof importsErrorCodes)[number]

/** The result of an operation on lists and imports. */
export type ImportsResult<T> = { ok: true; value: T } | { ok: false; error: { code: ImportsErrorCode } }
