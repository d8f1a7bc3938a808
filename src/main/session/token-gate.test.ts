import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { CallRecord } from '../../shared/records/row-schema'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import type { CallService } from '../platform/ports'
import { createServiceClock, type ServiceClock } from '../service/service-clock'
import { checkToken, createTokenGate } from './token-gate'

type Operation = 'startCall' | 'importNumbers' | 'readCall' | 'query' | 'check'

const record: CallRecord = {
  id: 'c',
  callerNumber: null,
  calleeNumber: null,
  agentId: null,
  salesmanCode: null,
  startedAtMs: null,
  answeredAtMs: null,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null
}
const refusal = failed({ code: 'token-refused', status: 403, message: 'no' })
const request = { calleeNumber: '1', callerNumber: null, agentId: 1, salesmanCode: null }

let clock: ManualClock
let gate: CallService
/**
 * The operations that the service refuses for the token, the requests it received, and the values passed to
 * `onChange`.
 */
let refuses: Set<Operation>
let isDown: boolean
let sent: Operation[]
let told: boolean[]

beforeEach(() => {
  clock = createManualClock()
  refuses = new Set()
  isDown = false
  sent = []
  told = []
  const answer = <T>(operation: Operation, value: T): Promise<Result<T>> => {
    sent.push(operation)
    if (isDown) return Promise.resolve(failed({ code: 'unreachable' }))
    return Promise.resolve(refuses.has(operation) ? refusal : succeeded(value))
  }
  gate = createTokenGate({
    service: {
      startCall: () => answer('startCall', { callId: 'c' }),
      importNumbers: () => answer('importNumbers', undefined),
      readPeriodReply: () => answer('query', { body: new Uint8Array() }),
      readCall: () => answer('readCall', record),
      queryByPeriod: (startMs, endMs) =>
        answer(endMs - startMs === 60_000 ? 'check' : 'query', { calls: [], rowCount: 0 }),
      close: () => Promise.resolve()
    },
    clock: createServiceClock(clock),
    onChange: (isRefused) => told.push(isRefused)
  })
})

const query = () => gate.queryByPeriod(0, 1)
const importOne = () => gate.importNumbers('campaign', ['13800138000'])
const refuseAll = (): void => {
  refuses = new Set(['startCall', 'importNumbers', 'readCall', 'query', 'check'])
}

describe('a refused token', () => {
  test.each<[Operation, () => Promise<Result<unknown>>]>([
    ['startCall', () => gate.startCall(request)],
    ['importNumbers', importOne],
    ['readCall', () => gate.readCall('c')],
    ['query', query]
  ])('by %s is checked once, and reported once', async (operation, call) => {
    refuseAll()
    expect(await call()).toEqual(refusal)
    expect(sent).toEqual([operation, 'check'])
    expect(told).toEqual([true])
  })

  test('doesn’t change how an import is passed on', async () => {
    const handed: unknown[] = []
    const options = { signal: new AbortController().signal }
    const through = createTokenGate({
      service: {
        ...gate,
        importNumbers(...given) {
          handed.push(given)
          return Promise.resolve(succeeded(undefined))
        }
      },
      clock: createServiceClock(clock),
      onChange: () => undefined
    })
    await through.importNumbers('campaign', ['13800138000'], options)
    expect(handed).toEqual([['campaign', ['13800138000'], options]])
  })

  test('is reported once for many concurrent requests', async () => {
    refuseAll()
    await Promise.all([gate.readCall('a'), gate.readCall('b'), query(), gate.startCall(request)])
    expect(sent.filter((operation) => operation === 'check')).toHaveLength(1)
    expect(told).toEqual([true])
  })

  test('isn’t sent again automatically, however often and long', async () => {
    refuseAll()
    await query()
    sent = []
    for (let hour = 0; hour < 24; hour += 1) {
      await clock.advance(3_600_000)
      expect(await gate.readCall('c')).toEqual(failed({ code: 'token-refused' }))
      expect(await query()).toEqual(failed({ code: 'token-refused' }))
    }
    expect(sent).toEqual([])
    expect(told).toEqual([true])
  })

  test('doesn’t prevent the user from calling', async () => {
    refuseAll()
    await query()
    expect(await gate.startCall(request)).toEqual(refusal)
    expect(sent.at(-1)).toBe('startCall')
    expect(told).toEqual([true])
  })

  test('doesn’t prevent the user from importing', async () => {
    refuseAll()
    await query()
    expect(await importOne()).toEqual(refusal)
    expect(sent.at(-1)).toBe('importNumbers')
    expect(told).toEqual([true])
  })

  test.each<[string, () => Promise<Result<unknown>>]>([
    ['a call', () => gate.startCall(request)],
    ['an import', importOne]
  ])('is cleared when %s and the check query both succeed', async (_what, act) => {
    refuseAll()
    await query()
    await clock.advance(60_000)
    refuses = new Set()
    expect(await act()).toMatchObject({ ok: true })
    await clock.advance(0)
    expect(told).toEqual([true, false])
    expect(await query()).toMatchObject({ ok: true })
  })

  test('stays refused without flickering when only calls need no token', async () => {
    refuses = new Set(['query', 'check'])
    await query()
    for (let minute = 0; minute < 5; minute += 1) {
      await clock.advance(60_000)
      await gate.startCall(request)
    }
    await clock.advance(0)
    expect(told).toEqual([true])
  })
})

