import { z } from 'zod'

/** See {@link HistoryLoss}. */
export const historyLossSchema = z.strictObject({
  atMs: z.number().int().min(0).max(8.64e15),
  keptAs: z.string().max(500).nullable()
})

/** Some of what a database on this computer held is lost; the user hasn't acknowledged it. */
export interface HistoryLoss {
  /** When it was found out, epoch ms. */
  atMs: number
  /** The name under which the damaged file was kept; null: there is none. */
  keptAs: string | null
}
