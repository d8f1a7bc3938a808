import type { CodedResult } from '../../shared/platform/coded-result'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { UpdateProblem, Updates } from '../../shared/updates/schema'
import type { Clock } from '../platform/ports'

/** Looks for updates, downloads and installs them. None of its methods throws. */
export interface UpdateEngine {
  /** Returns the newer version that the feed offers; null: there is none. */
  check(): Promise<CodedResult<{ version: string } | null, UpdateProblem>>
  /** Downloads what `check` returned, and verifies it. `percent`: 0 to 100. */
  download(options: {
    signal: AbortSignal
    onPercent: (percent: number) => void
  }): Promise<CodedResult<undefined, UpdateProblem>>
  /** Installs what was downloaded and restarts Deskline; returns only when that failed. */
  install(): Promise<CodedResult<undefined, UpdateProblem>>
}

/** The first check, after the busy time of the start; in ms. */
export const firstCheckMs = 3 * 60_000
/** The interval of later checks, in ms. */
export const checkEveryMs = 6 * 3_600_000
/** The wait while a call or an import is under way, in ms. */
export const busyWaitMs = 60_000

/** Keeps Deskline up to date: never during a call or an import, and the user decides when to restart. */
export interface ProgramUpdates {
  start(): void
  /** Looks for a newer version now and downloads it; fails with `update-busy`. */
  check(): Result<undefined>
  /** Restarts into the downloaded version; fails with `update-busy` or `update-not-ready`. */
  install(): Result<undefined>
  /** Must be called when a call or an import has begun: stops a download, which is resumed later. */
  pause(): void
  close(): void
}

interface UpdatesDeps {
  clock: Clock
  publish: (updates: Updates) => void
  /** True while a call or an import is under way. */
  isBusy: () => boolean
  /** Loads the engine on its first use; null: this installation can't replace itself. */
  openEngine: () => Promise<UpdateEngine | null>
}

const busy = failed({ code: 'update-busy' })

class CheckedUpdates implements ProgramUpdates {
  readonly #deps: UpdatesDeps
  #engine: UpdateEngine | null = null
  #cancelWait = (): void => undefined
  #isRunning = false
  #isReady = false
  #isClosed = false
  #download: AbortController | null = null

  constructor(deps: UpdatesDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#deps.publish({ kind: 'current', checkedAtMs: null })
    this.#wait(firstCheckMs)
  }

  check(): Result<undefined> {
    if (this.#deps.isBusy()) return busy
    void this.#run()
    return succeeded(undefined)
  }

  install(): Result<undefined> {
    if (this.#deps.isBusy()) return busy
    if (!this.#isReady || this.#engine === null) return failed({ code: 'update-not-ready' })
    void this.#install(this.#engine)
    return succeeded(undefined)
  }

  pause(): void {
    this.#download?.abort()
  }

  close(): void {
    this.#isClosed = true
    this.#cancelWait()
    this.#download?.abort()
  }

  #wait(delayMs: number): void {
    this.#cancelWait()
    if (!this.#isClosed) this.#cancelWait = this.#deps.clock.after(delayMs, () => void this.#run())
  }

  /** One check, and the download of what it finds. Plans the next one. */
  async #run(): Promise<void> {
    if (this.#isRunning || this.#isReady || this.#isClosed) return
    if (this.#deps.isBusy()) {
      this.#wait(busyWaitMs)
      return
    }
    this.#isRunning = true
    this.#cancelWait()
    this.#deps.publish({ kind: 'checking' })
    this.#engine ??= await this.#deps.openEngine()
    const nextMs = this.#engine === null ? this.#byHand() : await this.#update(this.#engine)
    this.#isRunning = false
    if (nextMs !== null) this.#wait(nextMs)
  }

  #byHand(): null {
    this.#deps.publish({ kind: 'by-hand' })
    return null
  }

  /** Returns the wait until the next attempt, in ms; null: there is nothing more to do. */
  async #update(engine: UpdateEngine): Promise<number | null> {
    const found = await engine.check()
    if (!found.ok) return this.#failed(found.error.code)
    if (found.value === null) {
      this.#deps.publish({ kind: 'current', checkedAtMs: this.#deps.clock.now() })
      return checkEveryMs
    }
    return this.#fetch(engine, found.value.version)
  }

  async #fetch(engine: UpdateEngine, version: string): Promise<number | null> {
    const { publish, isBusy } = this.#deps
    if (isBusy() || this.#isClosed) return this.#waitForCalls(version)
    const download = new AbortController()
    this.#download = download
    publish({ kind: 'downloading', version, percent: 0 })
    const done = await engine.download({
      signal: download.signal,
      onPercent: (percent) => publish({ kind: 'downloading', version, percent })
    })
    this.#download = null
    if (download.signal.aborted) return this.#waitForCalls(version)
    if (!done.ok) return this.#failed(done.error.code)
    this.#isReady = true
    publish({ kind: 'ready', version })
    return null
  }

  #waitForCalls(version: string): number {
    this.#deps.publish({ kind: 'waiting', version })
    return busyWaitMs
  }

  #failed(problem: UpdateProblem): number {
    this.#deps.publish({ kind: 'failed', problem, atMs: this.#deps.clock.now() })
    return checkEveryMs
  }

  async #install(engine: UpdateEngine): Promise<void> {
    const done = await engine.install()
    if (done.ok) return
    // Checked anew, so that the user can try again.
    this.#isReady = false
    this.#wait(this.#failed(done.error.code))
  }
}

/** See {@link ProgramUpdates}. */
export const createUpdates = (deps: UpdatesDeps): ProgramUpdates => new CheckedUpdates(deps)
