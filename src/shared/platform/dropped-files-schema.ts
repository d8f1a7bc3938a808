import { z } from 'zod'

const count = z.number().int().min(0)
/** Maximum number of byte slices requested of a file, and of bytes in a slice. */
const maxSlices = 64
const slice = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 65_536)

/** The schemas of the two commands by which the preload passes dropped files; at most `maxFiles` at once. */
export const droppedFilesSchemas = (maxFiles: number) => ({
  /**
   * Offers files that were dropped on the window. The preload determines their paths; a page can't name any. `asked`
   * are the bytes that the window must return to prove that it can read the files itself.
   */
  offer: {
    input: z.strictObject({
      files: z
        .array(z.strictObject({ path: z.string().min(1).max(4_096), sizeBytes: count }))
        .min(1)
        .max(maxFiles)
    }),
    output: z.strictObject({
      id: z.uuid(),
      asked: z
        .array(z.strictObject({ file: count, fromByte: count, lengthBytes: count }))
        .max(maxFiles * maxSlices)
    })
  },
  /** Takes the files of an offer if every answer contains the requested bytes. Works once per offer. */
  take: {
    input: z.strictObject({ id: z.uuid(), answers: z.array(slice).max(maxFiles * maxSlices) }),
    output: z.undefined()
  }
})

type DroppedFilesSchemas = ReturnType<typeof droppedFilesSchemas>

/** Dropped files, as the preload offers them. */
export type DropOffer = z.infer<DroppedFilesSchemas['offer']['input']>
/** The bytes that prove access to the files of an offer. */
export type DropQuestions = z.infer<DroppedFilesSchemas['offer']['output']>
/** The answers to {@link DropQuestions}. */
export type DropAnswers = z.infer<DroppedFilesSchemas['take']['input']>
