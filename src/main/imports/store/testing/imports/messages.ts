import type { RequestDecision } from '../../../../../shared/imports/imports'
import type { ImportReport } from '../../../../../shared/imports/schema'
import type { ImportSummary } from '../../../../../shared/imports/state-schema'

/** Arguments of the import program (`importer.ts`), as JSON. */
export interface ImporterInput {
  /** Path of the built imports process. */
  program: string
  /** The account's file. */
  file: string
  list: string
  apiPrefix: string
  campaignId: string
  batchSize: number
  requestsAtOnce: number
  /** Whether it decides about unknown requests before resuming, or at the end. */
  isDecidedFirst: boolean
}

/** Stages of the program. */
export type Stage = 'reading' | 'creating' | 'sending'

/** Messages of the program. */
export type RunMessage =
  /** The imports process was started or restarted. */
  | { kind: 'process'; pid: number }
  /** The imports that existed when the program began. */
  | { kind: 'found'; imports: ImportSummary[] }
  | { kind: 'stage'; stage: Stage }
  /** The state it shows, to diagnose a standstill. */
  | { kind: 'shows'; text: string }
  /** Asks whether this number is in the library, and waits for the answer. */
  | { kind: 'asks'; no: number; firstNumber: string }
  | { kind: 'done'; imports: ImportSummary[]; report: ImportReport }
  | { kind: 'failed'; why: string }

/** The user's answer to `asks`. */
export interface Answer {
  no: number
  decision: RequestDecision
}
