import { z } from 'zod'
import { callKeySchema } from '../calls/schema'
import type { DialInput } from '../numbers/number'
import { hotKeyActions } from './hot-keys'
import { acceleratorSchema, dialOutcomeSchema, promptIdSchema } from './schema'

const nothing = z.undefined()
const numberText = z.string().max(10_000)

/** The commands of dialling, hot keys and links; a part of the one contract. */
export const diallingContract = {
  /** Starts a call to the number in the text, or puts a question into the state's `prompt`. */
  'calls:dial': { input: z.strictObject({ number: numberText }), output: dialOutcomeSchema },
  /** The same with the number of a call. */
  'calls:redial': { input: z.strictObject({ key: callKeySchema }), output: dialOutcomeSchema },
  /**
   * Takes one of several numbers; its questions, if it has any, come next. `question-replaced` when prompt `id`
   * isn't what is asked any more: nothing is dialled.
   */
  'prompt:choose': {
    input: z.strictObject({ id: promptIdSchema, index: z.number().int().min(0).max(99) }),
    output: nothing
  },
  /** Answers question `id` with yes; during the undo pause: dials now. Errors as of `prompt:choose`. */
  'prompt:confirm': { input: z.strictObject({ id: promptIdSchema }), output: nothing },
  /** Takes the question, the pause or the notice away; nothing is dialled. */
  'prompt:cancel': { input: nothing, output: nothing },
  /** Tries a combination; one that can't be had leaves the one that worked, and says why in `hotKeys`. */
  'hot-keys:set': {
    input: z.strictObject({
      action: z.enum(hotKeyActions),
      accelerator: acceleratorSchema.nullable()
    }),
    output: nothing
  },
  /** While a combination is recorded, Deskline's own global keys are given back, so that they can be pressed. */
  'hot-keys:record': { input: z.strictObject({ isRecording: z.boolean() }), output: nothing },
  /** Waits 10 s for the key to be pressed, without doing what it does; the result is in `hotKeys`. */
  'hot-keys:test': { input: z.strictObject({ action: z.enum(hotKeyActions) }), output: nothing },
  /** Opens tel: and callto: links with Deskline, or hands them back to who had them. */
  'links:set': { input: z.strictObject({ isOurs: z.boolean() }), output: nothing },
  /** The numbers in the text of the number box. */
  'numbers:read': {
    input: z.strictObject({ text: numberText }),
    output: z.custom<DialInput>((value) => typeof value === 'object' && value !== null && 'kind' in value)
  }
} as const
