import { z } from 'zod'
import { appErrorSchema, historyLossSchema } from '../platform/schema'
import { exportFormats } from './records'

const timeMs = z.number().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(300)

/** Maximum gaps in the state. */
export const maxShownGaps = 100

/** Progress of loading the chosen period. */
const recordsLoadSchema = z.discriminatedUnion('kind', [
  /** No period was chosen yet, or no account is signed in. */
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('loading'),
    /** The loaded share of the period's time. */
    share: z.number().min(0).max(1),
    rows: count,
    /** When the service allows the next request; null: no wait. */
    waitUntilMs: timeMs.nullable()
  }),
  /** Everything was loaded, except for `gaps`. */
  z.strictObject({ kind: z.literal('done'), rows: count }),
  /** Cancelled by the user: records received so far are kept, the rest is in `gaps`. */
  z.strictObject({ kind: z.literal('cancelled'), rows: count }),
  /** Nothing could be loaded. */
  z.strictObject({ kind: z.literal('failed'), error: appErrorSchema })
])

/** See {@link recordsLoadSchema}. */
export type RecordsLoad = z.infer<typeof recordsLoadSchema>

/** An export into a file. */
const recordsExportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('running'),
    format: z.enum(exportFormats),
    rows: count,
    totalRows: count
  }),
  /** `fileName`: without its folder. */
  z.strictObject({
    kind: z.literal('done'),
    format: z.enum(exportFormats),
    rows: count,
    fileName: shortText
  }),
  z.strictObject({ kind: z.literal('failed'), format: z.enum(exportFormats), error: appErrorSchema })
])

/** The state of the records window, without the rows, which it queries. */
export const recordsStateSchema = z.strictObject({
  /** `endMs` is excluded. */
  period: z.strictObject({ startMs: timeMs, endMs: timeMs }).nullable(),
  load: recordsLoadSchema,
  /**
   * The parts of the period that could not be loaded and can be queried again, in time order; `endMs` is excluded.
   * Only the first {@link maxShownGaps}; `gapCount` counts all.
   */
  gaps: z.array(z.strictObject({ startMs: timeMs, endMs: timeMs, error: appErrorSchema })).max(maxShownGaps),
  gapCount: count,
  /** Full one-second windows: they may hold more calls than the service returns. */
  incompleteSeconds: count,
  /** Increases when records are added or changed, so that windows query them again. */
  revision: count,
  export: recordsExportSchema,
  /** Set if the store could not be opened. */
  problem: appErrorSchema.nullable(),
  /** Set if stored records were lost; null once the user acknowledged it. */
  loss: historyLossSchema.nullable()
})

/** See {@link recordsStateSchema}. */
export type RecordsState = z.infer<typeof recordsStateSchema>
