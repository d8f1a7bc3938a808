import { z } from 'zod'
import { historyLossSchema } from '../platform/history-loss'
import { exportFormats } from './records'
import { maxShownGaps, type RecordsState } from './records-state'
import { appErrorSchema } from '../platform/schema'

const timeMs = z.number().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(300)

/** See {@link RecordsState}. */
export const recordsStateSchema = z.strictObject({
  period: z.strictObject({ startMs: timeMs, endMs: timeMs }).nullable(),
  load: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('loading'),
      share: z.number().min(0).max(1),
      rows: count,
      waitUntilMs: timeMs.nullable()
    }),
    z.strictObject({ kind: z.literal('done'), rows: count }),
    z.strictObject({ kind: z.literal('cancelled'), rows: count }),
    z.strictObject({ kind: z.literal('failed'), error: appErrorSchema })
  ]),
  gaps: z.array(z.strictObject({ startMs: timeMs, endMs: timeMs, error: appErrorSchema })).max(maxShownGaps),
  gapCount: count,
  incompleteSeconds: count,
  revision: count,
  export: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('running'),
      format: z.enum(exportFormats),
      rows: count,
      totalRows: count
    }),
    z.strictObject({
      kind: z.literal('done'),
      format: z.enum(exportFormats),
      rows: count,
      fileName: shortText
    }),
    z.strictObject({ kind: z.literal('failed'), format: z.enum(exportFormats), error: appErrorSchema })
  ]),
  problem: appErrorSchema.nullable(),
  loss: historyLossSchema.nullable()
}) satisfies z.ZodType<RecordsState>
