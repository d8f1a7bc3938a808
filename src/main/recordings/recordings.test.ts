import { beforeEach, describe, expect, test } from 'vitest'
import type { RecordsResult } from '../../shared/records/records'
import type { RecordingOfCall } from '../../shared/records/row-schema'
import { maxWaveformBytes } from '../../shared/recordings/contract'
import type { DownloadsView, RecordingResult } from '../../shared/recordings/schema'
import { succeeded } from '../../shared/platform/result'
import type { DownloadableCall, DownloadQueue, OpenRecording } from './ports'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createRecordings, type Recordings } from './recordings'
import { createTopicPublisher } from '../platform/topic-publisher'
import type { RecordsStore } from '../records/records-store'
import { createStateStore, type StateStore } from '../platform/state-store'

const format = {
  container: 'wav',
  label: 'WAV',
  extension: 'wav',
  mimeType: 'audio/wav',
  isPlayable: true
} as const
const noDownloads: DownloadsView = {
  counts: { waiting: 0, running: 0, paused: 0, done: 0, skipped: 0, failed: 0, cancelled: 0 },
  isPaused: false,
  stoppedBy: null,
  running: [],
  summary: null
}

let clock: ManualClock
let state: StateStore
let recordings: Recordings
let urls: Record<string, string>
let pages: string[][]
let folder: string | null
let sizeBytes: number
let room: number
let asked: string[]
let queued: DownloadableCall[]
let fresh: string | null
/** Running fetches, by call. */
let fetches: Map<string, { settle: (ok: boolean) => void; signal: AbortSignal | undefined }>

beforeEach(() => {
  clock = createManualClock()
  state = createStateStore(emptyState)
  urls = { a: 'http://127.0.0.1/a.wav', b: 'http://127.0.0.1/b.wav', odd: 'javascript:alert(1)' }
  pages = []
  folder = '/home/me/calls'
  sizeBytes = 1_000
  room = 10_000
  asked = []
  queued = []
  fresh = null
  fetches = new Map()

  const answers = (operation: string, input: { ids?: string[]; offset?: number }): RecordsResult<unknown> => {
    if (operation === 'ids') {
      const at = input.offset ?? 0
      return { ok: true, value: { ids: pages[at] ?? [], nextOffset: at + 1 < pages.length ? at + 1 : null } }
    }
    const found = (input.ids ?? []).flatMap((id): RecordingOfCall[] => {
      const recordUrl = urls[id]
      return recordUrl === undefined
        ? []
        : [{ id, recordUrl, startedAtMs: 5, calleeNumber: '138', agentId: 7 }]
    })
    return { ok: true, value: found }
  }
  const ask = (operation: string, input: object) => Promise.resolve(answers(operation, input))
  const queue: Partial<DownloadQueue> = {
    view: () => noDownloads,
    onChange: () => () => undefined,
    add(calls, to) {
      asked.push(`add to ${to.folder} with ${to.agentWord}`)
      const taken = calls.slice(0, room - queued.length)
      queued.push(...taken)
      return { added: taken.length, refused: calls.length - taken.length }
    },
    cancelAll: () => asked.push('cancel all'),
    removeSettled: () => asked.push('remove settled'),
    close() {
      asked.push('queue closed')
      return Promise.resolve()
    }
  }
  recordings = createRecordings({
    store: { ask: ask as RecordsStore['ask'], showNote: () => Promise.resolve({ ok: true, value: null }) },
    publisher: createTopicPublisher('recordings', { state, clock }),
    cache: {
      open: (callId, address, options) =>
        new Promise<RecordingResult<OpenRecording>>((resolve) => {
          asked.push(`fetch ${address.href}`)
          fetches.set(callId, {
            signal: options?.signal,
            settle: (ok) =>
              resolve(
                ok
                  ? {
                      ok: true,
                      value: {
                        ...{ key: `key-${callId}`, file: `/cache/${callId}`, sizeBytes, format },
                        release: () => asked.push(`release ${callId}`)
                      }
                    }
                  : { ok: false, error: { code: 'recording-missing' } }
              )
          })
        }),
      sizeBytes: () => Promise.resolve(42),
      clear() {
        asked.push('cache cleared')
        return Promise.resolve()
      }
    },
    queue: queue as DownloadQueue,
    dialogs: {
      chooseFolder: () => Promise.resolve(folder),
      lastFolder: () => folder,
      openFolder: (path) => asked.push(`open ${path}`)
    },
    freshAddress(callId) {
      asked.push(`fresh address of ${callId}`)
      return Promise.resolve(fresh)
    },
    readFile: () => Promise.resolve(new Uint8Array(3)),
    pageOf: (key) => `page of ${key}`,
    agentWord: () => 'agent ',
    isMasked: () => false
  })
})

const opened = async (id: string) => {
  const opening = recordings.open(id)
  await clock.advance(0)
  fetches.get(id)?.settle(true)
  return opening
}

