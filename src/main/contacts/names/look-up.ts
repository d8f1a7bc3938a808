import { lookUpLimits } from '../../../shared/contacts/look-up'
import type { LookUpAnswer } from '../../../shared/contacts/look-up-contract'
import type { ContactName } from '../../../shared/contacts/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { pageAddress, type PageValues } from '../../calls/event-pages'
import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'
import { nextDelayMs, type EndlessDelays } from '../../platform/retry-schedule'
import { readLookUpReply, type LookUpReply } from './look-up-reply'
import type { NameSource } from './names'

/** How long a server is left alone after failures in a row. */
const pauses: EndlessDelays = { minMs: 5_000, maxMs: 600_000, jitter: 'half' }

/** Sends one request; resolves within `lookUpLimits.requestMs` and never rejects. */
export type RequestLookUp = (address: string, signal: AbortSignal) => Promise<LookUpReply>

/** The look-up of names at the user's server. */
export interface LookUp {
  /**
   * Resolves with the known names within the time of one request. What the server answers later is kept, and
   * announced by `onLater`.
   */
  ask: NameSource
  /** Resolves with the cached names, without sending a request. */
  known: NameSource
  /** Forgets all answers and cancels all requests: the server has changed. */
  reset(): void
}

/** The address for a number. `template-invalid`: no http(s) address, or without {callee}. */
export function lookUpAddress(template: string, values: PageValues): Result<string> {
  if (!template.includes('{callee}')) return failed({ code: 'template-invalid', field: 'template' })
  return pageAddress(template, values)
}

/** Asks for one number, for the user to see what comes back. */
export async function tryLookUp(
  request: RequestLookUp,
  template: string,
  values: PageValues
): Promise<Result<LookUpAnswer>> {
  const address = lookUpAddress(template, values)
  if (!address.ok) return address
  return succeeded(readLookUpReply(await request(address.value, new AbortController().signal)))
}

/** An answer of the server, null for an unknown number. */
interface Answer {
  name: ContactName | null
  at: Moment
}

/** A bounded memory of answers; the oldest is forgotten first. */
function createAnswers(now: () => Moment) {
  const answers = new Map<string, Answer>()
  return {
    /** Undefined: not known, or no longer. */
    get(number: string): ContactName | null | undefined {
      const answer = answers.get(number)
      if (answer === undefined) return undefined
      const lifetimeMs = answer.name === null ? lookUpLimits.unknownMs : lookUpLimits.foundMs
      if (now().msSince(answer.at) < lifetimeMs) return answer.name
      answers.delete(number)
      return undefined
    },
    set(number: string, name: ContactName | null): void {
      answers.delete(number)
      answers.set(number, { name, at: now() })
      const [oldest] = answers.keys()
      if (answers.size > lookUpLimits.maxCached && oldest !== undefined) answers.delete(oldest)
    },
    clear: () => answers.clear()
  }
}

/** Dependencies of the look-up. */
interface LookUpDeps {
  clock: Pick<Clock, 'after' | 'moment'>
  request: RequestLookUp
  /** The address for a number; null while the look-up is off, not allowed or invalid. */
  addressOf: (number: string) => string | null
  /** Names have arrived that no `ask` waits for, or a server can be asked again that was left alone. */
  onLater: () => void
  random?: () => number
}

/** See {@link LookUp}. */
class QueuedLookUp implements LookUp {
  readonly #deps: LookUpDeps
  readonly #answers: ReturnType<typeof createAnswers>
  /** The numbers to ask for, the next one first. */
  #queue: string[] = []
  /** Of each number that is queued or asked for: what resolves the batches that wait for it. */
  readonly #waiting = new Map<string, Set<() => void>>()
  #under = new AbortController()
  #requests = 0
  #failures = 0
  #cancelPause: (() => void) | null = null
  #hasLater = false

  constructor(deps: LookUpDeps) {
    this.#deps = deps
    this.#answers = createAnswers(() => deps.clock.moment())
  }

