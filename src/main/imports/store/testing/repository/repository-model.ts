import type { RequestDecision, RequestOutcome } from '../../../../../shared/imports/imports'

// A model of the import repository without a database: per number, slow and simple.

interface PlainRequest {
  no: number
  from: number
  to: number
  outcome: RequestOutcome | null
  decision: RequestDecision | null
}

/** An import; `numbers`: number indices by position. */
export interface PlainImport {
  id: string
  campaign: string
  numbers: number[]
  leftOut: number
  state: 'open' | 'ended' | 'cancelled'
  hasDetails: boolean
  requests: PlainRequest[]
}

type Fate = 'sent' | 'refused' | 'unknown' | 'under-way' | 'open'

const fateOf = ({ outcome, decision }: PlainRequest): Fate => {
  if (outcome === null) return 'under-way'
  if (outcome === 'accepted' || decision === 'taken') return 'sent'
  if (outcome === 'unknown' && decision === null) return 'unknown'
  return outcome === 'refused' ? 'refused' : 'open'
}

const carries = ({ from, to }: PlainRequest, position: number): boolean => from <= position && position < to

/** The fate of a number: that of its last request. */
export const fateAt = ({ requests }: PlainImport, position: number): Fate => {
  const last = requests.filter((request) => carries(request, position)).sort((a, b) => b.no - a.no)[0]
  return last === undefined ? 'open' : fateOf(last)
}

/** Counts the numbers of an import by fate. */
export function countsOf(kept: PlainImport): Record<Fate, number> {
  const counts = { sent: 0, refused: 0, unknown: 0, 'under-way': 0, open: 0 }
  kept.numbers.forEach((_, position) => (counts[fateAt(kept, position)] += 1))
  return counts
}

