import { z } from 'zod'
import { CALL_STATES } from './live/scenarios'

/**
 * Fault injection by a list of rules { match, times?, every?, effect }. The first matching rule that is due applies.
 * To add a kind of fault, add an effect here and handle it where effects are applied. Times are real ms, not paced,
 * so that they can exceed a client's time limits.
 */

const ms = z.number().min(0)
const bytes = z.number().int().min(0)
/** 'before': the service never receives the request. 'after': it has processed it; only the reply is affected. */
const when = z.enum(['before', 'after'])

const httpEffectSchema = z.discriminatedUnion('kind', [
  /** Delays; with 'after' the request is processed and the headers are late. */
  z.strictObject({ kind: z.literal('delay'), ms, when: when.default('before') }),
  /** Resets the connection without an answer. */
  z.strictObject({ kind: z.literal('drop'), when: when.default('before') }),
  /** Replaces the answer, by `json` or by `text` verbatim. */
  z.strictObject({
    kind: z.literal('reply'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    json: z.unknown().optional(),
    text: z.string().optional(),
    when: when.default('before')
  }),
  /** An HTML page, as from a proxy. */
  z.strictObject({
    kind: z.literal('html'),
    status: z.number().int().default(200),
    when: when.default('before')
  }),
  z.strictObject({
    kind: z.literal('redirect'),
    location: z.string(),
    status: z.number().int().default(302),
    when: when.default('before')
  }),
  /** A well-formed HTTP message with truncated JSON. */
  z.strictObject({ kind: z.literal('truncate'), keepBytes: bytes.default(10) }),
  /** Announces the full length but resets the connection midway. */
  z.strictObject({ kind: z.literal('cut'), afterBytes: bytes }),
  /** Prepends this many bytes of JSON white space; gzip makes them about a thousand times smaller. */
  z.strictObject({ kind: z.literal('huge'), bytes, isPacked: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('slow-body'), chunkBytes: bytes.min(1), everyMs: ms })
])

const bayeuxEffectSchema = z.discriminatedUnion('kind', [
  /** Refuses with this error, `code:params:message`. */
  z.strictObject({ kind: z.literal('refuse'), error: z.string().default('403::Forbidden') }),
  /** Never replies. */
  z.strictObject({ kind: z.literal('ignore') }),
  z.strictObject({ kind: z.literal('delay'), ms }),
  /** Adds this advice, valid or not, to the reply. */
  z.strictObject({ kind: z.literal('advise'), advice: z.record(z.string(), z.unknown()) })
])

const eventEffectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lose') }),
  z.strictObject({ kind: z.literal('duplicate'), copies: z.number().int().min(1).default(1) }),
  /** Delays the event, so that later events overtake it. */
  z.strictObject({ kind: z.literal('delay'), ms })
])

const turns = {
  /** How often the rule applies; unlimited by default. */
  times: z.number().int().min(1).optional(),
  /** Applies only to every nth match. */
  every: z.number().int().min(1).optional()
}

/** A fault rule as passed to `add` and to the control surface. */
export const faultRuleSchema = z.union([
  z.strictObject({
    match: z.strictObject({
      on: z.literal('rest'),
      method: z.string().optional(),
      /** A substring of the path, e.g. `/queryByPeriod` or `/recordings/`. */
      path: z.string().optional()
    }),
    ...turns,
    effect: httpEffectSchema
  }),
  z.strictObject({
    /** Requests to the Faye port; upgrades only support delay, drop and reply. */
    match: z.strictObject({ on: z.literal('faye-http'), isUpgrade: z.boolean().optional() }),
    ...turns,
    effect: httpEffectSchema
  }),
  z.strictObject({
    match: z.strictObject({
      on: z.literal('bayeux'),
      /** `/meta/handshake`, `/meta/subscribe`, `/meta/connect`, … */
      channel: z.string(),
      subscription: z.string().optional()
    }),
    ...turns,
    effect: bayeuxEffectSchema
  }),
  z.strictObject({
    match: z.strictObject({
      on: z.literal('event'),
      agentId: z.number().optional(),
      state: z.enum(CALL_STATES).optional()
    }),
    ...turns,
    effect: eventEffectSchema
  })
])

