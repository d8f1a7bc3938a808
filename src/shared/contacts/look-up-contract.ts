import { z } from 'zod'
import { shortText } from '../platform/schema'
import { contactLimits } from './contacts'
import { lookUpLimits, lookUpProblems } from './look-up'

const name = z.string().max(contactLimits.maxName)

/** The answer of the look-up's server for one number. */
export const lookUpAnswerSchema = z.discriminatedUnion('kind', [
  /** `link`: the http(s) address of the contact in the CRM. */
  z.strictObject({
    kind: z.literal('found'),
    name,
    company: name,
    link: z.string().max(lookUpLimits.maxLink).nullable()
  }),
  /** The server doesn't know the number. */
  z.strictObject({ kind: z.literal('unknown') }),
  /** `status`: of HTTP; null: no answer arrived. */
  z.strictObject({
    kind: z.literal('failed'),
    problem: z.enum(lookUpProblems),
    status: z.number().int().min(0).max(999).nullable()
  })
])

/** See {@link lookUpAnswerSchema}. */
export type LookUpAnswer = z.infer<typeof lookUpAnswerSchema>

/** The commands for the look-up of names; part of the IPC contract. */
export const lookUpContract = {
  /**
   * Asks the server of the settings for one number, whether the look-up is on or not. `template-invalid`: its address
   * is no http(s) address with {callee}; `cancelled`: the user didn't allow the server.
   */
  'look-up:try': { input: z.strictObject({ number: shortText }), output: lookUpAnswerSchema },
  /** Opens the link that the look-up returned for a number. `not-found`: there is none. */
  'look-up:open': { input: z.strictObject({ number: shortText }), output: z.undefined() }
} as const
