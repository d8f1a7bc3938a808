import { z } from 'zod'
import { resultColours, resultIcons, resultLimits } from './limits'

/** The id of a result. */
export const resultIdSchema = z
  .string()
  .max(resultLimits.maxId)
  .regex(/^[a-z\d-]+$/)

/** A result of calls, as the user defines it: what the call led to, unlike its outcome (answered, not reached …). */
const callResultSchema = z.strictObject({
  id: resultIdSchema,
  /** Null: the default name, in the user's language. */
  name: z.string().min(1).max(resultLimits.maxName).nullable(),
  colour: z.enum(resultColours),
  icon: z.enum(resultIcons),
  /** False: removed from the choice, but still named on earlier calls. */
  isActive: z.boolean()
})

/** See {@link callResultSchema}. */
export type CallResult = z.infer<typeof callResultSchema>

/** The user's results in the order of their keys. */
export const callResultsSchema = z.array(callResultSchema).max(resultLimits.maxAll)
