import type {
  CellCode,
  DoubtCode,
  InvalidCode,
  LeftOutReason,
  ListDelimiter,
  ListEncoding,
  ReportPart,
  ReportReason
} from '../../imports/imports'

/** The columns of a list of entries, in the window and in exported files. */
type EntryColumn =
  | 'file'
  | 'sheet'
  | 'line'
  | 'column'
  | 'text'
  | 'number'
  | 'reason'
  | 'suggestion'
  | 'part'
  | 'request'
  | 'message'

const flaws: Record<DoubtCode | InvalidCode, string> = {
  'service-number': '400/800 number',
  'short-code': 'Short code',
  foreign: 'Foreign number',
  'no-area-code': 'No area code',
  'unknown-area': 'Unknown area code',
  'odd-grouping': 'Odd grouping',
  fax: 'Fax number',
  extension: 'Has an extension',
  scientific: 'Scientific notation',
  decimal: 'Ends in .0',
  'zero-lost': 'Leading zero lost',
  empty: 'Empty cell',
  'no-digits': 'No digits',
  'too-short': 'Too short',
  'too-long': 'Too long',
  joined: 'Several numbers run together',
  unreadable: 'Unreadable characters',
  'line-broken': 'Broken line',
  'no-number': 'Not a phone number',
  uncalculated: 'Formula without a result',
  'above-header': 'Above the header',
  'hidden-row': 'Hidden row'
}

const codes: Record<CellCode, string> = { mobile: 'Mobile', fixed: 'Fixed line', ...flaws }

const leftOut: Record<LeftOutReason, string> = {
  repeated: 'Repeated in the lists',
  'imported-before': 'Imported before',
  'maybe-imported': 'Maybe imported',
  blocked: 'On the do-not-call list',
  ...flaws
}

const reasons: Record<ReportReason, string> = { ...leftOut, cancelled: 'Import cancelled' }

const parts: Record<ReportPart, string> = {
  sent: 'Sent',
  refused: 'Refused',
  unknown: 'Unknown',
  waiting: 'Waiting',
  'left-out': 'Left out'
}

const encodings: Record<ListEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GBK / GB18030',
  big5: 'Big5'
}

const delimiters: Record<ListDelimiter, string> = {
  comma: 'Comma ,',
  tab: 'Tab',
  semicolon: 'Semicolon ;',
  pipe: 'Pipe |',
  space: 'Space',
  colon: 'Colon :',
  caret: 'Caret ^',
  tilde: 'Tilde ~',
  none: 'None: one cell per line'
}

const column: Record<EntryColumn, string> = {
  file: 'File',
  sheet: 'Sheet',
  line: 'Line',
  column: 'Column',
  text: 'Text',
  number: 'Number',
  reason: 'Reason',
  suggestion: 'Suggestion',
  part: 'Outcome',
  request: 'Request',
  message: 'Message'
}

/** Texts for entries of lists, in English: in the campaigns window and in exported files. */
export const entriesEn = {
  /** The result of each cell. */
  codes,
  /** Why an entry isn't in the campaign. */
  reasons,
  parts,
  encodings,
  delimiters,
  column,
  /** The source name of pasted text, which has no file. */
  pasted: 'Pasted numbers'
}

/** The shape of every language's texts. */
export type EntriesMessages = typeof entriesEn
