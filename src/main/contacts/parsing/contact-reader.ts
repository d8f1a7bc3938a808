import type { RowsProgress } from '../../platform/rows-progress'
import { Worker } from 'node:worker_threads'
import type { ContactContent } from '../../../shared/contacts/schema'
import { errorCodeOf } from '../../platform/error-code'
import { Failure } from '../../platform/database/failure'
import { Cancelled } from '../../platform/database/lane'
import type { ContactsErrorCode } from '../contacts-operations'
import type { CheckedFile } from './contact-file'
import { contactReplySchema, type ContactJob, type ContactReply } from './contact-messages'

/** A running thread of `contact-worker.ts`. */
interface ContactThread {
  /** The last batch was taken. */
  taken(): void
  /** Terminates it immediately. */
  end(): void
}

/** Starts a thread for one job. `onExit` is called exactly once. */
export type StartContactThread = (
  job: ContactJob,
  listeners: {
    onMessage: (message: unknown) => void
    onExit: (reason: 'out-of-memory' | 'other') => void
  }
) => ContactThread

/** Reads files of contacts, each in a thread of its own. Everything throws `Failure` with a list's code, or `Cancelled`. */
export interface ContactReader {
  check(
    path: string,
    onProgress: (progress: RowsProgress) => void,
    signal?: AbortSignal
  ): Promise<CheckedFile>
  read(job: Extract<ContactJob, { kind: 'read' }>, signal?: AbortSignal): AsyncGenerator<ContactContent[]>
}

/** A thread that sends nothing for this long is ended, in ms. */
const silenceMs = 30_000
/** A workbook's shared texts are all kept in memory. */
const mostHeapMb = 256

/** Runs `program` (the built `contact-worker.ts`) in a thread of this process. */
export const startContactThread =
  (program: string): StartContactThread =>
  (job, { onMessage, onExit }) => {
    const thread = new Worker(program, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb }
    })
    let isOutOfMemory = false
    thread.on('message', onMessage)
    thread.on('error', (failure: Error) => {
      isOutOfMemory = errorCodeOf(failure) === 'ERR_WORKER_OUT_OF_MEMORY'
    })
    thread.once('exit', () => onExit(isOutOfMemory ? 'out-of-memory' : 'other'))
    return { taken: () => thread.postMessage('taken'), end: () => void thread.terminate() }
  }

const known: ReadonlySet<string> = new Set<ContactsErrorCode>([
  'list-unreadable',
  'list-unsupported',
  'list-damaged',
  'list-too-large',
  'cancelled',
  'timed-out'
])

const failureOf = (code: string): Failure => new Failure(known.has(code) ? code : 'list-damaged')

/** The replies of a thread, one after the other. Ends the thread when the consumer stops. */
async function* repliesOf(
  start: StartContactThread,
  job: ContactJob,
  signal: AbortSignal | undefined
): AsyncGenerator<{ reply: ContactReply; taken: () => void }> {
  if (signal?.aborted === true) throw new Cancelled()
  const waiting: (ContactReply | Error)[] = []
  let wake = (): void => undefined
  const add = (one: ContactReply | Error): void => {
    waiting.push(one)
    wake()
  }
  const thread = start(job, {
    onMessage(message) {
      const parsed = contactReplySchema.safeParse(message)
      add(parsed.success ? parsed.data : failureOf('list-damaged'))
    },
    onExit: (reason) => add(failureOf(reason === 'out-of-memory' ? 'list-too-large' : 'list-damaged'))
  })
  const cancel = (): void => add(new Cancelled())
  signal?.addEventListener('abort', cancel)
  try {
    for (;;) {
      if (waiting.length === 0) {
        const silence = setTimeout(() => add(failureOf('timed-out')), silenceMs)
        await new Promise<void>((resolve) => (wake = resolve))
        clearTimeout(silence)
      }
      const next = waiting.find((one) => one instanceof Cancelled) ?? waiting.shift()
      if (next instanceof Error) throw next
      if (next === undefined) continue
      if (next.kind === 'failed') throw failureOf(next.code)
      yield { reply: next, taken: () => thread.taken() }
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
    thread.end()
  }
}

/** Creates a reader. */
export function createContactReader(start: StartContactThread): ContactReader {
  return {
    async check(path, onProgress, signal) {
      for await (const { reply } of repliesOf(start, { kind: 'check', path }, signal)) {
        if (reply.kind === 'progress') onProgress({ done: reply.done, total: reply.total })
        if (reply.kind === 'checked') return reply.file
      }
      throw failureOf('list-damaged')
    },
    async *read(job, signal) {
      for await (const { reply, taken } of repliesOf(start, job, signal)) {
        if (reply.kind === 'end') return
        if (reply.kind !== 'batch') continue
        // The thread reads on while this batch is used.
        taken()
        yield reply.contacts
      }
    }
  }
}
