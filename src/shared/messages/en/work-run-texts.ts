import { wrapUpsEn } from './wrap-ups'

/** Texts that working through a list writes elsewhere, in English. */
export const workRunTextsEn = {
  wrapUpResults: wrapUpsEn.results,
  /** Why a number is on the do-not-call list. */
  neverReason: (result: string) => `Result of a call: ${result}`
}
