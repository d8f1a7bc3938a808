import { z } from 'zod'
import type { Call } from '../../shared/calls/schema'
import { ruleLimits } from '../../shared/calling-rules/limits'
import { begunAtMs } from '../calls/call-ages'
import type { Clock, LineLog } from '../platform/ports'
import { digitsOf } from './number-digits'

/** A call to a number. `id`: the service's; null: unknown. */
export interface Attempt {
  atMs: number
  id: string | null
}

/** New calls are written after this time, together, in ms: a burst of events must not sync the disk for each. */
const writeAfterMs = 1_000

/** More attempts of an account aren't kept; the oldest are dropped. */
const maxAttemptsKept = 200_000

const keptMs = ruleLimits.maxTotalDays * 24 * 3_600_000

const lineSchema = z.strictObject({
  /** The call's key. */
  k: z.string().min(1).max(200),
  /** The digits to dial. */
  n: z.string().regex(/^\d{1,40}$/),
  /** When it began, epoch ms. */
  t: z.number().min(0).max(8.64e15),
  /** The service's id. */
  i: z.string().max(200).optional()
})
type Line = z.infer<typeof lineSchema>

function lineIn(text: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The service may have called the number. */
const isAttempt = (call: Call): boolean => call.step !== 'requesting' && call.outcome !== 'refused'

/**
 * The calls of the account's desk phone by number, longer than the call list keeps them. `calls`: all calls of the
 * list now. The file is read on first use, and again while it can't be read.
 */
export class AttemptLog {
  readonly #log: LineLog
  readonly #clock: Clock
  readonly #calls: () => readonly Call[]
  /** By the call's key. */
  readonly #lines = new Map<string, Line>()
  #isRead = false
  #unwritten: string[] = []
  #cancelWrite: () => void = () => undefined

  constructor(deps: { log: LineLog; clock: Clock; calls: () => readonly Call[] }) {
    this.#log = deps.log
    this.#clock = deps.clock
    this.#calls = deps.calls
  }

  /** False: the file can't be read, so earlier calls are missing. */
  isKnown(): boolean {
    this.#load()
    return this.#isRead
  }

  /** The calls to the number, each once. */
  to(number: string): Attempt[] {
    const lines = this.#load()
    for (const call of this.#calls()) this.note(call)
    const found = [...lines.values()].filter(({ n }) => n === number)
    const byId = new Map<string, Attempt>()
    for (const { k, t, i } of found) byId.set(i ?? `key ${k}`, { atMs: t, id: i ?? null })
    return [...byId.values()]
  }

  /** Keeps a call that is new, or whose id has become known. */
  note(call: Call): void {
    if (!isAttempt(call)) return
    const lines = this.#load()
    const known = lines.get(call.key)
    if (known !== undefined && (known.i ?? null) === call.callId) return
    const n = digitsOf(call.callee)
    if (n === null) return
    const t = known?.t ?? begunAtMs(call)
    const line: Line = { k: call.key, n, t, ...(call.callId === null ? {} : { i: call.callId }) }
    lines.set(call.key, line)
    this.#unwritten.push(JSON.stringify(line))
    if (this.#unwritten.length === 1) this.#cancelWrite = this.#clock.after(writeAfterMs, () => this.flush())
  }

  /** Writes what is pending. A failure only shortens what later runs know. */
  flush(): void {
    this.#cancelWrite()
    if (this.#unwritten.length > 0) this.#log.append(this.#unwritten.splice(0))
  }

  #load(): Map<string, Line> {
    const texts = this.#isRead ? null : this.#log.read()
    if (texts === null) return this.#lines
    this.#isRead = true
    const dateMs = this.#clock.now()
    const fromMs = dateMs - keptMs
    const all = new Map<string, Line>()
    for (const text of texts) {
      const line = lineIn(text)
      if (line !== null && line.t >= fromMs) all.set(line.k, line)
    }
    const kept = [...all.values()].slice(-maxAttemptsKept)
    for (const line of kept) if (!this.#lines.has(line.k)) this.#lines.set(line.k, line)
    if (texts.length > 1_000 && kept.length < texts.length / 2) {
      this.#log.replace(kept.map((line) => JSON.stringify(line)))
    }
    return this.#lines
  }
}
