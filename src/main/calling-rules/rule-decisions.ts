import { z } from 'zod'
import { ruleAnswers, ruleOf } from '../../shared/calling-rules/limits'
import { dialSources } from '../../shared/dialling/dialling'
import type { RuleBreach } from '../../shared/calling-rules/schema'
import type { DialSource } from '../../shared/dialling/dialling'
import type { Clock, LineLog } from '../platform/ports'

/** More decisions aren't kept, and none for longer (ms). */
const maxDecisions = 100_000
const keptMs = 366 * 24 * 3_600_000

/** The file is rewritten when it has this many lines too many, or its first line is this much too old (ms). */
const slackLines = 5_000
const slackMs = 30 * 24 * 3_600_000

const breachKinds = Object.keys(ruleOf) as [RuleBreach['kind'], ...RuleBreach['kind'][]]

const decisionSchema = z.strictObject({
  atMs: z.number().min(0).max(8.64e15),
  number: z.string().regex(/^\d{1,40}$/),
  source: z.enum(dialSources),
  breach: z.enum(breachKinds),
  /** `yes`: the user confirmed the question; `no`: cancelled or replaced; `refused`: the rule refuses. */
  answer: z.enum(ruleAnswers)
})

/** What a rule asked or refused, and the answer (规则记录). */
export type RuleDecision = z.infer<typeof decisionSchema>

/** What was asked or refused about one number. */
export interface Decided {
  number: string
  source: DialSource
  breaches: readonly RuleBreach['kind'][]
  answer: RuleDecision['answer']
}

function decisionIn(text: string): RuleDecision | null {
  try {
    return decisionSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The decisions of an account, in a file to which they are added. */
export class RuleDecisions {
  readonly #log: LineLog
  readonly #clock: Pick<Clock, 'now'>
  #isTrimmed = false

  /** `clock`: this computer's. */
  constructor(deps: { log: LineLog; clock: Pick<Clock, 'now'> }) {
    this.#log = deps.log
    this.#clock = deps.clock
  }

  note({ number, source, breaches, answer }: Decided): void {
    if (breaches.length === 0) return
    if (!this.#isTrimmed) this.#trim()
    const atMs = this.#clock.now()
    // A failed write must not keep a call from being refused or made.
    this.#log.append(breaches.map((breach) => JSON.stringify({ atMs, number, source, breach, answer })))
  }

  /** All decisions, oldest first. */
  all(): RuleDecision[] {
    return (this.#log.read() ?? []).flatMap((text) => decisionIn(text) ?? []).slice(-maxDecisions)
  }

  /** Removes the decisions before a time, epoch ms. */
  forgetBefore(fromMs: number): void {
    const texts = this.#log.read() ?? []
    const kept = texts.filter((text) => (decisionIn(text)?.atMs ?? Infinity) >= fromMs)
    if (kept.length < texts.length) this.#log.replace(kept)
  }

  /** Once a run: the file grows by a few lines a day. */
  #trim(): void {
    this.#isTrimmed = true
    const texts = this.#log.read() ?? []
    const [first] = texts
    const dateMs = this.#clock.now()
    const fromMs = dateMs - keptMs
    const firstMs = first === undefined ? Infinity : (decisionIn(first)?.atMs ?? 0)
    if (texts.length < maxDecisions + slackLines && firstMs > fromMs - slackMs) return
    const kept = texts.filter((text) => (decisionIn(text)?.atMs ?? Infinity) >= fromMs)
    this.#log.replace(kept.slice(-maxDecisions))
  }
}
