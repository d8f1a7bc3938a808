import { z } from 'zod'
import { callOutcomes } from '../calls/steps'
import { ruleBreachSchema } from '../calling-rules/schema'
import { doubtReasons } from '../numbers/number'
import { foundNumberSchema } from '../numbers/schema'
import { appErrorSchema, shortText, timeMs } from '../platform/schema'
import { maxCallerLabelLength, maxListedCallerNumbers, maxRegionChoices } from './caller-numbers'
import { dialSources } from './dialling'
import { hotKeyActions, hotKeyProblems, keyDeliveries, shortcutDesktops } from './hot-keys'

/** The prompt that an answer belongs to: unique per prompt in a run. */
export const promptIdSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** The user's choice for one call: a caller number, or null for the desk phone's own. */
export const callerChoiceSchema = z.strictObject({ number: shortText.nullable() })

/** See {@link callerChoiceSchema}. */
export type CallerChoice = z.infer<typeof callerChoiceSchema>

/** One caller number (主叫号码) of an account, in national digits. */
const callerNumberSchema = z.strictObject({
  number: shortText.min(1),
  label: z.string().max(maxCallerLabelLength)
})

/** See {@link callerNumberSchema}. */
export type CallerNumber = z.infer<typeof callerNumberSchema>

/** The caller numbers that are stored for an account; the default is part of the account itself. */
export const storedCallersSchema = z.strictObject({
  numbers: z.array(callerNumberSchema).max(maxListedCallerNumbers),
  /** The last choice for callees of a region (see `calleeRegion`), the newest last. */
  regionChoices: z
    .array(z.strictObject({ region: shortText, number: shortText.nullable() }))
    .max(maxRegionChoices)
})

/** See {@link storedCallersSchema}. */
export type StoredCallers = z.infer<typeof storedCallersSchema>

/** The caller numbers of the signed-in account. */
export const callerNumbersSchema = z.strictObject({
  ...storedCallersSchema.shape,
  /** Null: no caller number is sent, and the service uses the desk phone's own. */
  defaultNumber: shortText.nullable()
})

/** See {@link callerNumbersSchema}. */
export type CallerNumbers = z.infer<typeof callerNumbersSchema>

/** A reason to ask the user before a number is called. */
const dialReasonSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('doubtful'), doubt: z.enum(doubtReasons).nullable() }),
  /** `agoMs`: how long ago it was called. */
  z.strictObject({ kind: z.literal('called-recently'), agoMs: z.number().min(0) }),
  /** Another call is being set up or is active. */
  z.strictObject({ kind: z.literal('call-under-way') }),
  /** The reply to a request for this number was lost: it may already ring. */
  z.strictObject({ kind: z.literal('outcome-unknown') }),
  /** The policy is to always ask. */
  z.strictObject({ kind: z.literal('always') }),
  /** A web page or another program requests it. */
  z.strictObject({ kind: z.literal('link') }),
  /** The service would create a salesman by this code (document, 一、发起呼叫, salesmanCode). */
  z.strictObject({ kind: z.literal('new-salesman'), code: shortText }),
  /** A calling rule of the user asks. */
  ...ruleBreachSchema.options
])

/** See {@link dialReasonSchema}. */
export type DialReason = z.infer<typeof dialReasonSchema>

/** The last call to a number. */
const lastCallSchema = z.strictObject({
  atMs: timeMs,
  /** Null while it is active. */
  outcome: z.enum(callOutcomes).nullable()
})

/** See {@link lastCallSchema}. */
export type LastCall = z.infer<typeof lastCallSchema>

const ofEveryPrompt = { id: promptIdSchema, source: z.enum(dialSources) }

/** The common properties of prompts that can lead to a call. */
const asked = {
  ...ofEveryPrompt,
  /** A link that arrived meanwhile was dropped: it never replaces a question. */
  hasIgnoredLink: z.boolean(),
  /** The caller number that the user chose for this call; null: none, so `callerOf` decides. */
  caller: callerChoiceSchema.nullable()
}