  readonly ask: NameSource = async (numbers) => {
    const { addressOf } = this.#deps
    const isOpen = (number: string): boolean => this.#answers.get(number) === undefined
    const wanted = numbers.filter((number) => isOpen(number) && addressOf(number) !== null)
    if (this.#cancelPause === null) {
      const asked = wanted.slice(0, lookUpLimits.maxPerBatch)
      const added = asked.filter((number) => !this.#waiting.has(number))
      const waits = asked.map((number) => this.#answered(number))
      // New numbers are shown now, so they come first.
      this.#queue = [...added, ...this.#queue]
      this.#drop(lookUpLimits.maxQueued)
      this.#next()
      await Promise.all(waits)
    }
    return this.#known(numbers)
  }

  readonly known: NameSource = (numbers) => Promise.resolve(this.#known(numbers))

  reset(): void {
    this.#under.abort()
    this.#under = new AbortController()
    this.#cancelPause?.()
    this.#cancelPause = null
    this.#queue = []
    this.#requests = 0
    this.#failures = 0
    this.#hasLater = false
    this.#answers.clear()
    for (const number of [...this.#waiting.keys()]) this.#done(number)
  }

  #known(numbers: readonly string[]): Map<string, ContactName> {
    return new Map(
      numbers.flatMap((number) => {
        const name = this.#answers.get(number)
        return name == null ? [] : [[number, name] as const]
      })
    )
  }

  /** Resolves with the answer, or once the time of one request has passed. */
  #answered(number: string): Promise<void> {
    return new Promise((resolve) => {
      const waiters = this.#waiting.get(number) ?? new Set()
      const end = (): void => {
        cancel()
        waiters.delete(end)
        resolve()
      }
      const cancel = this.#deps.clock.after(lookUpLimits.requestMs, end)
      this.#waiting.set(number, waiters.add(end))
    })
  }

  #next(): void {
    while (this.#requests < lookUpLimits.requestsAtOnce) {
      const number = this.#queue.shift()
      if (number === undefined) break
      void this.#send(number)
    }
    if (this.#requests > 0 || !this.#hasLater) return
    this.#hasLater = false
    this.#deps.onLater()
  }

  async #send(number: string): Promise<void> {
    const { signal } = this.#under
    const address = this.#deps.addressOf(number)
    if (address === null) {
      this.#done(number)
      return
    }
    this.#requests += 1
    const answer = readLookUpReply(await this.#deps.request(address, signal))
    if (signal.aborted) return
    this.#requests -= 1
    this.#keep(number, answer)
    this.#done(number)
    this.#next()
  }

  #keep(number: string, answer: LookUpAnswer): void {
    if (answer.kind === 'failed') {
      this.#pause()
      return
    }
    this.#failures = 0
    const { kind } = answer
    this.#answers.set(
      number,
      kind === 'unknown'
        ? null
        : { contactId: null, name: answer.name, company: answer.company, label: '', link: answer.link }
    )
    if (kind === 'found' && this.#waiting.get(number)?.size === 0) this.#hasLater = true
  }

  /** Leaves the server alone for a while. */
  #pause(): void {
    // Requests that were sent together fail together.
    if (this.#cancelPause !== null) return
    const { clock, onLater, random } = this.#deps
    const delayMs = nextDelayMs(pauses, this.#failures, random === undefined ? {} : { random })
    this.#cancelPause = clock.after(delayMs, () => {
      this.#cancelPause = null
      onLater()
    })
    this.#failures += 1
    this.#drop(0)
  }

  /** Drops what is queued beyond `length`. */
  #drop(length: number): void {
    const dropped = this.#queue.slice(length)
    this.#queue = this.#queue.slice(0, length)
    for (const number of dropped) this.#done(number)
  }

  #done(number: string): void {
    const waiters = [...(this.#waiting.get(number) ?? [])]
    this.#waiting.delete(number)
    for (const end of waiters) end()
  }
}

/** Creates the look-up. */
export const createLookUp = (deps: LookUpDeps): LookUp => new QueuedLookUp(deps)
