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

// The database holds codes and reasons as their positions: valid codes, then doubts, then invalid ones; and
// compared reasons, then the same doubts and invalid codes.

/** Positions in `cellCodes`: sure numbers are below, from here on they are doubtful. */
export const firstDoubt = validCodes.length
/** From here on they are no numbers. */
export const firstInvalid = validCodes.length + doubtCodes.length
/** So much further a doubt or an invalid code stands in `leftOutReasons` than in `cellCodes`. */
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

/** Is it the code of a number that can be sent, sure or doubtful? */
export const isNumberCode = (code: CellCode): code is ValidCode | DoubtCode =>
  positionOfCode(code) < firstInvalid

/** Is it the code of a doubtful number? */
export const isDoubtCode = (code: CellCode): code is DoubtCode =>
  isNumberCode(code) && positionOfCode(code) >= firstDoubt

/** SQL: is this reason a doubt? Of one that has none it is not known. */
export const isDoubtSql = (reason: string): string =>
  `${reason} BETWEEN ${comparedReasons.length} AND ${comparedReasons.length + doubtCodes.length - 1}`

/** SQL: the reason that follows from a code alone. */
export const reasonOfCodeSql = (code: string): string =>
  `(CASE WHEN ${code} >= ${firstDoubt} THEN ${code} + ${reasonShift} END)::UTINYINT`
