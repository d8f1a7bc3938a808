import type { RecordingResult } from '../../../shared/recordings/schema'
import { monotonicMs } from '../../platform/clock'

/** Minimum speed of a body. */
export interface BodyPace {
  /** Maximum time between two pieces while the reader waits, in ms. */
  idleMs: number
  /** At least `paceBytes` must arrive in this time while the reader waits, in ms. */
  paceMs: number
  paceBytes: number
}

/** Buffer between the network and the reader of a body; received bytes are never lost. */
export interface BodyBuffer {
  add(piece: Uint8Array): void
  /** Ends the body: complete (null), or with an error. Pieces received before are still delivered. */
  end(last: RecordingResult<null>): void
  isEnded(): boolean
  /** The next piece; one caller at a time. */
  next(): Promise<RecordingResult<Uint8Array | null>>
}

/** Buffered bytes from which the network is paused. */
const highWaterBytes = 1_048_576

/** A buffer that applies backpressure with `pause` and `resume`, and stops the request if the body is too slow. */
export function createBodyBuffer(
  pace: BodyPace,
  network: { pause(): void; resume(): void; stop(code: 'timed-out'): void }
): BodyBuffer {
  const pieces: Uint8Array[] = []
  let waitingBytes = 0
  let isHeldBack = false
  let last: RecordingResult<null> | null = null
  let wake: (() => void) | null = null
  // Only time in which the reader waits counts, not the reader's own.
  let inPaceMs = 0
  let inPaceBytes = 0

  const wakeTaker = (): void => {
    wake?.()
    wake = null
  }
  const waitForPiece = async (): Promise<void> => {
    const startedMs = monotonicMs()
    const idleTimer = setTimeout(() => network.stop('timed-out'), pace.idleMs)
    await new Promise<void>((resolve) => (wake = resolve))
    clearTimeout(idleTimer)
    inPaceMs += monotonicMs() - startedMs
    if (inPaceMs < pace.paceMs) return
    if (inPaceBytes < pace.paceBytes) network.stop('timed-out')
    inPaceMs = 0
    inPaceBytes = 0
  }

  return {
    add(piece) {
      if (last !== null) return
      pieces.push(piece)
      waitingBytes += piece.length
      inPaceBytes += piece.length
      if (waitingBytes > highWaterBytes && !isHeldBack) {
        isHeldBack = true
        network.pause()
      }
      wakeTaker()
    },
    end(own) {
      last ??= own
      wakeTaker()
    },
    isEnded: () => last !== null,
    async next() {
      while (pieces.length === 0) {
        if (last !== null) return last
        await waitForPiece()
      }
      const piece = pieces.shift() ?? new Uint8Array()
      waitingBytes -= piece.length
      if (isHeldBack && waitingBytes === 0) {
        isHeldBack = false
        network.resume()
      }
      return { ok: true, value: piece }
    }
  }
}
