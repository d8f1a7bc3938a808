import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { runSize } from '../../../platform/testing/run-size'
import { requestOutcomes, type RequestOutcome } from '../../../../shared/imports/imports'
import {
  codeOf,
  createRepositoryBench,
  creation,
  dialOf,
  idOf,
  salt,
  type OpenRepository
} from '../testing/repository/bench'
import {
  countsOf,
  createRepositoryModel,
  fateAt,
  type RepositoryModel,
  type PlainImport
} from '../testing/repository/repository-model'
import { compareEntries } from '../drafts/draft-compare'
import { rowsOf } from '../../../platform/database/statements'

const bench = createRepositoryBench()
afterEach(() => bench.clean())

const campaigns = ['spring', 'autumn']
const places = 10

type Step =
  | { do: 'create'; at: number; campaign: number; entries: number[] }
  | { do: 'begin'; at: number; no: Pick; from: number; size: number }
  | { do: 'settle'; at: number; no: Pick; outcome: RequestOutcome; cut: number }
  | { do: 'decide'; at: number; no: Pick; decision: 'taken' | 'again' }
  | { do: 'state'; at: number; state: 'open' | 'ended' | 'cancelled' }
  | { do: 'remove'; at: number }
  | { do: 'forget' }
  | { do: 'restart' }

// Few imports, numbers and requests, so that they interact.
const at = fc.constantFrom(0, 0, 0, 1, 1, 2)
/** Usually a request of that import, sometimes any number. */
const no = fc.record({ pick: fc.nat(20), isAny: fc.constantFrom(false, false, false, false, true) })
type Pick = { pick: number; isAny: boolean }
const position = fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      at,
      campaign: fc.integer({ min: 0, max: 1 }),
      entries: fc.array(fc.integer({ min: 0, max: places - 1 }), { minLength: 1, maxLength: 8 })
    })
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('begin' as const),
      at,
      no,
      from: position,
      size: fc.constantFrom(0, 1, 1, 2, 2, 3, 4)
    })
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      at,
      no,
      outcome: fc.constantFrom(...requestOutcomes),
      cut: position
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      at,
      no,
      decision: fc.constantFrom('taken' as const, 'again' as const)
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      at,
      state: fc.constantFrom('open' as const, 'ended' as const, 'cancelled' as const)
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), at }) },
  { weight: 1, arbitrary: fc.constant({ do: 'forget' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) }
)

async function create(
  opened: OpenRepository,
  plain: RepositoryModel,
  made: Step & { do: 'create' }
): Promise<void> {
  const campaign = campaigns[made.campaign] ?? ''
  await opened.fill(made.entries.map((place) => ({ dial: dialOf(place) })))
  const input = creation(made.at, plain.sendable(campaign, made.entries), { campaignId: campaign })
  expect(await codeOf(opened.repository.createImport(input))).toBe(
    plain.create(input.id, campaign, made.entries)
  )
}

type RequestStep = Step & { do: 'begin' | 'settle' | 'decide' }

function noOf(
  { imports }: RepositoryModel,
  { at: place, no: { pick, isAny }, do: kind }: RequestStep
): number {
  const requests = imports.find(({ id }) => id === idOf(place))?.requests ?? []
  if (isAny) return pick
  if (kind === 'begin') return Math.max(0, ...requests.map((request) => request.no)) + 1
  const outcome = kind === 'settle' ? null : 'unknown'
  const meant = requests.filter((request) => request.outcome === outcome && request.decision === null)
  return meant[pick % meant.length]?.no ?? pick
}

/** Returns a range that mostly starts at a waiting number. */
function rangeOf(
  plain: RepositoryModel,
  begun: Step & { do: 'begin' }
): { no: number; from: number; to: number } {
  const kept = plain.imports.find(({ id }) => id === idOf(begun.at))
  const waiting = kept?.numbers.findIndex((_, at) => at >= begun.from && fateAt(kept, at) === 'open') ?? -1
  const from = begun.no.isAny || waiting < 0 ? begun.from : waiting
  return { no: noOf(plain, begun), from, to: from + begun.size }
}

/** Applies a step to both and compares the results. */
async function follow({ repository }: OpenRepository, plain: RepositoryModel, next: Step): Promise<void> {
  switch (next.do) {
    case 'begin': {
      const range = rangeOf(plain, next)
      const id = idOf(next.at)
      const code = plain.begin(id, range.no, range.from, range.to)
      const begun = repository.beginRequest({ id, ...range, nowMs: 1 })
      if (code !== null) expect(await codeOf(begun)).toBe(code)
      else {
        const kept = plain.imports.find((its) => its.id === id)
        expect((await begun).numbers).toEqual(kept?.numbers.slice(range.from, range.to).map(dialOf))
      }
      break
    }
    case 'settle': {
      const { at: place, outcome } = next
      const which = noOf(plain, next)
      const cuts = outcome === 'split' ? [next.cut] : []
      const settled = repository.recordOutcome({
        id: idOf(place),
        no: which,
        outcome,
        cuts,
        error: null,
        nowMs: 2
      })
      expect(await codeOf(settled)).toBe(plain.settle(idOf(place), which, outcome, cuts))
      break
    }
    case 'decide': {
      const asked = { id: idOf(next.at), no: noOf(plain, next), decision: next.decision, nowMs: 3 }
      expect(await codeOf(repository.decideRequest(asked))).toBe(
        plain.decide(asked.id, asked.no, asked.decision)
      )
      break
    }
    case 'state': {
      const id = idOf(next.at)
      const code = await codeOf(repository.setImportState({ id, state: next.state, nowMs: 4 }))
      expect(code).toBe(plain.setState(id, next.state))
      break
    }
    case 'remove':
      expect(await codeOf(repository.removeImport({ id: idOf(next.at) }))).toBe(plain.remove(idOf(next.at)))
      break
    case 'forget':
      await repository.forgetDetails({})
      plain.forget()
      break
    case 'create':
    case 'restart':
  }
}

