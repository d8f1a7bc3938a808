import type { Bridge } from '../../shared/app/contract'
import { createBoundedMap } from '../ui/grid/bounded-map'
import { waveformOf, type Decode, type Waveform } from './waveform'

const known = createBoundedMap<Waveform>(50)

const decode: Decode = (bytes, rate) => new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes)

// A timer, since animation frames don't run in a hidden window.
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Returns the bytes as an ArrayBuffer without extra content. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
    ? bytes.buffer
    : new Uint8Array(bytes).buffer

/** Computes waveforms one at a time, and caches the last few. */
export function createWaveforms(bridge: Pick<Bridge, 'commands'>) {
  let shown = $state.raw<{ id: string; waveform: Waveform | null } | null>(null)
  let wanted: string | null = null

  return {
    /** Waveform of call `id`; undefined: pending; null: unavailable. */
    of(id: string): Waveform | null | undefined {
      return shown?.id === id ? shown.waveform : undefined
    },
    /** Computes the waveform of the open recording. */
    async make(id: string, durationSeconds: number): Promise<void> {
      wanted = id
      const isWanted = (): boolean => wanted === id
      let waveform = known.get(id) ?? null
      if (waveform === null) {
        // Refused beyond a size limit: no waveform then.
        const reply = await bridge.commands['recordings:bytes']({ id })
        if (!isWanted()) return
        if (reply.ok) {
          waveform = await waveformOf(bufferOf(reply.value), durationSeconds, decode, pause, isWanted)
        }
      }
      if (!isWanted()) return
      shown = { id, waveform }
      if (waveform !== null) known.set(id, waveform)
    },
    /** Cancels the pending computation. */
    stop(): void {
      wanted = null
    }
  }
}
