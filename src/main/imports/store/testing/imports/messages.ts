import type { ImportReport, RequestDecision } from '../../../../../shared/imports/imports'
import type { ImportSummary } from '../../../../../shared/imports/imports-state'

/** What the program that imports (`importer.ts`) is started with, as JSON. */
export interface ImporterInput {
  /** The built process of lists and imports. */
  program: string
  /** Of the account. */
  file: string
  list: string
  apiPrefix: string
  campaignId: string
  batchSize: number
  requestsAtOnce: number
  /** Decides what isn't known before it goes on; otherwise at the end. */
  isDecidedFirst: boolean
}

/** How far it is. */
export type Stage = 'reading' | 'creating' | 'sending'

/** What it says. */
export type RunMessage =
  /** The process of lists and imports was started, for the first time or again. */
  | { kind: 'process'; pid: number }
  /** What was there when it began. */
  | { kind: 'found'; imports: ImportSummary[] }
  | { kind: 'stage'; stage: Stage }
  /** What it shows, for whoever looks for the cause of a standstill. */
  | { kind: 'shows'; text: string }
  /** Is this number in the library? It waits for the answer. */
  | { kind: 'asks'; no: number; firstNumber: string }
  | { kind: 'done'; imports: ImportSummary[]; report: ImportReport }
  | { kind: 'failed'; why: string }

/** The person's answer to `asks`. */
export interface Answer {
  no: number
  decision: RequestDecision
}