async function compareLedger(
  { connection, repository }: OpenRepository,
  plain: RepositoryModel
): Promise<void> {
  const rows = await rowsOf(connection, "SELECT campaign, replace(hash::VARCHAR, '-', ''), state FROM ledger")
  const expected = [...plain.ledger].map(([key, { state }]) => {
    const [campaign = '', place] = key.split(' ')
    const digest = createHash('sha256')
      .update(`${salt}:${campaign}:${dialOf(Number(place))}`)
      .digest('hex')
    return [campaign, digest.slice(0, 32), state].join(' ')
  })
  expect(rows.map((row) => row.join(' ')).sort()).toEqual(expected.sort())
  for (const { id, sent } of await repository.campaigns({}))
    expect(sent).toBe(
      [...plain.ledger].filter(([key, { state }]) => state === 1 && key.startsWith(id)).length
    )
}

const partOf = (kept: PlainImport, position: number): string => {
  const fate = fateAt(kept, position)
  if (fate === 'under-way') return 'waiting'
  if (fate !== 'open') return fate
  return kept.state === 'cancelled' ? 'left-out' : 'waiting'
}

async function compareImport({ repository }: OpenRepository, kept: PlainImport): Promise<void> {
  const { id, state } = kept
  const counts = countsOf(kept)
  const cancelled = state === 'cancelled' ? counts.open : 0
  const sums = { sent: counts.sent, refused: counts.refused, unknown: counts.unknown }
  const record = (await repository.imports({})).find((its) => its.id === id)
  expect(record).toMatchObject({ ...sums, state, total: kept.numbers.length, leftOut: kept.leftOut })
  const report = await repository.report({ id })
  expect(report).toMatchObject({
    ...sums,
    waiting: counts['under-way'] + counts.open - cancelled,
    leftOut: kept.leftOut + cancelled,
    requests: kept.requests.length,
    hasDetails: kept.hasDetails
  })
  expect(report.byReason.reduce((sum, { count }) => sum + count, 0)).toBe(report.leftOut)
  if (!kept.hasDetails) return
  const { lines } = await repository.reportLines({
    id,
    filter: { part: null, search: '' },
    offset: 0,
    limit: 500
  })
  expect(lines).toHaveLength(kept.numbers.length + kept.leftOut)
  const numbers = lines.filter(({ part, reason }) => part !== 'left-out' || reason === 'cancelled')
  expect(numbers.map(({ dial, part }) => [dial, part])).toEqual(
    kept.numbers.map((place, at) => [dialOf(place), partOf(kept, at)])
  )
  for (const part of ['sent', 'refused', 'unknown', 'waiting', 'left-out'] as const) {
    const some = await repository.reportLines({ id, filter: { part, search: '' }, offset: 0, limit: 500 })
    expect(some.lines).toEqual(lines.filter((line) => line.part === part))
  }
  // A request in flight may have left this machine, so the plan counts it as unknown.
  const plan = await repository.plan({ id })
  const underWay = kept.requests.filter(({ outcome }) => outcome === null).length
  const undecided = (record?.undecided ?? 0) + underWay
  expect(plan).toMatchObject({ ...sums, unknown: counts.unknown + counts['under-way'], undecided })
  const waiting = plan.waiting.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, i) => from + i)
  )
  expect(waiting).toEqual([...kept.numbers.keys()].filter((at) => fateAt(kept, at) === 'open'))
}

it('behaves like a model repository, for any operations in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
      const file = bench.file()
      const open = () =>
        bench.open(file, (connection, input) => compareEntries(connection, { ...input, salt, revision: 1 }))
      const plain = createRepositoryModel()
      let opened = await open()
      // Most steps need an import.
      await create(opened, plain, { do: 'create', at: 0, campaign: 0, entries: [0, 1, 2, 3, 4, 5, 0] })
      for (const next of steps) {
        if (next.do === 'create') await create(opened, plain, next)
        else if (next.do === 'restart') {
          await opened.close()
          opened = await open()
          await opened.repository.recover(5)
          plain.recover()
        } else await follow(opened, plain, next)
      }
      await compareLedger(opened, plain)
      for (const kept of plain.imports) await compareImport(opened, kept)
      for (const times of plain.taken.values()) expect(times).toBe(1)
      await bench.clean()
    }),
    // Shrinking a failure, or a run that hangs, would take longer than the test may and hide the failure.
    { numRuns: runSize(6, 200), endOnFailure: true, plugins: [fc.timeout(30_000)] }
  )
}, 300_000)
