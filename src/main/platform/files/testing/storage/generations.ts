import { z } from 'zod'

/** A command to the program that keeps a document (`program.ts`). */
export type Order =
  /** Continues as another user of this computer. */
  | { do: 'become'; id: number }
  | { do: 'open'; folder: string }
  | { do: 'write'; generation: number; size: number }
  | { do: 'write-for-ever' }

/** A document whose text repeats its generation, so that incomplete writes are detected. */
export const generationSchema = z
  .strictObject({ generation: z.number().int().min(0), text: z.string() })
  .refine(({ generation, text }) => text === generationOf(generation, text.length).text)

/** The document of `generation`, with a text of `size` characters. */
export const generationOf = (generation: number, size: number): { generation: number; text: string } => ({
  generation,
  text: `${generation} `.repeat(Math.ceil(size / `${generation} `.length)).slice(0, size)
})
