import type { RequestOutcome } from '../../../shared/imports/imports'
import type { Result } from '../../../shared/platform/result'
import { succeeded } from '../../../shared/platform/result'
import type { ImportRecord, importOperations } from '../imports-operations'
import type { Clock } from '../../platform/ports'
import { planOf, type RequestFact } from '../sending/import-plan'
import { createStoreUnderTest, type StoreUnderTest } from './store'

/** Imports stored in memory; operations on them are answered immediately. */
export interface MemoryStore {
  store: StoreUnderTest
  /** Adds an open import of 30 numbers, 10 per request, newer than the previous ones. */
  add(record: Partial<ImportRecord> & { id: string }, facts?: RequestFact[]): ImportRecord
  record(id: string): ImportRecord
  facts(id: string): readonly RequestFact[]
  /** From now on, delays the answers to this operation by `ms` of `clock`; its effect is immediate. */
  answersLate(operation: keyof typeof importOperations, clock: Clock, ms: number): void
}

interface Kept {
  base: ImportRecord
  facts: RequestFact[]
}

/** A stored request of ten numbers from `from`. */
export const factOf = (no: number, from: number, outcome: RequestOutcome): RequestFact => ({
  no,
  from,
  to: from + 10,
  outcome,
  cuts: [],
  decision: null
})

/** Starts without imports. */
export function createMemoryStore(): MemoryStore {
  const store = createStoreUnderTest()
  const kept = new Map<string, Kept>()
  const find = (id: string): Kept => {
    const found = kept.get(id)
    if (found === undefined) throw new Error(`no import ${id}`)
    return found
  }
  const record = (id: string): ImportRecord => {
    const { base, facts } = find(id)
    const { sent, refused, unknown, undecided } = planOf(base.total, facts)
    return { ...base, sent, refused, unknown, undecided }
  }
  const requestOf = (id: string, no: number): RequestFact | undefined =>
    find(id).facts.find((fact) => fact.no === no)

  store.always('progressFigures', () => ({ ok: true, value: [] }))
  store.always('imports', () => ({ ok: true, value: [...kept.keys()].reverse().map(record) }))
  store.always('plan', ({ id }) => ({ ok: true, value: planOf(find(id).base.total, find(id).facts) }))
  store.always('beginRequest', ({ id, no, from, to }) => {
    find(id).facts.push({ no, from, to, outcome: null, cuts: [], decision: null })
    const numbers = Array.from({ length: to - from }, (_, at) => `138${String(from + at).padStart(8, '0')}`)
    return { ok: true, value: { numbers } }
  })
  store.always('recordOutcome', ({ id, no, outcome, cuts }) => {
    const request = requestOf(id, no)
    if (request !== undefined) Object.assign(request, { outcome, cuts })
    return { ok: true, value: null }
  })
  store.always('decideRequest', ({ id, no, decision }) => {
    const request = requestOf(id, no)
    if (request?.outcome !== 'unknown' || request.decision !== null)
      return { ok: false, error: { code: 'not-found' } }
    request.decision = decision
    if (decision === 'again' && find(id).base.state === 'ended')
      find(id).base = { ...find(id).base, state: 'open', endedAtMs: null }
    return { ok: true, value: { from: request.from, to: request.to } }
  })
  store.always('setImportState', ({ id, state, nowMs }) => {
    const { total, sent, refused, unknown } = record(id)
    if (state === 'ended' && sent + refused + unknown < total)
      return { ok: false, error: { code: 'input-invalid' } }
    find(id).base = { ...find(id).base, state, endedAtMs: state === 'open' ? null : nowMs }
    return { ok: true, value: null }
  })
  store.always('removeImport', ({ id }) => {
    kept.delete(id)
    return { ok: true, value: null }
  })

  const plain = { ...store }
  const lateness = new Map<string, (answer: () => void) => void>()
  store.ask = async (operation, ...asked) => {
    const answer = await plain.ask(operation, ...asked)
    const late = lateness.get(operation)
    if (late !== undefined) await new Promise<void>(late)
    return answer
  }

  return {
    store,
    record,
    answersLate: (operation, clock, ms) =>
      void lateness.set(operation, (answer) => void clock.after(ms, answer)),
    facts: (id) => find(id).facts,
    add(given, facts = []) {
      const base: ImportRecord = {
        ...{
          campaignId: 'spring',
          name: '客户.csv',
          files: 1,
          createdAtMs: 1_000 + kept.size,
          endedAtMs: null
        },
        ...{ state: 'open', total: 30, sent: 0, refused: 0, unknown: 0, leftOut: 2, undecided: 0 },
        ...{ batchSize: 10, hasDetails: true },
        ...given
      }
      kept.set(given.id, { base, facts })
      return record(given.id)
    }
  }
}

/** A service whose answers the test controls. */
export interface ServiceUnderTest {
  importNumbers(
    campaignId: string,
    numbers: readonly string[],
    options?: { signal?: AbortSignal }
  ): Promise<Result<undefined>>
  /** First numbers of the received requests, in order. */
  came: string[]
  /** Answers the oldest pending request. */
  answer(result?: Result<undefined>): void
  /** Accepts all pending and future requests. */
  acceptAll(): void
}

/** Doesn't answer by itself; an aborted request is `import-unknown`. */
export function createServiceUnderTest(): ServiceUnderTest {
  const came: string[] = []
  const waiting: ((result: Result<undefined>) => void)[] = []
  let isAccepting = false
  const answer = (result: Result<undefined> = succeeded(undefined)): void => waiting.shift()?.(result)
  return {
    came,
    answer,
    importNumbers(_campaignId, numbers, options) {
      came.push(numbers[0] ?? '')
      if (isAccepting) return Promise.resolve(succeeded(undefined))
      return new Promise((resolve) => {
        waiting.push(resolve)
        options?.signal?.addEventListener('abort', () =>
          resolve({ ok: false, error: { code: 'import-unknown' } })
        )
      })
    },
    acceptAll() {
      isAccepting = true
      while (waiting.length > 0) answer()
    }
  }
}
