import { maxWaveformBytes } from '../../shared/recordings/contract'
import type { RecordingFormat } from '../../shared/recordings/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { TopicPublisher } from '../platform/topic-publisher'
import type { RecordsStore } from '../records/records-store'
import type { OpenRecording, RecordingCache } from './ports'
import { recordingAddress } from './recording-address'
import { canBeExpired } from './recording-retry'

/** Dependencies of playback. */
export interface PlaybackDeps {
  store: Pick<RecordsStore, 'ask'>
  publisher: TopicPublisher<'recordings'>
  cache: Pick<RecordingCache, 'open'>
  /** The current recording address at the service; null if there is none. Never throws. */
  freshAddress: (callId: string) => Promise<string | null>
  readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>>
  /** The URL, among Deskline's own pages, for a key of the cache. */
  pageOf: (key: string) => string
  /** Called after a fetch that can have changed the cache. */
  onFetched: () => void
}

/** The recording that is played; one at a time. */
export class Playback {
  readonly #deps: PlaybackDeps
  #opening: AbortController | null = null
  #current: { id: string; recording: OpenRecording } | null = null

  constructor(deps: PlaybackDeps) {
    this.#deps = deps
  }

  async open(id: string): Promise<Result<{ address: string; sizeBytes: number; format: RecordingFormat }>> {
    const { publisher, pageOf, onFetched } = this.#deps
    this.release()
    const ending = new AbortController()
    this.#opening = ending
    publisher.update({ opening: { id, receivedBytes: 0, totalBytes: null } })
    const opened = await this.#fetch(id, ending)
    if (this.#opening !== ending) {
      // Another recording was opened meanwhile, or this one was released.
      if (opened.ok) opened.value.release()
      return failed({ code: 'cancelled' })
    }
    this.#opening = null
    publisher.update({ opening: null })
    onFetched()
    if (!opened.ok) return opened
    this.#current = { id, recording: opened.value }
    const { key, sizeBytes, format } = opened.value
    return succeeded({ address: pageOf(key), sizeBytes, format })
  }

  async bytes(id: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
    if (this.#current?.id !== id) return failed({ code: 'recording-missing' })
    const { file, sizeBytes } = this.#current.recording
    if (sizeBytes > maxWaveformBytes) return failed({ code: 'recording-too-large' })
    try {
      return succeeded(await this.#deps.readFile(file))
    } catch {
      return failed({ code: 'recording-missing' })
    }
  }

  release(): void {
    this.#opening?.abort()
    this.#opening = null
    this.#current?.recording.release()
    this.#current = null
    this.#deps.publisher.update({ opening: null })
  }

  async #fetch(id: string, ending: AbortController): Promise<Result<OpenRecording>> {
    const { store, publisher, cache, freshAddress } = this.#deps
    const fetchFrom = (address: URL): Promise<Result<OpenRecording>> =>
      cache.open(id, address, {
        signal: ending.signal,
        onProgress: (progress) => {
          if (this.#opening === ending) publisher.update({ opening: { id, ...progress } })
        }
      })
    const found = await store.ask('recordUrls', { ids: [id] })
    if (!found.ok) return found
    const address = recordingAddress(found.value[0]?.recordUrl ?? null)
    if (!address.ok) return address
    const fetched = await fetchFrom(address.value)
    if (fetched.ok || !canBeExpired(fetched.error)) return fetched
    const newer = recordingAddress(await freshAddress(id))
    // If the open was cancelled meanwhile, the cache cancels this fetch at once.
    if (!newer.ok || newer.value.href === address.value.href) return fetched
    return fetchFrom(newer.value)
  }
}
