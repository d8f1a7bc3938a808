import { z } from 'zod'

/** See {@link HistoryLoss}. */
export const historyLossSchema = z.strictObject({
  atMs: z.number().int().min(0).max(8.64e15),
  keptAs: z.string().max(500).nullable()
})

/** Part of a database on this computer was lost, and the user hasn't acknowledged it. */
export interface HistoryLoss {
  /** When the loss was detected, epoch ms. */
  atMs: number
  /** Name under which the damaged file was kept; null: no file was kept. */
  keptAs: string | null
}
