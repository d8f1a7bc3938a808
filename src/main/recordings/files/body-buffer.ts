import type { RecordingResult } from '../../../shared/recordings/recordings'
import { monotonicMs } from '../../platform/clock'

/** How slow a body may come. */
export interface BodyPace {
  /** Between two pieces, in ms, while somebody waits for the next. */
  idleMs: number
  /** In so many ms at least `paceBytes` must come while somebody waits. */
  paceMs: number
  paceBytes: number
}

/** Pieces of a body on their way from the network to who takes them; nothing that came is lost. */
export interface BodyBuffer {
  add(piece: Uint8Array): void
  /** There will be no more: the end (null), or an error. What came before is still given. */
  end(last: RecordingResult<null>): void
  isEnded(): boolean
  /** The next piece, one caller at a time. */
  next(): Promise<RecordingResult<Uint8Array | null>>
}

/** So much waits here before the network is held back. */
const highWaterBytes = 1_048_576

/** A buffer that holds the network back by `pause` and `resume`, and stops it when it is too slow. */
export function createBodyBuffer(
  pace: BodyPace,
  network: { pause(): void; resume(): void; stop(code: 'timed-out'): void }
): BodyBuffer {
  const pieces: Uint8Array[] = []
  let waitingBytes = 0
  let isHeldBack = false
  let last: RecordingResult<null> | null = null
  let wake: (() => void) | null = null
  // The time that the taker needs isn't the server's: only waiting counts.
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
