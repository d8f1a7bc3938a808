import {
  cellCodes,
  comparedReasons,
  doubtCodes,
  leftOutReasons,
  validCodes,
  type CellCode,
  type DoubtCode,
  type LeftOutReason,
  type ValidCode
} from '../../../shared/imports/imports'

// The database stores codes and reasons as positions: valid codes, then doubts, then invalid codes; and comparison
// reasons, then the same doubts and invalid codes.

/** Position in `cellCodes` of the first doubtful code; those before are certain numbers. */
export const firstDoubt = validCodes.length
/** Position of the first invalid code. */
export const firstInvalid = validCodes.length + doubtCodes.length
/** Offset of a doubt or an invalid code in `leftOutReasons` relative to `cellCodes`. */
export const reasonShift = comparedReasons.length - validCodes.length

/** The position of a code in `cellCodes`. */
export const positionOfCode = (code: CellCode): number => cellCodes.indexOf(code)
/** The position of a reason in `leftOutReasons`. */
export const positionOfReason = (reason: LeftOutReason): number => leftOutReasons.indexOf(reason)

/** The code at a position. */
export const codeAt = (position: number): CellCode => cellCodes[position] ?? 'no-number'
/** The reason at a position; null for none. */
export const reasonAt = (position: number | null): LeftOutReason | null =>
  position === null ? null : (leftOutReasons[position] ?? null)

/** Whether the code is of a number that can be sent, certain or doubtful. */
export const isNumberCode = (code: CellCode): code is ValidCode | DoubtCode =>
  positionOfCode(code) < firstInvalid

/** Whether the code is of a doubtful number. */
export const isDoubtCode = (code: CellCode): code is DoubtCode =>
  isNumberCode(code) && positionOfCode(code) >= firstDoubt

/** SQL: whether this reason is a doubt; NULL without a reason. */
export const isDoubtSql = (reason: string): string =>
  `${reason} BETWEEN ${comparedReasons.length} AND ${comparedReasons.length + doubtCodes.length - 1}`

/** SQL: the reason that follows from a code alone. */
export const reasonOfCodeSql = (code: string): string =>
  `(CASE WHEN ${code} >= ${firstDoubt} THEN ${code} + ${reasonShift} END)::UTINYINT`