describe('an accepted token', () => {
  test('isn’t marked as refused for one forbidden record: only that request is refused', async () => {
    refuses = new Set(['readCall'])
    expect(await gate.readCall('c')).toEqual(failed({ code: 'service-refused', status: 403, message: 'no' }))
    expect(await query()).toMatchObject({ ok: true })
    expect(told).toEqual([])
  })

  test('isn’t marked as refused for one forbidden campaign: only that import is refused', async () => {
    refuses = new Set(['importNumbers'])
    expect(await importOne()).toEqual(failed({ code: 'service-refused', status: 403, message: 'no' }))
    expect(told).toEqual([])
  })

  test('is checked at most once a minute', async () => {
    refuses = new Set(['readCall'])
    for (let turn = 0; turn < 10; turn += 1) await gate.readCall('c')
    expect(sent.filter((operation) => operation === 'check')).toHaveLength(1)
    await clock.advance(60_000)
    await gate.readCall('c')
    expect(sent.filter((operation) => operation === 'check')).toHaveLength(2)
  })
})

test('a check that can’t reach the service leaves the state unchanged', async () => {
  refuses = new Set(['readCall'])
  const first = gate.readCall('c')
  isDown = true
  expect(await first).toEqual(refusal)
  expect(told).toEqual([])
})

test('nothing is reported after closing', async () => {
  refuseAll()
  const asked = query()
  await gate.close()
  await asked
  expect(told).toEqual([])
})

test('for any replies there is at most one check a minute, and only changes are reported', async () => {
  const step = fc.record({
    waitMs: fc.constantFrom(0, 1_000, 30_000, 60_000),
    refused: fc.subarray<Operation>(['startCall', 'importNumbers', 'readCall', 'query', 'check']),
    isDown: fc.boolean(),
    call: fc.constantFrom<Exclude<Operation, 'check'>>('startCall', 'importNumbers', 'readCall', 'query')
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const model = createManualClock()
      const checksAtMs: number[] = []
      const changes: boolean[] = []
      let now: (typeof steps)[number] | undefined
      const answer = <T>(operation: Operation, value: T): Promise<Result<T>> => {
        if (now?.isDown === true) return Promise.resolve(failed({ code: 'unreachable' }))
        return Promise.resolve(now?.refused.includes(operation) === true ? refusal : succeeded(value))
      }
      const tried = createTokenGate({
        service: {
          startCall: () => answer('startCall', { callId: 'c' }),
          importNumbers: () => answer('importNumbers', undefined),
          readPeriodReply: () => answer('query', { body: new Uint8Array() }),
          readCall: () => answer('readCall', record),
          queryByPeriod(startMs, endMs) {
            const isCheck = endMs - startMs === 60_000
            if (isCheck) checksAtMs.push(model.now())
            return answer(isCheck ? 'check' : 'query', { calls: [], rowCount: 0 })
          },
          close: () => Promise.resolve()
        },
        clock: createServiceClock(model),
        onChange: (isRefused) => changes.push(isRefused)
      })
      for (now of steps) {
        await model.advance(now.waitMs)
        if (now.call === 'startCall') await tried.startCall(request)
        else if (now.call === 'importNumbers') await tried.importNumbers('campaign', ['13800138000'])
        else if (now.call === 'readCall') await tried.readCall('c')
        else await tried.queryByPeriod(0, 1)
        await model.advance(0)
      }
      expect(
        checksAtMs.every((atMs, index) => index === 0 || atMs - (checksAtMs[index - 1] ?? 0) >= 60_000)
      ).toBe(true)
      expect(changes).toEqual(changes.map((_, index) => index % 2 === 0))
    }),
    { numRuns: 300 }
  )
})

describe('a checked minute in the service’s future', () => {
  const aheadMs = -8 * 3_600_000
  let serviceClock: ServiceClock
  const asked: number[] = []
  const ask = (learns: boolean, field: string) =>
    checkToken(
      {
        queryByPeriod(startMs, endMs) {
          asked.push(endMs)
          if (learns) serviceClock.learn(clock.now() + aheadMs)
          const isToCome = startMs > clock.now() + aheadMs
          return Promise.resolve(
            isToCome
              ? failed({ code: 'service-refused', status: 422, field })
              : succeeded({ calls: [], rowCount: 0 })
          )
        }
      },
      serviceClock
    )
  beforeEach(() => {
    serviceClock = createServiceClock(clock)
    asked.length = 0
  })

  test('is queried again by the time learnt from the refusal, so that a wrong clock doesn’t block sign-in', async () => {
    expect(await ask(true, 'startTime')).toEqual(succeeded({ calls: [], rowCount: 0 }))
    expect(asked).toEqual([clock.now(), clock.now() + aheadMs])
  })

  test('is queried only once when the refusal provides no time, or has another cause', async () => {
    expect(await ask(false, 'startTime')).toMatchObject({ ok: false })
    expect(await ask(true, 'access_token')).toMatchObject({ ok: false })
    expect(asked).toHaveLength(2)
  })
})
