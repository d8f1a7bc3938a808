import type { DropAnswers, DropOffer, DropQuestions } from '../../shared/platform/dropped-files-schema'
import type { ErrorCode } from '../../shared/platform/errors'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Moment } from './moment'
import type { Clock } from './ports'

/** A file on the disk, open for reading. */
export interface OpenedFile {
  sizeBytes: number
  /** Reads up to `lengthBytes` from `fromByte`; returns fewer only at the end of the file. */
  read(fromByte: number, lengthBytes: number): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Verifies files dropped on a window. Electron doesn't report drops to the main process, and code in the preload's
 * world can name any path. A path is therefore only accepted from a window that can already read the file, which
 * Chromium allows for dropped files and for its own dialogs. The window proves it by returning the bytes at offsets
 * that the main process chose.
 */
export interface DroppedFiles {
  /** Chooses the byte ranges to ask for; `list-unreadable` when none of the files can be read. */
  offer(input: DropOffer): Promise<Result<DropQuestions>>
  /**
   * Returns the paths of an offer if the bytes match; an offer is used up by the first call. `problem`: why some
   * files were left out.
   */
  take(input: DropAnswers): Result<{ paths: readonly string[]; problem: ErrorCode | null }>
}

/** Files up to this size are checked completely, in bytes. */
const wholeUpToBytes = 65_536
/** Larger files are checked in `sliceCount` slices at random offsets. */
const sliceCount = 64
const sliceBytes = 256
/** Lifetime of an offer, in ms. */
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

/** `randomBelow` must be unpredictable; `open` throws unless the path is a readable file. */
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

  /** Reads the bytes that the window must return; an error code when the file is left out. */
  const readSamples = async (
    path: string,
    sizeBytes: number
  ): Promise<{ fromByte: number; bytes: Uint8Array }[] | ErrorCode> => {
    try {
      const file = await deps.open(path)
      try {
        // Also keeps a window from discovering the size of a file that it can't read.
        if (file.sizeBytes !== sizeBytes) return 'list-unreadable'
        // An empty file proves nothing.
        if (sizeBytes === 0) return 'nothing-to-import'
        const samples: { fromByte: number; bytes: Uint8Array }[] = []
        for (const { fromByte, lengthBytes } of slicesOf(sizeBytes)) {
          const bytes = await file.read(fromByte, lengthBytes)
          if (bytes.length !== lengthBytes) return 'list-unreadable'
          samples.push({ fromByte, bytes })
        }
        return samples
      } finally {
        await file.close()
      }
    } catch {
      return 'list-unreadable'
    }
  }

  return {
    async offer({ files }) {
      const asked: DropQuestions['asked'] = []
      const offer: Offer = { at: clock.moment(), paths: [], expected: [], problem: null }
      for (const [index, { path, sizeBytes }] of files.entries()) {
        const samples = await readSamples(path, sizeBytes)
        if (typeof samples === 'string') {
          offer.problem = samples
          continue
        }
        offer.paths.push(path)
        for (const { fromByte, bytes } of samples) {
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
