import type { AppState, StateTopic } from '../../../shared/app/state'
import { contactLimits } from '../../../shared/contacts/contacts'
import type { ContactName, ContactNames } from '../../../shared/contacts/schema'
import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'

/** Changes within this time are resolved in one batch, in ms. */
export const batchAfterMs = 50
/** Numbers whose source failed are asked for again when something changes after this time, in ms. */
export const retryAfterMs = 30_000

/**
 * Finds who numbers belong to. Takes digits to dial, and resolves to the names it has by exactly these digits. It may
 * be slow and may reject; it is asked again for the same numbers when contacts change, so one that costs much keeps
 * its answers itself.
 */
export type NameSource = (numbers: readonly string[]) => Promise<ReadonlyMap<string, ContactName>>

/** The names of the numbers that are shown. */
export interface ShownNames {
  /** Resolves all numbers again, because what the sources know has changed. */
  refresh(): void
  /** Clears the names. */
  close(): void
}

/** A number that is shown. */
interface Entry {
  /** Null: it has none, or it isn't known yet. */
  name: ContactName | null
  /** The batch that resolves it; an older one's answer is dropped. */
  batch: number
  /** Set if a source failed. */
  failedAt: Moment | null
}

const watched: ReadonlySet<StateTopic> = new Set(['calls', 'callbacks', 'prompt', 'team'])

/** At most 40 digits to dial, with 00 for the +: a longer one would make the store refuse a whole batch. */
const isNumber = (text: string | null): text is string =>
  text !== null && /^(?:\d{3,40}|\+\d{3,38})$/.test(text)

function numbersOfPrompt(prompt: AppState['prompt']): (string | null)[] {
  if (prompt.kind === 'choosing') return prompt.numbers.map(({ dial }) => dial)
  return 'number' in prompt ? [prompt.number?.dial ?? null] : []
}

/** The numbers that Deskline shows, each once; the most important first. */
function numbersShown({
  prompt,
  callbacks,
  team,
  calls
}: Pick<AppState, 'prompt' | 'callbacks' | 'team' | 'calls'>): string[] {
  const all = [
    ...numbersOfPrompt(prompt),
    ...callbacks.map(({ number }) => number),
    ...team.map(({ number }) => number),
    ...calls.map(({ callee }) => callee)
  ]
  return [...new Set(all.filter(isNumber))].slice(0, contactLimits.maxNames)
}

/** The digits to dial of a number as it is shown. */
const digitsOf = (shown: string): string => shown.replace(/^\+/, '00')

const isSame = (one: ContactName | undefined, other: ContactName): boolean =>
  one?.contactId === other.contactId &&
  one.name === other.name &&
  one.company === other.company &&
  one.label === other.label &&
  one.link === other.link

/**
 * Publishes in `contactNames` who the numbers of calls, call-backs, prompt and team belong to. Numbers that appear are
 * resolved in batches; each source is asked for what the earlier ones don't know, and its answer is published before
 * the next is asked. Nothing waits for a name. A change of the contacts resolves all numbers again; names stay until
 * they are replaced.
 */
export function showContactNames(deps: {
  state: StateStore
  clock: Pick<Clock, 'after' | 'moment'>
  sources: readonly NameSource[]
}): ShownNames {
  const { state, clock, sources } = deps
  const entries = new Map<string, Entry>()
  let lastBatch = 0
  let isStale = false
  let cancelBatch: (() => void) | null = null
  let revision = state.get('contacts').revision
  let isClosed = false

  const publish = (): void => {
    if (isClosed) return
    const former = state.get('contactNames')
    const names: ContactNames = {}
    let isChanged = false
    for (const [shown, { name }] of entries) {
      if (name === null) continue
      names[shown] = name
      if (!isSame(former[shown], name)) isChanged = true
    }
    if (isChanged || Object.keys(names).length !== Object.keys(former).length)
      state.set('contactNames', names)
  }

  /** Asks the sources in order. An answer counts only for numbers that no newer batch resolves. */
  const resolve = async (batch: number, numbers: readonly string[]): Promise<void> => {
    const own = (): [string, Entry][] =>
      numbers.flatMap((shown) => {
        const entry = entries.get(shown)
        return entry?.batch === batch ? [[shown, entry] as [string, Entry]] : []
      })
    let open = [...numbers]
    let isFailed = false
    for (const source of sources) {
      if (isClosed || open.length === 0) break
      let found: ReadonlyMap<string, ContactName>
      try {
        found = await source([...new Set(open.map(digitsOf))])
      } catch {
        isFailed = true
        continue
      }
      for (const [shown, entry] of own()) entry.name = found.get(digitsOf(shown)) ?? entry.name
      open = open.filter((shown) => !found.has(digitsOf(shown)))
      publish()
    }
    const unknown = new Set(open)
    for (const [shown, entry] of own()) {
      if (!unknown.has(shown)) continue
      if (isFailed) entry.failedAt = clock.moment()
      else entry.name = null
    }
    publish()
  }

  const isDue = ({ failedAt }: Entry): boolean =>
    failedAt !== null && clock.moment().msSince(failedAt) >= retryAfterMs

  const scan = (): void => {
    cancelBatch = null
    const shown = numbersShown(state.all())
    const isShown = new Set(shown)
    for (const number of entries.keys()) if (!isShown.has(number)) entries.delete(number)
    const asked = shown.filter((number) => {
      const entry = entries.get(number)
      return entry === undefined || isStale || isDue(entry)
    })
    isStale = false
    if (asked.length > 0) {
      lastBatch += 1
      for (const number of asked)
        entries.set(number, {
          name: entries.get(number)?.name ?? null,
          batch: lastBatch,
          failedAt: null
        })
      void resolve(lastBatch, asked)
    }
    publish()
  }
  const schedule = (): void => {
    cancelBatch ??= clock.after(batchAfterMs, scan)
  }
  const refresh = (): void => {
    isStale = true
    schedule()
  }

  const off = state.onChange((topic) => {
    if (watched.has(topic)) schedule()
    else if (topic === 'contacts' && state.get('contacts').revision !== revision) {
      revision = state.get('contacts').revision
      refresh()
    }
  })
  schedule()

  return {
    refresh,
    close() {
      isClosed = true
      off()
      cancelBatch?.()
      state.set('contactNames', {})
    }
  }
}