describe('a played recording', () => {
  test('is fetched from the record’s address and served from a page of Deskline’s own', async () => {
    expect(await opened('a')).toEqual(succeeded({ address: 'page of key-a', sizeBytes: 1_000, format }))
    expect(asked).toEqual(['fetch http://127.0.0.1/a.wav'])
  })

  test.each([
    ['nobody', 'recording-missing'],
    ['odd', 'recording-address-refused']
  ])('of %s isn’t requested: %s', async (id, code) => {
    expect(await recordings.open(id)).toEqual({ ok: false, error: { code } })
    expect(asked).toEqual([])
  })

  test.each([
    ['newer', 'http://127.0.0.1/a.wav?signature=2', ['fetch http://127.0.0.1/a.wav?signature=2']],
    ['the same', 'http://127.0.0.1/a.wav', []],
    ['none', null, []],
    ['not one that may be asked', 'file:///etc/passwd', []]
  ])('with an expired address, when the record’s current address is %s', async (_name, now, then) => {
    fresh = now
    const opening = recordings.open('a')
    await clock.advance(0)
    fetches.get('a')?.settle(false)
    await clock.advance(0)
    fetches.get('a')?.settle(true)
    expect((await opening).ok).toBe(then.length > 0)
    expect(asked).toEqual(['fetch http://127.0.0.1/a.wav', 'fresh address of a', ...then])
  })

  test('is published while it is fetched', async () => {
    const opening = recordings.open('a')
    await clock.advance(1_000)
    expect(state.get('recordings').opening).toMatchObject({ id: 'a', receivedBytes: 0 })
    fetches.get('a')?.settle(true)
    await opening
    await clock.advance(1_000)
    expect(state.get('recordings')).toMatchObject({ opening: null, cacheBytes: 42 })
  })

  test('is released when another one is played, or none', async () => {
    await opened('a')
    await opened('b')
    expect(asked).toContain('release a')
    recordings.release()
    expect(asked).toContain('release b')
  })

  test('that is superseded while it is fetched is released and reported as cancelled', async () => {
    const first = recordings.open('a')
    await clock.advance(0)
    const second = recordings.open('b')
    await clock.advance(0)
    expect(fetches.get('a')?.signal?.aborted).toBe(true)
    fetches.get('a')?.settle(true)
    fetches.get('b')?.settle(true)
    expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect((await second).ok).toBe(true)
    expect(asked).toContain('release a')
    expect(asked).not.toContain('release b')
  })

  test('provides its bytes for a waveform while it is open, unless it is too large', async () => {
    expect(await recordings.bytes('a')).toEqual({ ok: false, error: { code: 'recording-missing' } })
    await opened('a')
    expect(await recordings.bytes('a')).toEqual(succeeded(new Uint8Array(3)))
    expect(await recordings.bytes('b')).toEqual({ ok: false, error: { code: 'recording-missing' } })
    sizeBytes = maxWaveformBytes + 1
    await opened('b')
    expect(await recordings.bytes('b')).toEqual({ ok: false, error: { code: 'recording-too-large' } })
  })
})

describe('downloads', () => {
  test('go to the chosen folder, named after their calls; calls without a recording are left out', async () => {
    expect(await recordings.download({ ids: ['a', 'nobody'] })).toEqual(
      succeeded({ kind: 'started', added: 1, refused: 0 })
    )
    expect(asked).toEqual(['add to /home/me/calls with agent '])
    expect(queued).toEqual([
      { callId: 'a', recordUrl: 'http://127.0.0.1/a.wav', startedAtMs: 5, number: '138', agentId: 7 }
    ])
  })

  test('of a view include every call with a recording, in order; those beyond the limit are counted', async () => {
    const ids = Array.from({ length: 1_200 }, (_, index) => `id-${index}`)
    for (const id of ids) urls[id] = `http://127.0.0.1/${id}.wav`
    pages = [ids.slice(0, 1_000), ids.slice(1_000, 1_100), ids.slice(1_100)]
    room = 1_050
    expect(await recordings.download({ viewId: 1 })).toEqual(
      succeeded({ kind: 'started', added: 1_050, refused: 150 })
    )
    expect(queued.map(({ callId }) => callId)).toEqual(ids.slice(0, 1_050))
  })

  test('are not started when no folder is chosen', async () => {
    folder = null
    expect(await recordings.download({ ids: ['a'] })).toEqual(
      succeeded({ kind: 'cancelled', added: 0, refused: 0 })
    )
    expect(queued).toEqual([])
  })
})

describe('closing an account', () => {
  test('for good clears the downloads and the recording cache', async () => {
    await opened('a')
    await recordings.closeForGood()
    expect(asked.slice(1)).toEqual([
      'cancel all',
      'remove settled',
      'release a',
      'queue closed',
      'cache cleared'
    ])
    expect(state.get('recordings')).toEqual(emptyState.recordings)
  })

  test('when the program ends keeps both', async () => {
    await recordings.close()
    expect(asked).toEqual(['queue closed'])
  })
})
