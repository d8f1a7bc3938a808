import { z } from 'zod'

const count = z.number().int().min(0)

/** Progress of a reading (rows so far; `total` 0: unknown), an import or an export. */
const rowsProgressSchema = z.strictObject({ done: count, total: count })

/** See {@link rowsProgressSchema}. */
export type RowsProgress = z.infer<typeof rowsProgressSchema>

/** The progress part of a process contract whose operations count rows. */
export const rowsProgress = {
  progress: rowsProgressSchema,
  isWhole: ({ done, total }: RowsProgress): boolean => total > 0 && done >= total
}
