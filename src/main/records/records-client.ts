import type { ExportProgress, FollowedCall, RecordNote, RecordsResult } from '../../shared/records'
import { failedWith } from './failure'
import { removeRecordFiles } from './record-files'
import {
  recordOperations,
  recordsReplySchema,
  type OperationInput,
  type OperationOutput,
  type RecordOperation,
  type RecordsRequest
} from './records-messages'

/** A process that runs `records-process.ts`, started. */
export interface RecordsProcess {
  post(message: RecordsRequest): void
  /** Ends it at once. */
  kill(): void
}

/** Starts the process. `onExit` is called once, also when it couldn't be started. */
export type StartRecordsProcess = (listeners: {
  onMessage: (message: unknown) => void
  onExit: () => void
}) => RecordsProcess

/** The notes' own document; it outlives the records' file. */
export interface NoteBook {
  all(): readonly RecordNote[]
  /** False: the book is full. A blank note without tags takes the call's note away. */
  set(note: RecordNote): boolean
}

/** For one question. */
export interface AskOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ExportProgress) => void) | undefined
}

/** What a client needs. */
export interface RecordsClientDeps {
  start: StartRecordsProcess
  file: string
  notes: NoteBook
  /** Outcomes of calls that were followed live, for a process that begins. */
  followed?: () => readonly FollowedCall[]
  /** The records' file couldn't be read and was put aside under this name. */
  onSetAside?: (keptAs: string) => void
  limitsMs?: Partial<Record<RecordOperation, number>>
}

/** What can be asked; `open` is the client's own. */
export type AskableOperation = Exclude<RecordOperation, 'open'>

/** The records, as the main process sees them. Nothing throws. */
export interface RecordsClient {
  /**
   * Carries out one operation in the records' process, which is started when there is none. `cancelled` by
   * the signal; `timed-out` and `records-failed` (a crash) end the process, and the next question has a fresh one.
   */
  ask<O extends AskableOperation>(
    operation: O,
    input: OperationInput<O>,
    options?: AskOptions
  ): Promise<RecordsResult<OperationOutput<O>>>
  /** Keeps the note in its book, then where it is searched. `notes-full` */
  setNote(note: RecordNote): Promise<RecordsResult<null>>
  /** Ends the process and removes the records' files; the notes stay. */
  removeAll(): Promise<RecordsResult<null>>
  /** Ends the process. */
  close(): Promise<void>
}

// How long a person can be left waiting, in ms. An export of years of calls takes its time: it is ended
// when nothing was written for that long.
const defaultLimitMs = 30_000
const limitMsOf: Partial<Record<RecordOperation, number>> = { open: 60_000, ingest: 60_000, export: 60_000 }

interface Waiting {
  settle(result: RecordsResult<unknown>): void
  progress(progress: ExportProgress): void
}

interface Running {
  process: RecordsProcess
  waiting: Map<number, Waiting>
  opened: Promise<RecordsResult<unknown>>
  exited: Promise<void>
}

/** The main process's side of the records' process. */
export function createRecordsClient(deps: RecordsClientDeps): RecordsClient {
  const { start, file, notes, followed = () => [] } = deps
  let running: Running | null = null
  let lastId = 0
  let isClosed = false
  /** Fulfilled when no process that was ended is left, and no file is being removed: both hold the file. */
  let free: Promise<unknown> = Promise.resolve()

  const read = (waiting: Map<number, Waiting>, message: unknown): void => {
    const parsed = recordsReplySchema.safeParse(message)
    if (!parsed.success) return
    const reply = parsed.data
    const one = waiting.get(reply.id)
    if (one === undefined) return
    if (reply.kind === 'progress') one.progress(reply.progress)
    else
      one.settle(reply.kind === 'done' ? { ok: true, value: reply.value } : { ok: false, error: reply.error })
  }

  const end = (one: Running): void => {
    if (running === one) running = null
    free = Promise.all([free, one.exited])
    one.process.kill()
  }

  const request = (
    one: Pick<Running, 'process' | 'waiting'>,
    operation: RecordOperation,
    input: unknown,
    options: AskOptions & { onLimit: () => void }
  ): Promise<RecordsResult<unknown>> =>
    new Promise((resolve) => {
      const { signal, onProgress, onLimit } = options
      lastId += 1
      const id = lastId
      const limitMs = deps.limitsMs?.[operation] ?? limitMsOf[operation] ?? defaultLimitMs
      const expire = (): void => {
        settle(failedWith('timed-out'))
        onLimit()
      }
      let limit = setTimeout(expire, limitMs)
      const cancel = (): void => one.process.post({ kind: 'cancel', id })
      const settle = (result: RecordsResult<unknown>): void => {
        clearTimeout(limit)
        signal?.removeEventListener('abort', cancel)
        one.waiting.delete(id)
        resolve(result)
      }
      one.waiting.set(id, {
        settle,
        progress(progress) {
          clearTimeout(limit)
          limit = setTimeout(expire, limitMs)
          onProgress?.(progress)
        }
      })
      signal?.addEventListener('abort', cancel)
      one.process.post({ kind: 'ask', id, operation, input })
    })

  const begin = (): Running => {
    const waiting = new Map<number, Waiting>()
    let exit = (): void => undefined
    const exited = new Promise<void>((resolve) => {
      exit = resolve
    })
    const started = start({
      onMessage: (message) => read(waiting, message),
      onExit: () => {
        if (running?.waiting === waiting) running = null
        for (const one of [...waiting.values()]) one.settle(failedWith('records-failed'))
        exit()
      }
    })
    const one: Running = {
      process: started,
      waiting,
      exited,
      opened: request(
        { process: started, waiting },
        'open',
        { file, notes: notes.all(), followed: followed() },
        { onLimit: () => end(one) }
      )
    }
    void one.opened.then((opened) => {
      const told = opened.ok ? recordOperations.open.output.safeParse(opened.value) : null
      if (told?.success !== true) end(one)
      else if (told.data.keptAs !== null) deps.onSetAside?.(told.data.keptAs)
    })
    return one
  }

  const client: RecordsClient = {
    async ask<O extends AskableOperation>(
      operation: O,
      input: OperationInput<O>,
      options: AskOptions = {}
    ): Promise<RecordsResult<OperationOutput<O>>> {
      const isAborted = (): boolean => options.signal?.aborted === true
      if (isAborted()) return failedWith('cancelled')
      let seen: Promise<unknown> | null = null
      while (seen !== free) {
        seen = free
        await seen
      }
      if (isClosed) return failedWith('records-failed')
      running ??= begin()
      const one = running
      const opened = await one.opened
      if (!opened.ok) return opened
      if (running !== one) return failedWith('records-failed')
      if (isAborted()) return failedWith('cancelled')
      const result = await request(one, operation, input, { ...options, onLimit: () => end(one) })
      if (!result.ok) return result
      const value = recordOperations[operation].output.safeParse(result.value)
      if (!value.success) return failedWith('records-failed')
      // The schema of this very operation parsed it; TypeScript can't tie the two lookups together.
      return { ok: true, value: value.data as OperationOutput<O> }
    },
    setNote(note) {
      if (!notes.set(note)) return Promise.resolve(failedWith('notes-full'))
      return client.ask('setNote', { note })
    },
    removeAll() {
      if (running !== null) end(running)
      const removed = free.then((): RecordsResult<null> => {
        try {
          removeRecordFiles(file)
          return { ok: true, value: null }
        } catch {
          return failedWith('records-failed')
        }
      })
      free = removed
      return removed
    },
    async close() {
      isClosed = true
      if (running !== null) end(running)
      await free
    }
  }
  return client
}
