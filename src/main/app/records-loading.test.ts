import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { RecordsState } from '../../shared/records/state-schema'
import type { Simulator } from '../../simulator/simulator'
import { startSimulator } from '../../simulator/testing/simulator'
import { emptyState } from '../platform/empty-state'
import { runSize } from '../platform/testing/run-size'
import type { CallService } from '../platform/ports'
import { createRecords, type Records } from '../records/records'
import { createStateStore, type StateStore } from '../platform/state-store'
import { systemClock } from '../platform/clock'
import { openNoteLog } from '../records/store/note-log'
import { startInProcess } from '../platform/process/testing/in-process'
import { createRecordsClient, type RecordsClient } from '../records/store/records-client'
import { createRecordsDispatcher } from '../records/store/records-dispatcher'
import { utc, value } from '../records/store/testing/store'
import { createServiceClient } from '../service/client/client'
import { directRest, fixedEndpoint } from '../service/testing/servers/fixed-endpoint'

// The loading rules with the real store and the simulated service on loopback.

/** A year of a large team in a full run. */
const calls = runSize(24_000, 1_000_000)

interface Loading {
  service: Simulator
  state: StateStore
  records: Records
  client: RecordsClient
  file: string
  shown: () => RecordsState
  /** Resolves with the load's final state. */
  ended: () => Promise<RecordsState['load']>
  queries: () => number
}

