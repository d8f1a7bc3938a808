import { z } from 'zod'
import { timeMs, count, recordIdSchema } from './field-schema'
import { maxPageIds } from './view-schema'

/** Maximum parts of covered time in one reply. */
export const maxCoveredParts = 20_000

/** A period that was queried; `endMs` is excluded. */
export const coveredPartSchema = z
  .strictObject({
    startMs: timeMs,
    endMs: timeMs,
    /** `failed`: a gap, to be queried again. */
    state: z.enum(['loaded', 'failed']),
    /** When it was queried. */
    loadedAtMs: timeMs
  })
  .refine((part) => part.startMs < part.endMs)

/** See {@link coveredPartSchema}. */
export type CoveredPart = z.infer<typeof coveredPartSchema>

/** How a call that was followed live ended; more precise than the record. */
export const followedCallSchema = z.strictObject({
  id: recordIdSchema,
  outcome: z.enum(['answered', 'not-answered', 'not-reached', 'phone-failed'])
})

/** See {@link followedCallSchema}. */
export type FollowedCall = z.infer<typeof followedCallSchema>

/** Calls of a period whose records have no end yet and can still change. */
export const incompleteCallsSchema = z.strictObject({
  calls: count,
  /** The oldest of them, including calls with an unknown start. */
  ids: z.array(recordIdSchema).max(maxPageIds),
  earliestMs: timeMs.nullable(),
  latestMs: timeMs.nullable()
})

/** See {@link incompleteCallsSchema}. */
export type IncompleteCalls = z.infer<typeof incompleteCallsSchema>

/** Result of storing one reply of the period query. */
export const ingestReportSchema = z.strictObject({
  /** All rows of the reply, including unreadable ones: the service's limit of 10,000 counts these. */
  rowCount: count,
  readable: count,
  added: count,
  /** Rows that were stored already and changed. */
  updated: count,
  earliestMs: timeMs.nullable(),
  latestMs: timeMs.nullable()
})

/** See {@link ingestReportSchema}. */
export type IngestReport = z.infer<typeof ingestReportSchema>