/** The kinds of effect for each target, for `--help`. */
export const FAULT_EFFECTS = [
  { on: 'rest, faye-http', schema: httpEffectSchema },
  { on: 'bayeux', schema: bayeuxEffectSchema },
  { on: 'event', schema: eventEffectSchema }
].map(({ on, schema }) => ({ on, kinds: schema.options.map((option) => option.shape.kind.value) }))

export type FaultRule = z.input<typeof faultRuleSchema>
type ParsedRule = z.infer<typeof faultRuleSchema>
export type HttpEffect = z.infer<typeof httpEffectSchema>
type BayeuxEffect = z.infer<typeof bayeuxEffectSchema>
type EventEffect = z.infer<typeof eventEffectSchema>

export interface Faults {
  /** Adds a rule and returns a function that removes it. Throws on an invalid rule. */
  add: (rule: FaultRule) => () => void
  clear: () => void
  rules: () => readonly FaultRule[]
  takeRest: (request: { method: string; path: string }) => HttpEffect | null
  takeFayeHttp: (isUpgrade: boolean) => HttpEffect | null
  /** `advise` applies to replies, every other effect to requests. */
  takeBayeux: (
    stage: 'request' | 'reply',
    message: { channel?: string; subscription?: unknown }
  ) => BayeuxEffect | null
  takeEvent: (agentId: number, state: unknown) => EventEffect | null
}

interface Kept {
  rule: ParsedRule
  seen: number
  left: number
}

type RuleOn<On extends ParsedRule['match']['on']> = Extract<ParsedRule, { match: { on: On } }>
type Effect = ParsedRule['effect']

const isOn = <On extends ParsedRule['match']['on']>(rule: ParsedRule, on: On): rule is RuleOn<On> =>
  rule.match.on === on

export function createFaults(): Faults {
  let kept: Kept[] = []

  const take = <E extends Effect>(effectOf: (rule: ParsedRule) => E | null): E | null => {
    for (const entry of kept) {
      const effect = effectOf(entry.rule)
      if (!effect) continue
      entry.seen += 1
      if (entry.seen % (entry.rule.every ?? 1) !== 0) continue
      entry.left -= 1
      if (entry.left <= 0) kept = kept.filter((other) => other !== entry)
      return effect
    }
    return null
  }

  return {
    add: (rule) => {
      const parsed = faultRuleSchema.parse(rule)
      const entry: Kept = { rule: parsed, seen: 0, left: parsed.times ?? Infinity }
      kept.push(entry)
      return () => {
        kept = kept.filter((other) => other !== entry)
      }
    },
    clear: () => {
      kept = []
    },
    rules: () => kept.map(({ rule }) => rule),
    takeRest: ({ method, path }) =>
      take((rule) => {
        if (!isOn(rule, 'rest')) return null
        const { match, effect } = rule
        return (match.method ?? method) === method && path.includes(match.path ?? '') ? effect : null
      }),
    takeFayeHttp: (isUpgrade) =>
      take((rule) => {
        if (!isOn(rule, 'faye-http')) return null
        return (rule.match.isUpgrade ?? isUpgrade) === isUpgrade ? rule.effect : null
      }),
    takeBayeux: (stage, message) =>
      take((rule) => {
        if (!isOn(rule, 'bayeux') || (rule.effect.kind === 'advise') !== (stage === 'reply')) return null
        const { channel, subscription = message.subscription } = rule.match
        return channel === message.channel && subscription === message.subscription ? rule.effect : null
      }),
    takeEvent: (agentId, state) =>
      take((rule) => {
        if (!isOn(rule, 'event')) return null
        const { match, effect } = rule
        return (match.agentId ?? agentId) === agentId && (match.state ?? state) === state ? effect : null
      })
  }
}
