import { z } from 'zod'
import { longText, shortText } from '../platform/schema'
import { serverChoiceSchema } from '../session/schema'
import { policyProblems } from './policy'

/** A setting's name with those of the objects around it, such as `dialling.undoPauseMs`. */
const settingPath = z.string().max(100)

/** What the windows know of the organisation's policy. */
export const policyStateSchema = z.strictObject({
  /** The organisation's name, as its policy gives it; null: none. */
  organisation: shortText.nullable(),
  /** The locked settings. */
  lockedSettings: z.array(settingPath).max(500),
  /** True while no setting may be changed, because the policy can't be read. */
  isClosed: z.boolean(),
  /** The parts of an account that are locked. */
  lockedAccount: z.array(z.enum(['server', 'tenantId', 'agentIds', 'callerNumbers', 'salesman'])).max(5),
  /** The values of the policy for the sign-in form; null: none. */
  account: z.strictObject({
    server: serverChoiceSchema.nullable(),
    tenantId: shortText.nullable()
  }),
  /** Why the present policy isn't in force; null: it is, or there is none. `details`: for the administrator. */
  problem: z
    .strictObject({ kind: z.enum(policyProblems), place: longText, details: z.array(longText).max(20) })
    .nullable()
})

/** See {@link policyStateSchema}. */
export type PolicyState = z.infer<typeof policyStateSchema>
