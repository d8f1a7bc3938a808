import { z } from 'zod'
import { settingsSchema, type Settings } from '../../shared/app/schema'
import { shortText } from '../../shared/platform/schema'
import { serverChoiceSchema } from '../../shared/session/schema'
import { maxCallerLabelLength, maxCallerNumbers } from '../../shared/dialling/caller-numbers'

/** `T` with every part optional; lists are whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T

/** The schema of an object with every part optional. Anything but plain objects is whole. */
function deepPartial(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject)) return schema
  const shape = schema.shape as Record<string, z.ZodType>
  return z.strictObject(
    Object.fromEntries(Object.entries(shape).map(([key, part]) => [key, deepPartial(part).optional()]))
  )
}

/** The settings that a policy can give: all but the pause of notifications, which is a moment. */
const policySettingsSchema = deepPartial(
  settingsSchema.omit({ notificationsPausedUntilMs: true })
) as z.ZodType<DeepPartial<Omit<Settings, 'notificationsPausedUntilMs'>>>

/** A desk phone's id with `?` for one digit and `*` for any digits: `6998?????`. */
const agentIdPattern = z.string().regex(/^[\d?*]{1,40}$/)

const callerNumber = z.strictObject({
  /** National digits, with the area code of a fixed line. */
  number: z.string().regex(/^\d{5,20}$/),
  label: z.string().max(maxCallerLabelLength).default('')
})

const presetAccount = {
  server: serverChoiceSchema.optional(),
  tenantId: shortText.min(1).optional(),
  /** Caller numbers that are offered (preset), or the only ones that may be used (locked). */
  callerNumbers: z.array(callerNumber).min(1).max(maxCallerNumbers).optional()
}

/** Absolute on POSIX or Windows. */
const absolutePath = z
  .string()
  .max(1_000)
  .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/)

/** What an administrator sets for all users of a computer. */
export const policySchema = z.strictObject({
  /** For editors; not used. */
  $schema: z.string().optional(),
  /** Shown beside locked settings. */
  organisation: shortText.min(1).optional(),
  /** Values in place of Deskline's defaults; the user can change them. */
  preset: z
    .strictObject({
      settings: policySettingsSchema.optional(),
      account: z.strictObject(presetAccount).optional()
    })
    .optional(),
  /** Values that nothing but the policy changes. */
  locked: z
    .strictObject({
      settings: policySettingsSchema.optional(),
      account: z
        .strictObject({
          ...presetAccount,
          /** Desk phones that may sign in. */
          agentIds: z.array(agentIdPattern).min(1).max(100).optional(),
          /** Whether a sign-in needs a salesman's code, can have one, or must not have one. */
          salesman: z.enum(['required', 'optional', 'never']).optional()
        })
        .optional()
    })
    .optional(),
  /** A file with an account and its token, which is read once. `{user}`: the user's login name. */
  provisioningFile: absolutePath.optional(),
  /** Where updates come from, and the key that their signatures are checked with; without it there are none. */
  updates: z
    .strictObject({
      feed: z.url({ protocol: /^https$/ }).max(500),
      publicKey: z.string().min(1).max(10_000)
    })
    .optional()
})

/** See {@link policySchema}. */
export type Policy = z.infer<typeof policySchema>

/** No policy. */
export const noPolicy: Policy = {}

/** The policy of a computer whose policy can't be read: what could leak is off. */
export const closedPolicy: Policy = {
  locked: {
    settings: {
      privacy: { isNumberMasked: true },
      pages: {
        phoneRings: { isOn: false },
        calleeAnswered: { isOn: false },
        callEnded: { isOn: false }
      },
      lookUp: { isOn: false }
    }
  }
}

/** The JSON Schema of the policy file, for editors and management tools. */
export const policyJsonSchema = (): unknown => ({
  title: 'Deskline policy',
  ...z.toJSONSchema(policySchema, { io: 'input' })
})