/** Operations return the code of the failure, or null. */
export function createRepositoryModel() {
  const imports: PlainImport[] = []
  /** By campaign and number index. */
  const ledger = new Map<string, { state: 1 | 2; by: PlainImport }>()
  /** How often the service took a number, according to answers and the user's decisions. */
  const taken = new Map<string, number>()
  const key = (campaign: string, place: number): string => `${campaign} ${place}`

  const places = ({ numbers }: PlainImport, { from, to }: PlainRequest): number[] => numbers.slice(from, to)
  const take = (kept: PlainImport, request: PlainRequest): void => {
    for (const place of places(kept, request)) {
      const at = key(kept.campaign, place)
      ledger.set(at, { state: 1, by: kept })
      taken.set(at, (taken.get(at) ?? 0) + 1)
    }
  }
  const lose = (kept: PlainImport, request: PlainRequest): void => {
    for (const place of places(kept, request))
      if (!ledger.has(key(kept.campaign, place)))
        ledger.set(key(kept.campaign, place), { state: 2, by: kept })
  }
  const release = (kept: PlainImport, positions: readonly number[]): void => {
    for (const position of positions) {
      const at = key(kept.campaign, kept.numbers[position] ?? -1)
      if (ledger.get(at)?.state === 2) ledger.delete(at)
    }
  }
  /** Positions of numbers that aren't in an undecided or pending request. */
  const known = (kept: PlainImport): number[] =>
    [...kept.numbers.keys()].filter((at) => !['unknown', 'under-way'].includes(fateAt(kept, at)))
  const range = ({ from, to }: PlainRequest): number[] =>
    Array.from({ length: to - from }, (_, i) => from + i)
  const find = (id: string): PlainImport | undefined => imports.find((kept) => kept.id === id)
  const isUnfinished = (campaign: string, but?: PlainImport): boolean =>
    imports.some(
      (kept) =>
        kept !== but &&
        kept.campaign === campaign &&
        (kept.state === 'open' || kept.requests.some(({ outcome }) => outcome === null))
    )

  return {
    imports,
    ledger,
    taken,
    create(id: string, campaign: string, entries: readonly number[]): string | null {
      const numbers = [...new Set(entries)].filter((place) => !ledger.has(key(campaign, place)))
      if (find(id) !== undefined) return 'input-invalid'
      if (isUnfinished(campaign)) return 'import-unfinished'
      if (numbers.length === 0) return 'nothing-to-import'
      const leftOut = entries.length - numbers.length
      imports.push({ id, campaign, numbers, leftOut, state: 'open', hasDetails: true, requests: [] })
      return null
    },
    /** Returns how many numbers an import of these entries would have. */
    sendable: (campaign: string, entries: readonly number[]): number =>
      [...new Set(entries)].filter((place) => !ledger.has(key(campaign, place))).length,
    begin(id: string, no: number, from: number, to: number): string | null {
      const kept = find(id)
      if (kept === undefined) return 'not-found'
      if (no < 1 || from >= to || to > kept.numbers.length) return 'input-invalid'
      const same = kept.requests.find((request) => request.no === no)
      if (same !== undefined)
        return same.outcome === null && same.from === from && same.to === to ? null : 'input-invalid'
      if (kept.requests.some((request) => request.no > no)) return 'input-invalid'
      const request: PlainRequest = { no, from, to, outcome: null, decision: null }
      if (kept.state !== 'open' || range(request).some((at) => fateAt(kept, at) !== 'open'))
        return 'input-invalid'
      kept.requests.push(request)
      return null
    },
    settle(id: string, no: number, outcome: RequestOutcome, cuts: readonly number[]): string | null {
      const kept = find(id)
      const request = kept?.requests.find((its) => its.no === no)
      // Requests are removed with the other details.
      if (kept?.hasDetails !== true || request === undefined) return 'not-found'
      if (request.outcome === outcome) return null
      const areCuts = cuts.every((cut) => request.from < cut && cut < request.to) && cuts.length === 1
      const wasLost = fateOf(request) === 'unknown'
      const mayCorrect =
        wasLost && (kept.state !== 'ended' || outcome === 'accepted' || outcome === 'refused')
      if ((request.outcome !== null && !mayCorrect) || (outcome === 'split' && !areCuts))
        return 'input-invalid'
      if (wasLost) release(kept, range(request))
      request.outcome = outcome
      if (outcome === 'accepted') take(kept, request)
      if (outcome === 'unknown') lose(kept, request)
      if (outcome === 'refused') release(kept, range(request))
      if ((outcome === 'split' || outcome === 'not-taken') && kept.state === 'cancelled')
        release(kept, range(request))
      return null
    },
    decide(id: string, no: number, decision: RequestDecision): string | null {
      const kept = find(id)
      const request = kept?.requests.find((its) => its.no === no)
      if (kept === undefined || request === undefined || fateOf(request) !== 'unknown') return 'not-found'
      if (decision === 'again' && kept.state === 'ended') {
        if (isUnfinished(kept.campaign, kept)) return 'import-unfinished'
        kept.state = 'open'
      }
      request.decision = decision
      if (decision === 'taken') take(kept, request)
      else if (kept.state === 'cancelled') release(kept, range(request))
      return null
    },
    setState(id: string, state: PlainImport['state']): string | null {
      const kept = find(id)
      if (kept === undefined) return 'not-found'
      if (kept.state === state) return null
      const counts = countsOf(kept)
      const isWaiting = counts.open + counts['under-way'] > 0
      if (!kept.hasDetails || kept.state === 'cancelled' || (state === 'ended' && isWaiting))
        return 'input-invalid'
      if (state === 'open' && isUnfinished(kept.campaign, kept)) return 'import-unfinished'
      kept.state = state
      if (state === 'cancelled') release(kept, known(kept))
      return null
    },
    remove(id: string): string | null {
      const kept = find(id)
      if (kept === undefined) return 'not-found'
      if (kept.state === 'open' || countsOf(kept)['under-way'] > 0) return 'input-invalid'
      if (kept.hasDetails) release(kept, known(kept))
      imports.splice(imports.indexOf(kept), 1)
      return null
    },
    forget(): void {
      for (const kept of imports) {
        const counts = countsOf(kept)
        const isOver = kept.state !== 'open' && counts['under-way'] + counts.unknown === 0
        if (isOver && (kept.state === 'cancelled' || counts.open === 0)) kept.hasDetails = false
      }
    },
    recover(): void {
      for (const kept of imports)
        for (const request of kept.requests.filter(({ outcome }) => outcome === null)) {
          request.outcome = 'unknown'
          lose(kept, request)
        }
    }
  }
}

/** See {@link createRepositoryModel}. */
export type RepositoryModel = ReturnType<typeof createRepositoryModel>
