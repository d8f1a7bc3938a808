import { lookUpLimits } from '../../shared/contacts/look-up'
import type { LookUpAnswer } from '../../shared/contacts/look-up-contract'
import type { ContactName } from '../../shared/contacts/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { pageAddress, type PageValues } from '../calls/event-pages'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'
import { nextDelayMs, type EndlessDelays } from '../platform/retry-schedule'
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
  /** Resolves with the names that are known already; asks nobody. */
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

/**
 * Creates the look-up. `addressOf`: the address for a number; null while the look-up is off, not allowed or invalid.
 * `onLater`: names have arrived that no `ask` waits for, or a server can be asked again that was left alone.
 */
export function createLookUp(deps: {
  clock: Pick<Clock, 'after' | 'moment'>
  request: RequestLookUp
  addressOf: (number: string) => string | null
  onLater: () => void
  random?: () => number
}): LookUp {
  const { clock, request, addressOf, onLater, random } = deps
  const answers = createAnswers(() => clock.moment())
  /** The numbers to ask for, the next one first. */
  let queue: string[] = []
  /** Of each number that is queued or asked for: what resolves the batches that wait for it. */
  const waiting = new Map<string, Set<() => void>>()
  let under = new AbortController()
  let requests = 0
  let failures = 0
  let cancelPause: (() => void) | null = null
  let hasLater = false

  const done = (number: string): void => {
    const waiters = [...(waiting.get(number) ?? [])]
    waiting.delete(number)
    for (const end of waiters) end()
  }
  const pause = (): void => {
    // Requests that were sent together fail together.
    if (cancelPause !== null) return
    cancelPause = clock.after(nextDelayMs(pauses, failures, random === undefined ? {} : { random }), () => {
      cancelPause = null
      onLater()
    })
    failures += 1
    drop(0)
  }
  /** Drops what is queued beyond `length`. */
  const drop = (length: number): void => {
    const dropped = queue.slice(length)
    queue = queue.slice(0, length)
    for (const number of dropped) done(number)
  }
  const keep = (number: string, answer: LookUpAnswer): void => {
    if (answer.kind === 'failed') {
      pause()
      return
    }
    failures = 0
    const { kind } = answer
    answers.set(
      number,
      kind === 'unknown'
        ? null
        : { contactId: null, name: answer.name, company: answer.company, label: '', link: answer.link }
    )
    if (kind === 'found' && waiting.get(number)?.size === 0) hasLater = true
  }
  const send = async (number: string): Promise<void> => {
    const { signal } = under
    const address = addressOf(number)
    if (address === null) {
      done(number)
      return
    }
    requests += 1
    const answer = readLookUpReply(await request(address, signal))
    if (signal.aborted) return
    requests -= 1
    keep(number, answer)
    done(number)
    next()
  }
  const next = (): void => {
    while (requests < lookUpLimits.requestsAtOnce) {
      const number = queue.shift()
      if (number === undefined) break
      void send(number)
    }
    if (requests > 0 || !hasLater) return
    hasLater = false
    onLater()
  }
  /** Resolves with the answer, or once the time of one request has passed. */
  const answered = (number: string): Promise<void> =>
    new Promise((resolve) => {
      const waiters = waiting.get(number) ?? new Set()
      const end = (): void => {
        cancel()
        waiters.delete(end)
        resolve()
      }
      const cancel = clock.after(lookUpLimits.requestMs, end)
      waiting.set(number, waiters.add(end))
    })

  const known = (numbers: readonly string[]): Map<string, ContactName> =>
    new Map(
      numbers.flatMap((number) => {
        const name = answers.get(number)
        return name == null ? [] : [[number, name] as const]
      })
    )

  return {
    async ask(numbers) {
      const isOpen = (number: string): boolean => answers.get(number) === undefined
      const wanted = numbers.filter((number) => isOpen(number) && addressOf(number) !== null)
      if (cancelPause === null) {
        const asked = wanted.slice(0, lookUpLimits.maxPerBatch)
        const added = asked.filter((number) => !waiting.has(number))
        const waits = asked.map(answered)
        // New numbers are shown now, so they come first.
        queue = [...added, ...queue]
        drop(lookUpLimits.maxQueued)
        next()
        await Promise.all(waits)
      }
      return known(numbers)
    },
    known: (numbers) => Promise.resolve(known(numbers)),
    reset() {
      under.abort()
      under = new AbortController()
      cancelPause?.()
      cancelPause = null
      queue = []
      requests = 0
      failures = 0
      hasLater = false
      answers.clear()
      for (const number of [...waiting.keys()]) done(number)
    }
  }
}