/** The question or notice shown on the way from a number to a call. One at a time. */
export const promptSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The call starts at `untilMs` (epoch ms) unless it is cancelled. */
  z.strictObject({
    kind: z.literal('pausing'),
    ...asked,
    number: foundNumberSchema,
    lastCall: lastCallSchema.nullable(),
    startedAtMs: timeMs,
    untilMs: timeMs
  }),
  /** Several numbers to choose from; the first is preselected. */
  z.strictObject({
    kind: z.literal('choosing'),
    ...asked,
    numbers: z.array(foundNumberSchema).min(2).max(100)
  }),
  z.strictObject({
    kind: z.literal('confirming'),
    ...asked,
    number: foundNumberSchema,
    lastCall: lastCallSchema.nullable(),
    reasons: z.array(dialReasonSchema).min(1)
  }),
  /** The service is asked how often the number was called; then the call starts, or a question follows. */
  z.strictObject({
    kind: z.literal('checking'),
    ...asked,
    number: foundNumberSchema,
    lastCall: lastCallSchema.nullable()
  }),
  /** The text contains no number; `copied`: its beginning. Disappears at `untilMs`. */
  z.strictObject({
    kind: z.literal('no-number'),
    ...ofEveryPrompt,
    copied: shortText,
    untilMs: timeMs
  }),
  /** Not dialled; `error` is the reason. Disappears at `untilMs`. */
  z.strictObject({
    kind: z.literal('refused'),
    ...ofEveryPrompt,
    number: foundNumberSchema.nullable(),
    error: appErrorSchema,
    /** The caller number, if the service refused that; see the account's settings. */
    refusedCaller: shortText.nullable(),
    untilMs: timeMs
  })
])

/** See {@link promptSchema}. */
export type Prompt = z.infer<typeof promptSchema>

/** The outcome of dialling from the window. */
export const dialOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), key: shortText }),
  /** A question is shown in the state's `prompt`. */
  z.strictObject({ kind: z.literal('asked') })
])

/** See {@link dialOutcomeSchema}. */
export type DialOutcome = z.infer<typeof dialOutcomeSchema>

/** A key combination in Electron's format (`Control+Alt+D`). */
export const acceleratorSchema = z.string().min(1).max(100)

/** The state of one global key. */
const hotKeyStateSchema = z.strictObject({
  /** The registered combination; null for none. */
  accelerator: acceleratorSchema.nullable(),
  /** The key that the desktop assigned, in its own words; null where Deskline's choice is the key. */
  assigned: shortText.nullable(),
  /** The last combination that could not be registered, and why. */
  failed: z.strictObject({ accelerator: acceleratorSchema, problem: z.enum(hotKeyProblems) }).nullable()
})

/** See {@link hotKeyStateSchema}. */
export type HotKeyState = z.infer<typeof hotKeyStateSchema>

/** A shortcut of the desktop that runs `deskline dial`. */
const desktopShortcutSchema = z.strictObject({
  desktop: z.enum(shortcutDesktops).nullable(),
  /** The command, or the line of a configuration file that runs it. */
  line: z.string().max(2_000),
  /** True if Deskline has written it. */
  isSet: z.boolean(),
  /** True if the last change failed. */
  hasFailed: z.boolean()
})

/** See {@link desktopShortcutSchema}. */
export type DesktopShortcut = z.infer<typeof desktopShortcutSchema>

/** A test whether a key arrives at all: on Wayland a registration can succeed and never fire. */
const hotKeyTestSchema = z.strictObject({
  action: z.enum(hotKeyActions),
  result: z.enum(['waiting', 'heard', 'not-heard'])
})

/** See {@link hotKeyTestSchema}. */
export type HotKeyTest = z.infer<typeof hotKeyTestSchema>

/** All global keys. */
export const hotKeysSchema = z.strictObject({
  keys: z.strictObject({
    'dial-copied': hotKeyStateSchema,
    'redial-last': hotKeyStateSchema,
    'toggle-window': hotKeyStateSchema,
    'wrap-up-last': hotKeyStateSchema,
    'pause-notifications': hotKeyStateSchema
  }),
  test: hotKeyTestSchema.nullable(),
  delivery: z.enum(keyDeliveries),
  /** The desktop's own shortcut for dialling; null where Deskline's own keys always arrive. */
  shortcut: desktopShortcutSchema.nullable()
})

/** See {@link hotKeysSchema}. */
export type HotKeys = z.infer<typeof hotKeysSchema>

/** `handler`: the name of the program that opens the links now; null if there is none or it is unknown. */
const linkState = z.strictObject({ isOurs: z.boolean(), handler: shortText.nullable() })

/** The programs that open phone links on this computer. */
export const linksSchema = z.strictObject({
  schemes: z.strictObject({ tel: linkState, callto: linkState }),
  /** Why the last change failed; null if it succeeded. */
  problem: z.enum(['not-changed', 'not-supported']).nullable()
})

/** See {@link linksSchema}. */
export type Links = z.infer<typeof linksSchema>