async function openLoading(): Promise<Loading> {
  const service = await startSimulator()
  const rest: CallService = createServiceClient({
    endpoint: fixedEndpoint(directRest(service.apiPrefix)),
    tenantId: service.tenantId,
    token: () => service.accessToken,
    isTokenSentEverywhere: () => true,
    reads: { minPauseMs: 1, maxPauseMs: 5 }
  })
  const folder = mkdtempSync(join(tmpdir(), 'deskline-loading-'))
  const file = join(folder, 'records.duckdb')
  const client = createRecordsClient({
    start: startInProcess((deps) => createRecordsDispatcher({ ...deps, writers: {} })),
    file,
    clock: systemClock,
    isShown: () => false,
    notes: openNoteLog(join(folder, 'notes.log'), { notes: [], onTakenOver: () => undefined })
  })
  const state = createStateStore(emptyState)
  const records = createRecords({
    state,
    clock: systemClock,
    serviceNow: () => systemClock.now(),
    store: client,
    service: () => rest
  })
  onTestFinished(async () => {
    await records.close()
    await client.close()
    await rest.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const shown = (): RecordsState => state.get('records')
  return {
    ...{ service, state, records, client, file, shown },
    ended: () =>
      vi.waitFor(
        () => {
          const { load } = shown()
          if (load.kind === 'loading' || load.kind === 'none') throw new Error(JSON.stringify(load))
          return load
        },
        { timeout: 170_000, interval: 20 }
      ),
    queries: () => service.requests.entries().filter(({ path }) => path.includes('queryByPeriod')).length
  }
}

const fromMs = Date.UTC(2024, 2, 1)
const dayMs = 86_400_000
const month = { startMs: fromMs, endMs: fromMs + 31 * dayMs }
const newest = { column: 'startedAtMs', direction: 'descending' } as const

const viewed = async (client: RecordsClient, filter = {}): Promise<number> =>
  value(await client.ask('view', { filter, sort: newest, zone: utc })).totals.calls

describe('loading the records of a period', () => {
  test('every call of a month loads, and progress never decreases', { timeout: 60_000 }, async () => {
    const { service, state, records, client, ended, shown, queries } = await openLoading()
    service.records.generate({ count: 15_000, fromMs, toMs: month.endMs - 1, spread: 'office-hours' })
    const shares: number[] = []
    state.onChange(() => {
      const { load } = shown()
      if (load.kind === 'loading') shares.push(load.share)
    })
    records.loader.load(month)
    expect(await ended()).toEqual({ kind: 'done', rows: 15_000 })
    expect(await viewed(client)).toBe(15_000)
    expect(shown()).toMatchObject({ gapCount: 0, incompleteSeconds: 0 })
    expect(shares.toSorted((one, other) => one - other)).toEqual(shares)
    const asked = queries()
    // A covered period isn't queried again.
    records.loader.load({ startMs: month.startMs + dayMs, endMs: month.endMs })
    expect(await ended()).toMatchObject({ kind: 'done' })
    expect(queries()).toBe(asked)
  })

  test('a load in the background doesn’t change what the window shows', { timeout: 60_000 }, async () => {
    const { service, records, client, shown, queries } = await openLoading()
    service.records.generate({ count: 500, fromMs, toMs: month.endMs - 1 })
    const { signal } = new AbortController()
    const rows: number[] = []
    const onProgress = (progress: { rows: number }): number => rows.push(progress.rows)
    const loaded = await records.loader.loadQuietly(month, { signal, onProgress })
    expect(loaded).toMatchObject({ ok: true, value: { gaps: [], error: null } })
    expect(rows.at(-1)).toBe(500)
    expect(await viewed(client)).toBe(500)
    expect(shown()).toMatchObject({ period: null, load: { kind: 'none' } })

    const asked = queries()
    const cancelled = { signal: AbortSignal.abort(), onProgress }
    expect(await records.calls.load(month, cancelled)).toMatchObject({ error: { code: 'cancelled' } })
    expect(queries()).toBe(asked)
    const page = await records.calls.page(month, 0, signal)
    expect(page).toMatchObject({ ok: true, value: { next: null, unreadable: 0 } })
    if (page.ok) expect(page.value.startedMs).toHaveLength(500)
  })

  test(
    `a year of ${calls.toLocaleString('en')} calls loads with few more requests than the minimum`,
    {
      timeout: 180_000
    },
    async () => {
      const { service, records, client, ended, shown, queries } = await openLoading()
      const year = { startMs: fromMs, endMs: fromMs + 365 * dayMs }
      service.records.generate({ count: calls, fromMs, toMs: year.endMs - 1, spread: 'office-hours' })
      records.loader.load(year)
      expect(await ended()).toEqual({ kind: 'done', rows: calls })
      expect(await viewed(client)).toBe(calls)
      expect(shown()).toMatchObject({ gapCount: 0, incompleteSeconds: 0 })
      // Replies hold at least 10,000 calls; calls cluster in office hours, so halves of a period are never even.
      expect(queries()).toBeLessThan((3 * calls) / 10_000)
    }
  )

  test(
    'every record is loaded although the server fails every third request',
    { timeout: 60_000 },
    async () => {
      const { service, records, client, ended } = await openLoading()
      service.records.generate({ count: 15_000, fromMs, toMs: month.endMs - 1 })
      service.faults.add({
        match: { on: 'rest', path: '/queryByPeriod' },
        every: 3,
        effect: { kind: 'reply', status: 500 }
      })
      records.loader.load(month)
      expect(await ended()).toEqual({ kind: 'done', rows: 15_000 })
      expect(await viewed(client)).toBe(15_000)
      expect(service.requests.entries().map(({ status }) => status)).toContain(500)
    }
  )

  test(
    'a part that keeps failing is reported as a gap, and resuming the load fills it',
    { timeout: 60_000 },
    async () => {
      const { service, records, client, ended, shown } = await openLoading()
      service.records.generate({ count: 20_000, fromMs, toMs: month.endMs - 1 })
      records.loader.load(month)
      await vi.waitFor(() => expect(shown().load).toMatchObject({ kind: 'loading' }))
      const heal = service.faults.add({
        match: { on: 'rest', path: '/queryByPeriod' },
        effect: { kind: 'reply', status: 500 }
      })
      await ended()
      expect(shown().gapCount).toBeGreaterThan(0)
      expect(shown().gaps[0]?.error.code).toBe('service-failed')
      heal()
      records.loader.resume()
      await vi.waitFor(
        () => expect(shown()).toMatchObject({ load: { kind: 'done', rows: 20_000 }, gapCount: 0 }),
        {
          timeout: 30_000
        }
      )
      expect(await viewed(client)).toBe(20_000)
    }
  )

  test(
    'a second with more calls than a reply holds is reported as a gap; all other calls load',
    { timeout: 60_000 },
    async () => {
      const { service, records, client, ended, shown } = await openLoading()
      service.records.generate({
        count: 100_000,
        fromMs: fromMs + dayMs,
        toMs: month.endMs,
        spread: 'one-second'
      })
      service.records.generate({ count: 5_000, fromMs: fromMs + 10 * dayMs, toMs: month.endMs - 1, seed: 7 })
      records.loader.load(month)
      await ended()
      expect(await viewed(client, { startMs: fromMs + 2 * dayMs })).toBe(5_000)
      // The service refuses the whole second.
      expect(shown().gaps).toMatchObject([{ error: { code: 'service-refused' } }])
      const [gap] = shown().gaps
      expect((gap?.endMs ?? Infinity) - (gap?.startMs ?? 0)).toBeLessThanOrEqual(1_000)
    }
  )

  test(
    'cancelling keeps the records loaded so far, and resuming loads the rest',
    { timeout: 60_000 },
    async () => {
      const { service, records, client, ended, shown } = await openLoading()
      service.records.generate({ count: 30_000, fromMs, toMs: month.endMs - 1 })
      records.loader.load(month)
      await vi.waitFor(
        () => {
          const { load } = shown()
          expect(load.kind === 'loading' && load.rows > 0).toBe(true)
        },
        { timeout: 20_000 }
      )
      records.loader.cancel()
      const load = await ended()
      expect(load.kind).toBe('cancelled')
      expect(shown().gaps[0]?.error.code).toBe('cancelled')
      expect(await viewed(client)).toBeGreaterThan(0)
      records.loader.resume()
      await vi.waitFor(() => expect(shown().load).toEqual({ kind: 'done', rows: 30_000 }), {
        timeout: 30_000
      })
      expect(await viewed(client)).toBe(30_000)
    }
  )

  test('a refused token fails the load with its error', async () => {
    const { service, records, ended } = await openLoading()
    service.faults.add({
      match: { on: 'rest', path: '/queryByPeriod' },
      effect: { kind: 'reply', status: 403, json: { status: 403, error: { code: 1, message: 'no' } } }
    })
    records.loader.load(month)
    expect(await ended()).toMatchObject({ kind: 'failed', error: { code: 'token-refused' } })
  })

  test('loading another period replaces the load in progress', { timeout: 60_000 }, async () => {
    const { service, records, ended, shown } = await openLoading()
    service.records.generate({ count: 25_000, fromMs, toMs: month.endMs - 1 })
    records.loader.load(month)
    const day = { startMs: fromMs, endMs: fromMs + dayMs }
    records.loader.load(day)
    const load = await ended()
    expect(shown().period).toEqual(day)
    expect(load).toMatchObject({ kind: 'done' })
    expect('rows' in load ? load.rows : 0).toBeLessThan(5_000)
  })

  test(
    'a record without an end time is queried again although its period is already covered',
    { timeout: 60_000 },
    async () => {
      const { service, records, ended, shown } = await openLoading()
      const body: Record<string, unknown> & { id: string } = {
        id: 'open-call',
        calleeNumber: '13800138000',
        startTime: new Date(fromMs + dayMs).toISOString()
      }
      service.records.add(body, fromMs + dayMs)
      records.loader.load(month)
      await ended()
      expect(value(await records.store.ask('one', { id: 'open-call' })).outcome).toBe('unknown')
      body['endTime'] = new Date(fromMs + dayMs + 60_000).toISOString()
      const { revision } = shown()
      records.loader.load(month)
      await ended()
      expect(value(await records.store.ask('one', { id: 'open-call' })).outcome).toBe('not-answered')
      expect(shown().revision).toBeGreaterThan(revision)
    }
  )

  test('removing the database during a load doesn’t recreate its file', { timeout: 60_000 }, async () => {
    const { service, records, client, file, shown } = await openLoading()
    service.records.generate({ count: 25_000, fromMs, toMs: month.endMs - 1 })
    records.loader.load(month)
    await vi.waitFor(() => expect(shown().load).toHaveProperty('rows'))
    await records.close()
    const removed = client.removeAll()
    await client.close()
    expect(await removed).toEqual({ ok: true, value: null })
    expect(existsSync(file)).toBe(false)
    expect(await records.store.ask('covered', {})).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(existsSync(file)).toBe(false)
  })
})
