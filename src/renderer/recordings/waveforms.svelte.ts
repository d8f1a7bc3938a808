import type { Bridge } from '../../shared/app/contract'
import { createBoundedMap } from '../ui/bounded-map'
import { waveformOf, type Decode, type Waveform } from './waveform'

const known = createBoundedMap<Waveform>(50)

const decode: Decode = (bytes, rate) => new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes)

// A timer, for a frame never comes in a hidden window.
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** The bytes as one buffer of their own. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
    ? bytes.buffer
    : new Uint8Array(bytes).buffer

/** The waveforms of recordings, one at a time; the last few are kept. */
export function createWaveforms(bridge: Pick<Bridge, 'commands'>) {
  let shown = $state.raw<{ id: string; waveform: Waveform | null } | null>(null)
  let wanted: string | null = null

  return {
    /** Of call `id`; undefined: being made; null: it can't be had. */
    of(id: string): Waveform | null | undefined {
      return shown?.id === id ? shown.waveform : undefined
    },
    /** Makes the waveform of the recording that is open. */
    async make(id: string, durationSeconds: number): Promise<void> {
      wanted = id
      const isWanted = (): boolean => wanted === id
      let waveform = known.get(id) ?? null
      if (waveform === null) {
        // Refused beyond a size: then there is none.
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
    /** What is being made is wanted no more. */
    stop(): void {
      wanted = null
    }
  }
}
