import { z } from 'zod'
import { callOutcomes } from '../calls/call'
import { doubtReasons } from '../numbers/number'
import { foundNumberSchema } from '../numbers/schema'
import { appErrorSchema, shortText, timeMs } from '../platform/schema'
import { dialSources, type DialOutcome, type Prompt } from './dialling'
import { hotKeyActions, type HotKeys } from './hot-keys'
import type { Links } from './links'

const dialSource = z.enum(dialSources)
/** The prompt that an answer belongs to. */
export const promptIdSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const asked = { id: promptIdSchema, hasIgnoredLink: z.boolean() }
const lastCall = z.strictObject({ atMs: timeMs, outcome: z.enum(callOutcomes).nullable() }).nullable()

/** See {@link Prompt}. */
export const promptSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('pausing'),
    ...asked,
    source: dialSource,
    number: foundNumberSchema,
    lastCall,
    startedAtMs: timeMs,
    untilMs: timeMs
  }),
  z.strictObject({
    kind: z.literal('choosing'),
    ...asked,
    source: dialSource,
    numbers: z.array(foundNumberSchema).min(2).max(100)
  }),
  z.strictObject({
    kind: z.literal('confirming'),
    ...asked,
    source: dialSource,
    number: foundNumberSchema,
    lastCall,
    reasons: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('doubtful'), doubt: z.enum(doubtReasons).nullable() }),
          z.strictObject({ kind: z.literal('called-recently'), agoMs: z.number().min(0) }),
          z.strictObject({ kind: z.literal('call-under-way') }),
          z.strictObject({ kind: z.literal('outcome-unknown') }),
          z.strictObject({ kind: z.literal('always') }),
          z.strictObject({ kind: z.literal('link') }),
          z.strictObject({ kind: z.literal('new-salesman'), code: shortText })
        ])
      )
      .min(1)
  }),
  z.strictObject({
    kind: z.literal('no-number'),
    id: promptIdSchema,
    source: dialSource,
    copied: shortText,
    untilMs: timeMs
  }),
  z.strictObject({
    kind: z.literal('refused'),
    id: promptIdSchema,
    source: dialSource,
    number: foundNumberSchema.nullable(),
    error: appErrorSchema,
    untilMs: timeMs
  })
]) satisfies z.ZodType<Prompt>

/** See {@link DialOutcome}. */
export const dialOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), key: shortText }),
  z.strictObject({ kind: z.literal('asked') })
]) satisfies z.ZodType<DialOutcome>

/** A key combination in Electron's format. */
export const acceleratorSchema = z.string().min(1).max(100)

const hotKeyState = z.strictObject({
  accelerator: acceleratorSchema.nullable(),
  failed: z
    .strictObject({ accelerator: acceleratorSchema, problem: z.enum(['taken', 'used-here', 'unsuitable']) })
    .nullable()
})

/** See {@link HotKeys}. */
export const hotKeysSchema = z.strictObject({
  keys: z.strictObject({
    'dial-copied': hotKeyState,
    'redial-last': hotKeyState,
    'toggle-window': hotKeyState,
    'pause-notifications': hotKeyState
  }),
  test: z
    .strictObject({ action: z.enum(hotKeyActions), result: z.enum(['waiting', 'heard', 'not-heard']) })
    .nullable(),
  isDoubtful: z.boolean()
}) satisfies z.ZodType<HotKeys>

const linkState = z.strictObject({ isOurs: z.boolean(), handler: shortText.nullable() })

/** See {@link Links}. */
export const linksSchema = z.strictObject({
  schemes: z.strictObject({ tel: linkState, callto: linkState }),
  problem: z.enum(['not-changed', 'not-supported']).nullable()
}) satisfies z.ZodType<Links>
