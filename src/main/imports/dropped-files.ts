import type { CommandInput, CommandOutput } from '../../shared/app/contract'
import type { ErrorCode } from '../../shared/platform/errors'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Clock } from '../platform/ports'
import type { Moment } from '../platform/moment'

/** A file on the disk, open for reading. */
export interface OpenedFile {
  sizeBytes: number
  /** At most `lengthBytes` from there on; fewer only at the file's end. */
  read(fromByte: number, lengthBytes: number): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Files that were dropped on a window. Electron tells the main process of no drop, and a path alone proves nothing:
 * code in the preload's world can name any. So a path is taken only from a window that can already read the file,
 * which Chromium allows for the files of a drop and of its own dialogs. The window shows it by naming the bytes at
 * places that the main process chose.
 */
export interface DroppedFiles {
  /** Chooses what is to be shown of each file; `list-unreadable` when none is a file that can be read. */
  offer(input: CommandInput<'imports:offer-dropped'>): Promise<Result<CommandOutput<'imports:offer-dropped'>>>
  /** The paths of an offer whose bytes are right; an offer counts once. `problem`: why some were left out. */
  take(
    input: CommandInput<'imports:add-dropped'>
  ): Result<{ paths: readonly string[]; problem: ErrorCode | null }>
}

/** Up to this size the whole file is asked for, in bytes. */
const wholeUpToBytes = 65_536
/** Of a larger file: so many slices of so many bytes, at random places. */
const sliceCount = 64
const sliceBytes = 256
/** How long an offer can be taken, in ms. */
const offerMs = 30_000
const maxOffers = 4

interface Offer {
  at: Moment
  paths: string[]
  expected: Uint8Array[]
  problem: ErrorCode | null
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one?.length === other.length && other.every((byte, at) => byte === one[at])

/** `randomBelow` must be unpredictable; `open` throws for what is no readable file. */
export function createDroppedFiles(deps: {
  clock: Clock
  open: (path: string) => Promise<OpenedFile>
  randomBelow: (limit: number) => number
  newId: () => string
}): DroppedFiles {
  const { clock, randomBelow } = deps
  const offers = new Map<string, Offer>()

  const slicesOf = (sizeBytes: number): { fromByte: number; lengthBytes: number }[] =>
    sizeBytes <= wholeUpToBytes
      ? [{ fromByte: 0, lengthBytes: sizeBytes }]
      : Array.from({ length: sliceCount }, () => ({
          fromByte: randomBelow(sizeBytes - sliceBytes + 1),
          lengthBytes: sliceBytes
        }))

  /** The bytes that the window must show; a code when the file is left out. */
  const look = async (
    path: string,
    sizeBytes: number
  ): Promise<{ fromByte: number; bytes: Uint8Array }[] | ErrorCode> => {
    try {
      const file = await deps.open(path)
      try {
        // Also: the size of a file that the window can't read isn't found out by offering it.
        if (file.sizeBytes !== sizeBytes) return 'list-unreadable'
        // Anything is a proof of nothing.
        if (sizeBytes === 0) return 'nothing-to-import'
        const shown: { fromByte: number; bytes: Uint8Array }[] = []
        for (const { fromByte, lengthBytes } of slicesOf(sizeBytes)) {
          const bytes = await file.read(fromByte, lengthBytes)
          if (bytes.length !== lengthBytes) return 'list-unreadable'
          shown.push({ fromByte, bytes })
        }
        return shown
      } finally {
        await file.close()
      }
    } catch {
      return 'list-unreadable'
    }
  }

  return {
    async offer({ files }) {
      const asked: CommandOutput<'imports:offer-dropped'>['asked'] = []
      const offer: Offer = { at: clock.moment(), paths: [], expected: [], problem: null }
      for (const [index, { path, sizeBytes }] of files.entries()) {
        const shown = await look(path, sizeBytes)
        if (typeof shown === 'string') {
          offer.problem = shown
          continue
        }
        offer.paths.push(path)
        for (const { fromByte, bytes } of shown) {
          asked.push({ file: index, fromByte, lengthBytes: bytes.length })
          offer.expected.push(bytes)
        }
      }
      if (offer.paths.length === 0) return failed({ code: offer.problem ?? 'list-unreadable' })
      offer.at = clock.moment()
      const id = deps.newId()
      offers.set(id, offer)
      const [oldest] = offers.keys()
      if (offers.size > maxOffers && oldest !== undefined) offers.delete(oldest)
      return succeeded({ id, asked })
    },
    take({ id, answers }) {
      const offer = offers.get(id)
      offers.delete(id)
      const isRight =
        offer !== undefined &&
        clock.moment().msSince(offer.at) <= offerMs &&
        answers.length === offer.expected.length &&
        offer.expected.every((bytes, at) => isSame(answers[at], bytes))
      return isRight
        ? succeeded({ paths: offer.paths, problem: offer.problem })
        : failed({ code: 'list-unreadable' })
    }
  }
}
