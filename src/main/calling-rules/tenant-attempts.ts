import type { CallRecord } from '../../shared/records/schema'
import type { Moment } from '../platform/moment'
import type { CallService, Clock } from '../platform/ports'
import { readPeriods, type Period } from '../service/periods'
import { AttemptTable, hashOfId } from './attempt-table'
import { digitsOf } from './number-digits'

/** What was asked this short a time ago isn't asked again, in ms. */
export const freshMs = 10_000

/** Calls from this long before the last query are asked again, since records lag behind their calls; in ms. */
export const overlapMs = 2 * 60_000

/** Now and then from this long before, for calls whose record didn't exist before they ended; and how often, in ms. */
const wideOverlapMs = 60 * 60_000
const wideEveryMs = 10 * 60_000

/** Older calls are asked for by parts of this length, the latest first, in ms. */
const partMs = 24 * 3_600_000

/** The clocks of this computer and the service may differ by this much, in ms. */
const aheadMs = 2 * 60_000

/** More recent calls aren't recognised when they are returned again. */
const maxRecent = 200_000

interface TenantAttemptsDeps {
  service: Pick<CallService, 'queryByPeriod'>
  /** The service's clock. */
  clock: Clock
  /** How far back calls have to be known, in ms. */
  neededMs: () => number
  table?: AttemptTable
}

/** The calls of all desk phones of the tenant, by the service's period query. Kept in memory. */
export class TenantAttempts {
  readonly #deps: TenantAttemptsDeps
  readonly #table: AttemptTable
  readonly #ending = new AbortController()
  /** Between these times every call is known, epoch ms; null: nothing was read yet. */
  #known: { fromMs: number; untilMs: number } | null = null
  /** Hashes of the ids that an overlap can return again, with their start, epoch ms. */
  #recent = new Map<number, number>()
  #lastTry: { moment: Moment; isRead: boolean } | null = null
  #lastWide: Moment | null = null
  #running: Promise<void> | null = null

  constructor(deps: TenantAttemptsDeps) {
    this.#deps = deps
    this.#table = deps.table ?? new AttemptTable()
  }

  /** Asks for what is missing, and resolves when it was answered or failed; null: it was just asked. */
  refresh(): Promise<void> | null {
    if (this.#running === null && this.#isJustTried()) return null
    return (this.#running ??= this.#read().finally(() => {
      this.#lastTry = { moment: this.#deps.clock.moment(), isRead: this.#lastTry?.isRead ?? false }
      this.#running = null
    }))
  }

  /** All calls are known from then on, epoch ms; infinity: not up to now. */
  knownFromMs(): number {
    if (this.#known === null || !this.#isJustTried() || this.#lastTry?.isRead !== true) return Infinity
    return Math.max(this.#known.fromMs, this.#table.droppedToMs + 1)
  }

  /** The known calls to a number. `id`: see {@link hashOfId}. */
  to(number: string): { atMs: number; id: number }[] {
    return this.#table.to(number)
  }

  close(): void {
    this.#ending.abort()
    this.#table.clear()
  }

  #isJustTried(): boolean {
    return this.#lastTry !== null && this.#deps.clock.moment().msSince(this.#lastTry.moment) < freshMs
  }

  async #read(): Promise<void> {
    const { clock } = this.#deps
    const dateMs = clock.now()
    const neededFromMs = dateMs - this.#deps.neededMs()
    this.#lastTry = { moment: clock.moment(), isRead: false }
    if (
      this.#known !== null &&
      (this.#known.untilMs < neededFromMs || this.#known.untilMs > dateMs + aheadMs)
    ) {
      this.#forgetAll()
    }
    const before = this.#known
    const sinceMs =
      before === null ? Math.max(neededFromMs, dateMs - partMs) : before.untilMs - this.#overlap()
    if (!(await this.#ask({ startMs: Math.max(0, sinceMs), endMs: dateMs + aheadMs }))) return
    this.#known = { fromMs: before?.fromMs ?? sinceMs, untilMs: dateMs }
    this.#lastTry = { moment: clock.moment(), isRead: true }
    await this.#readBack(neededFromMs)
    this.#table.forgetBefore(neededFromMs - partMs)
    this.#known.fromMs = Math.max(this.#known.fromMs, neededFromMs - partMs)
    for (const [id, atMs] of this.#recent) if (atMs < dateMs - 2 * wideOverlapMs) this.#recent.delete(id)
  }

  /** Reads older calls, the latest first. */
  async #readBack(neededFromMs: number): Promise<void> {
    while (this.#known !== null && this.#known.fromMs > neededFromMs && !this.#ending.signal.aborted) {
      const { fromMs } = this.#known
      const startMs = Math.max(0, neededFromMs, fromMs - partMs)
      // The margin keeps a part from being asked for once more as time goes on.
      if (!(await this.#ask({ startMs, endMs: fromMs }))) return
      this.#known.fromMs = startMs
    }
  }

  #overlap(): number {
    const now = this.#deps.clock.moment()
    if (this.#lastWide !== null && now.msSince(this.#lastWide) < wideEveryMs) return overlapMs
    this.#lastWide = now
    return wideOverlapMs
  }

  /** False: part of the period couldn't be read. */
  async #ask(period: Period): Promise<boolean> {
    const { gaps, incomplete } = await readPeriods(this.#deps, [period], {
      signal: this.#ending.signal,
      onRows: (rows) => this.#add(rows)
    })
    return gaps.length === 0 && incomplete.length === 0
  }

  #add(rows: readonly CallRecord[]): void {
    const dateMs = this.#deps.clock.now()
    const recentFromMs = dateMs - 2 * wideOverlapMs
    for (const { id, calleeNumber, startedAtMs } of rows) {
      if (calleeNumber === null || startedAtMs === null) continue
      const hash = hashOfId(id)
      const digits = digitsOf(calleeNumber)
      if (digits === null || this.#recent.has(hash)) continue
      if (startedAtMs >= recentFromMs) this.#noteRecent(hash, startedAtMs)
      else if (startedAtMs >= (this.#known?.fromMs ?? Infinity) && this.#table.has(digits, hash)) continue
      this.#table.add(digits, startedAtMs, hash)
    }
  }

  #noteRecent(hash: number, startedAtMs: number): void {
    this.#recent.set(hash, startedAtMs)
    const [oldest] = this.#recent.size > maxRecent ? this.#recent.keys() : []
    if (oldest !== undefined) this.#recent.delete(oldest)
  }

  #forgetAll(): void {
    this.#known = null
    this.#recent.clear()
    this.#table.clear()
  }
}
