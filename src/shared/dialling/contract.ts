import { z } from 'zod'
import { callKeySchema } from '../calls/schema'
import type { DialInput } from '../numbers/schema'
import { hotKeyActions } from './hot-keys'
import { shortText } from '../platform/schema'
import { maxCallerLabelLength, maxListedCallerNumbers } from './caller-numbers'
import { acceleratorSchema, callerChoiceSchema, dialOutcomeSchema, promptIdSchema } from './schema'

const nothing = z.undefined()
const numberText = z.string().max(10_000)

/** The commands for dialling, hot keys and links; part of the IPC contract. */
export const diallingContract = {
  /**
   * Starts a call to the number in the text, or shows a question in the state's `prompt`. `caller`: the caller number
   * that the user chose for this call; without it `callerOf` decides.
   */
  'calls:dial': {
    input: z.strictObject({ number: numberText, caller: callerChoiceSchema.optional() }),
    output: dialOutcomeSchema
  },
  /** Dials the number of a call. */
  'calls:redial': { input: z.strictObject({ key: callKeySchema }), output: dialOutcomeSchema },
  /**
   * Chooses one of several numbers; further questions may follow. `question-replaced` if prompt `id` is no longer
   * shown: nothing is dialled.
   */
  'prompt:choose': {
    input: z.strictObject({ id: promptIdSchema, index: z.number().int().min(0).max(99) }),
    output: nothing
  },
  /** Confirms question `id`; during the undo pause, dials immediately. Errors like `prompt:choose`. */
  'prompt:confirm': { input: z.strictObject({ id: promptIdSchema }), output: nothing },
  /**
   * Changes the caller number of the call that prompt `id` is about; an undo pause starts again. Errors like
   * `prompt:choose`.
   */
  'prompt:set-caller': {
    input: z.strictObject({ id: promptIdSchema, caller: callerChoiceSchema }),
    output: nothing
  },
  /** Dismisses the question, the pause or the notice; nothing is dialled. */
  'prompt:cancel': { input: nothing, output: nothing },
  /**
   * Replaces the list of caller numbers, in order. `number` may be typed in any way; the error `caller-number-…` is
   * about the first entry that can't be kept. `defaultIndex`: null for the desk phone's own number.
   */
  'caller-numbers:set': {
    input: z.strictObject({
      entries: z
        .array(z.strictObject({ number: shortText, label: z.string().max(maxCallerLabelLength) }))
        .max(maxListedCallerNumbers),
      defaultIndex: z
        .number()
        .int()
        .min(0)
        .max(maxListedCallerNumbers - 1)
        .nullable()
    }),
    output: nothing
  },
  /** Shows the page of the caller numbers in the main window. */
  'caller-numbers:show': { input: nothing, output: nothing },
  /** Tries a combination; if it can't be registered, the working one stays, and `hotKeys` has the reason. */
  'hot-keys:set': {
    input: z.strictObject({
      action: z.enum(hotKeyActions),
      accelerator: acceleratorSchema.nullable()
    }),
    output: nothing
  },
  /** While a combination is recorded, Deskline's own global keys are unregistered, so that they can be pressed. */
  'hot-keys:record': { input: z.strictObject({ isRecording: z.boolean() }), output: nothing },
  /** Waits 10 s for the key to be pressed, without running its action; the result is in `hotKeys`. */
  'hot-keys:test': { input: z.strictObject({ action: z.enum(hotKeyActions) }), output: nothing },
  /**
   * Writes the desktop's own shortcut that dials the copied number, or removes it again; the result is in `hotKeys`.
   * Does nothing where Deskline can't write it.
   */
  'hot-keys:set-shortcut': { input: z.strictObject({ isSet: z.boolean() }), output: nothing },
  /** Reads which programs open phone links, into `links`. */
  'links:refresh': { input: nothing, output: nothing },
  /** Opens tel: and callto: links with Deskline, or restores their former handlers. */
  'links:set': { input: z.strictObject({ isOurs: z.boolean() }), output: nothing },
  /** The numbers in the text of the number box. */
  'numbers:read': {
    input: z.strictObject({ text: numberText }),
    output: z.custom<DialInput>((value) => typeof value === 'object' && value !== null && 'kind' in value)
  }
} as const
