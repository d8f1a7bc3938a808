import { join } from 'node:path'
import type { RecordingProgress } from '../../../../shared/recordings/schema'
import type { Download } from '../../download-list'
import { recordingAddress } from '../../recording-address'
import { canBeExpired } from '../../recording-retry'
import { recordingKey } from '../recording-cache'
import type { RecordingFetchDeps } from '../recording-fetch'
import { runDownload, type DownloadOutcome } from './download-run'
import { removePart } from './part-file'

/** Dependencies of {@link RunningDownloads}. */
export interface RunningDownloadsDeps {
  fetch: RecordingFetchDeps
  /** The current recording address at the service; null if there is none. Never throws. */
  freshAddress: (callId: string) => Promise<string | null>
  onProgress: (item: Download, progress: RecordingProgress) => void
  /** Called when the download has ended and is no longer running. `renewed`: try again, it has a newer address. */
  onEnd: (item: Download, outcome: DownloadOutcome | { kind: 'renewed' }) => void
  /** Called last, once the part of a cancelled download is removed. */
  onFree: () => void
}

/** The downloads that are being fetched, and their part files. */
export class RunningDownloads {
  readonly #deps: RunningDownloadsDeps
  readonly #running = new Map<Download, { ending: AbortController; done: Promise<void> }>()
  /** Calls whose address was renewed: only once until the user retries. */
  readonly #renewed = new Set<string>()

  constructor(deps: RunningDownloadsDeps) {
    this.#deps = deps
  }

  items(): Download[] {
    return [...this.#running.keys()]
  }

  count(): number {
    return this.#running.size
  }

  has(item: Download): boolean {
    return this.#running.has(item)
  }

  start(item: Download): void {
    const ending = new AbortController()
    const done = this.#run(item, ending.signal)
    this.#running.set(item, { ending, done })
    void done.finally(this.#deps.onFree)
  }

  abort(item: Download): void {
    this.#running.get(item)?.ending.abort()
  }

  abortAll(): void {
    for (const { ending } of this.#running.values()) ending.abort()
  }

  /** Resolves when the downloads that are running now have ended. */
  async ended(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done))
  }

  /** Lets the address of a call be renewed once more. */
  allowRenewal(callId: string): void {
    this.#renewed.delete(callId)
  }

  async removePart(item: Download): Promise<void> {
    // A refused address never had a part.
    if (recordingAddress(item.address).ok) await removePart(partPath(item))
  }

  async #run(item: Download, signal: AbortSignal): Promise<void> {
    const { fetch, onProgress, onEnd } = this.#deps
    const outcome = await runDownload(fetch, item, partPath(item), signal, (progress) =>
      onProgress(item, progress)
    )
    const isRenewed = outcome.kind === 'failed' && canBeExpired(outcome.error) && (await this.#renew(item))
    this.#running.delete(item)
    onEnd(item, isRenewed ? { kind: 'renewed' } : outcome)
    if (item.status === 'cancelled') await this.removePart(item)
  }

  /** Replaces an address that may have expired with the record's current one; false if there is no newer one. */
  async #renew(item: Download): Promise<boolean> {
    if (this.#renewed.has(item.callId)) return false
    this.#renewed.add(item.callId)
    const fresh = recordingAddress(await this.#deps.freshAddress(item.callId))
    if (!fresh.ok || fresh.value.href === item.address) return false
    await this.removePart(item)
    item.address = fresh.value.href
    return true
  }
}

const partPath = ({ callId, address, folder, stem }: Download): string =>
  join(folder, `${stem}.${recordingKey(callId, new URL(address)).slice(0, 12)}.part`)
