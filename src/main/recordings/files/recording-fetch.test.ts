import { open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { startSimulator } from '../../../simulator/testing/simulator'
import type { OpenFile } from './downloads/part-file'
import { fetchRecording, type FetchOutcome, type RecordingFetchDeps } from './recording-fetch'
import { isWorthRetrying } from '../recording-retry'
import {
  fetchDeps,
  rangeAnswer,
  serve,
  sha256,
  sha256OfFile,
  testFolder,
  wav,
  type Answer
} from './testing/recording-server'

/** Repeats attempts until one succeeds or fails permanently. */
async function fetchAll(
  deps: RecordingFetchDeps,
  address: URL,
  partPath: string
): Promise<FetchOutcome & { tries: number }> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await fetchRecording(deps, { address, partPath, signal: new AbortController().signal })
    const { result } = outcome
    if (result.ok || result.error === 'is-unwanted' || !isWorthRetrying(result.error) || tries === 30) {
      return { ...outcome, tries }
    }
  }
}

async function fetchFrom(
  answer: Answer,
  options: Parameters<typeof fetchDeps>[0] = {}
): Promise<FetchOutcome & { folder: string }> {
  const server = await serve(answer)
  const folder = await testFolder()
  const outcome = await fetchRecording(fetchDeps(options), {
    address: server.url('/a.wav'),
    partPath: join(folder, 'a.part'),
    signal: new AbortController().signal
  })
  return { ...outcome, folder }
}

const bytes = wav(3)
const errorOf = ({ result }: FetchOutcome): unknown => (result.ok ? null : result.error)

describe('a recording from the simulator', () => {
  it('arrives complete, even when the connection drops, and each byte is requested once', async () => {
    const simulator = await startSimulator()
    simulator.records.add({ id: 'a-call' }, 0, 20)
    simulator.faults.add({
      match: { on: 'rest', path: '/recordings/' },
      times: 2,
      effect: { kind: 'cut', afterBytes: 90_000 }
    })
    const partPath = join(await testFolder(), 'a.part')
    const { result, tries } = await fetchAll(
      fetchDeps(),
      new URL(`${simulator.recordingsUrl}/a-call.wav`),
      partPath
    )
    expect(result).toMatchObject({ ok: true, value: { sizeBytes: 320_044, format: { label: 'WAV (PCM)' } } })
    expect(tries).toBe(3)
    expect(await sha256OfFile(partPath)).toBe(sha256(wav(20)))
  })
})

describe('an interrupted fetch', () => {
  // Around the header, the bytes for format detection, the pieces of a stream, and the end.
  const cuts = [0, 1, 43, 44, 4_095, 4_096, 4_097, 40_000, 65_536, 65_537, bytes.length - 1, bytes.length]

  it.each(cuts)('resumes after %i bytes and gives the same file', async (cutBytes) => {
    const server = await serve(
      rangeAnswer(
        () => ({ bytes, etag: '"v1"' }),
        (turn) => (turn === 1 ? cutBytes : null)
      )
    )
    const partPath = join(await testFolder(), 'a.part')
    const { result } = await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)
    expect(result).toMatchObject({ ok: true, value: { sizeBytes: bytes.length } })
    expect(await sha256OfFile(partPath)).toBe(sha256(bytes))
    // Bytes before format detection aren't kept.
    const range = cutBytes >= 4_096 && cutBytes < bytes.length ? `bytes=${cutBytes}-` : undefined
    expect(server.seen.at(-1)?.headers.range).toBe(range)
    expect(server.seen.at(-1)?.headers['if-range']).toBe(range && '"v1"')
  })

  it('resumes by the modification date where there is no ETag', async () => {
    const modified = 'Sun, 22 Nov 2020 10:00:00 GMT'
    const server = await serve(
      rangeAnswer(
        () => ({ bytes, etag: null, modified }),
        (turn) => (turn === 1 ? 20_000 : null)
      )
    )
    const partPath = join(await testFolder(), 'a.part')
    await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)
    expect(await sha256OfFile(partPath)).toBe(sha256(bytes))
    expect(server.seen[1]?.headers).toMatchObject({ range: 'bytes=20000-', 'if-range': modified })
  })

  it('starts over where nothing identifies the version', async () => {
    const server = await serve(
      rangeAnswer(
        () => ({ bytes, etag: null }),
        (turn) => (turn === 1 ? 20_000 : null)
      )
    )
    const partPath = join(await testFolder(), 'a.part')
    await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)
    expect(await sha256OfFile(partPath)).toBe(sha256(bytes))
    expect(server.seen.map(({ headers }) => headers.range)).toEqual([undefined, undefined])
  })

  it.each([
    ['a shorter one', wav(1, 'b-call')],
    ['a longer one', wav(5, 'b-call')],
    ['one of the same size', wav(3, 'b-call')]
  ])('starts over when the recording became %s meanwhile', async (_name, other) => {
    let now = { bytes, etag: '"v1"' }
    const server = await serve(
      rangeAnswer(
        () => now,
        (turn) => (turn === 1 ? 40_000 : null)
      )
    )
    const partPath = join(await testFolder(), 'a.part')
    const deps = fetchDeps()
    const request = { address: server.url('/a.wav'), partPath, signal: new AbortController().signal }
    expect((await fetchRecording(deps, request)).gainedBytes).toBe(40_000)
    now = { bytes: other, etag: '"v2"' }
    expect((await fetchRecording(deps, request)).result).toMatchObject({ ok: true })
    expect(await sha256OfFile(partPath)).toBe(sha256(other))
  })

  it('starts over when a server without If-Range support sends part of another version', async () => {
    const other = wav(3, 'b-call')
    let turn = 0
    const server = await serve((request, response, socket) => {
      turn += 1
      delete request.headers['if-range']
      const etag = turn === 1 ? '"v1"' : '"v2"'
      rangeAnswer(
        () => ({ bytes: turn === 1 ? bytes : other, etag }),
        () => (turn === 1 ? 40_000 : null)
      )(request, response, socket)
    })
    const partPath = join(await testFolder(), 'a.part')
    await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)
    expect(await sha256OfFile(partPath)).toBe(sha256(other))
    expect(server.seen.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=40000-', undefined])
  })

  it('is complete without another byte when only the confirmation of its end was missing', async () => {
    const server = await serve(rangeAnswer(() => ({ bytes, etag: '"v1"' })))
    const partPath = join(await testFolder(), 'a.part')
    await writeFile(partPath, bytes)
    // The process was killed before the server's 416: the size is unknown.
    await writeFile(`${partPath}.json`, JSON.stringify({ validator: '"v1"', totalBytes: null }))
    expect(await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)).toMatchObject({
      result: { ok: true },
      gainedBytes: 0
    })
    expect(server.seen.map(({ headers }) => headers.range)).toEqual([`bytes=${bytes.length}-`])
  })

  it.each([
    ['a note that isn’t JSON', '{"validator"'],
    ['a note of another shape', '{"validator":7,"totalBytes":"x"}'],
    ['a note of a smaller file', '{"validator":"\\"v1\\"","totalBytes":10}'],
    ['no note', null]
  ])('a part with %s starts over', async (_name, note) => {
    const server = await serve(rangeAnswer(() => ({ bytes, etag: '"v1"' })))
    const partPath = join(await testFolder(), 'a.part')
    await writeFile(partPath, Buffer.alloc(30_000, 'x'))
    if (note !== null) await writeFile(`${partPath}.json`, note)
    await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)
    expect(server.seen[0]?.headers.range).toBeUndefined()
    expect(await sha256OfFile(partPath)).toBe(sha256(bytes))
  })

  it('keeps the received bytes when it is cancelled', async () => {
    const server = await serve((_request, response) => {
      response
        .writeHead(200, { 'content-length': bytes.length, etag: '"v1"' })
        .write(bytes.subarray(0, 30_000))
    })
    const partPath = join(await testFolder(), 'a.part')
    const ending = new AbortController()
    const outcome = await fetchRecording(fetchDeps(), {
      address: server.url('/a.wav'),
      partPath,
      signal: ending.signal,
      onProgress: ({ receivedBytes }) => receivedBytes === 30_000 && ending.abort()
    })
    expect(errorOf(outcome)).toEqual({ code: 'cancelled' })
    expect((await readFile(partPath)).equals(bytes.subarray(0, 30_000))).toBe(true)
  })
})

const send =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body)

describe('a hostile server', () => {
  it.each<[string, Answer, string]>([
    [
      'a page of HTML as WAV',
      send(200, '<!doctype html><h1>Login</h1>', { 'content-type': 'audio/wav' }),
      'recording-invalid'
    ],
    ['a page that is large', send(200, `<!doctype html>${' '.repeat(50_000)}`), 'recording-invalid'],
    ['nothing', send(200, ''), 'recording-invalid'],
    ['204', send(204, ''), 'recording-invalid'],
    ['a recording in gzip', send(200, gzipSync(bytes), { 'content-encoding': 'gzip' }), 'recording-invalid'],
    ['404', send(404, 'none'), 'recording-missing'],
    ['403', send(403, 'no'), 'recording-refused'],
    ['502', send(502, '<h1>Bad Gateway</h1>'), 'service-failed'],
    [
      'a length beyond the limit',
      send(200, wav(1), { 'content-length': '999999999999' }),
      'recording-too-large'
    ],
    [
      'a connection that is closed at once',
      (_request, _response, socket) => void socket.destroy(),
      'unreachable'
    ],
    [
      'what isn’t HTTP',
      (_request, _response, socket) => void socket.write('SSH-2.0-OpenSSH\r\n\r\n'),
      'recording-invalid'
    ],
    [
      'headers without end',
      (_request, _response, socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`),
      'recording-invalid'
    ],
    [
      'less than it said',
      (_request, response, socket) => {
        response.writeHead(200, { 'content-length': bytes.length })
        response.write(bytes.subarray(0, 20_000), () => void socket.end())
      },
      'recording-incomplete'
    ],
    [
      'a chunked body that is cut',
      (_request, response, socket) => {
        response.writeHead(200)
        response.write(bytes.subarray(0, 20_000), () => void socket.end())
      },
      'recording-incomplete'
    ]
  ])('%s', async (_name, answer, code) => {
    const outcome = await fetchFrom(answer)
    expect(errorOf(outcome)).toMatchObject({ code })
    if (code !== 'recording-incomplete') expect(await readdir(outcome.folder)).toEqual([])
  })

  it('an endless body is cut off at the limit and removed', async () => {
    const outcome = await fetchFrom(
      (_request, response) => {
        response.writeHead(200)
        const block = Buffer.alloc(65_536)
        response.write(wav(1))
        const pour = (): void => {
          while (!response.destroyed && response.write(block));
          response.once('drain', pour)
        }
        pour()
      },
      { maxBytes: 1_000_000 }
    )
    expect(errorOf(outcome)).toEqual({ code: 'recording-too-large' })
    expect(await readdir(outcome.folder)).toEqual([])
  })

  it('bytes beyond the declared length don’t become part of the recording', async () => {
    const server = await serve((_request, _response, socket) => {
      socket.write(
        Buffer.concat([
          Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n\r\n`),
          bytes,
          Buffer.from('and more')
        ])
      )
    })
    const partPath = join(await testFolder(), 'a.part')
    const { result } = await fetchAll(fetchDeps(), server.url('/a.wav'), partPath)
    expect(result.ok).toBe(true)
    expect(await sha256OfFile(partPath)).toBe(sha256(bytes))
  })

  it.each<[string, Answer]>([
    ['no headers', () => undefined],
    [
      'no body',
      (_request, response) => response.writeHead(200, { 'content-length': '100000' }).flushHeaders()
    ],
    [
      'a body that stops',
      (_request, response) => void response.writeHead(200, { 'content-length': '100000' }).write(wav(1))
    ]
  ])('%s ends as timed-out', async (_name, answer) => {
    const outcome = await fetchFrom(answer, { limits: { headersMs: 100, idleMs: 100 } })
    expect(errorOf(outcome)).toEqual({ code: 'timed-out' })
  })

  it('a trickling body ends as timed-out, however steady it is', async () => {
    const outcome = await fetchFrom(
      (_request, response) => {
        response.writeHead(200, { 'content-length': bytes.length })
        const timer = setInterval(() => response.write('RIFF'), 5)
        response.once('close', () => clearInterval(timer))
      },
      { limits: { idleMs: 5_000, paceMs: 200, paceBytes: 10_000 } }
    )
    expect(errorOf(outcome)).toEqual({ code: 'timed-out' })
  })

  it('a server that doesn’t exist is unreachable', async () => {
    const partPath = join(await testFolder(), 'a.part')
    const server = await serve(send(200, bytes))
    const gone = new URL('http://127.0.0.1:1/a.wav')
    expect(server.port).toBeGreaterThan(0)
    const outcome = await fetchRecording(fetchDeps(), {
      address: gone,
      partPath,
      signal: new AbortController().signal
    })
    expect(errorOf(outcome)).toEqual({ code: 'unreachable' })
  })
})

describe('redirects', () => {
  it.each([
    ['UTF-8', Buffer.from('/录音 1.wav'), '/%E5%BD%95%E9%9F%B3%201.wav'],
    ['GBK', Buffer.from([0x2f, 0xc2, 0xbc, 0xd2, 0xf4]), '/%C2%BC%D2%F4'],
    ['escapes and raw bytes', Buffer.from('/%E5%BD%95音.wav'), '/%E5%BD%95%E9%9F%B3.wav']
  ])('a Location of raw %s is followed byte for byte', async (_name, location, path) => {
    const asked: (string | undefined)[] = []
    const server = await serve(({ url }, response, socket) => {
      asked.push(url)
      if (url !== '/a.wav') response.end(bytes)
      else {
        socket.write('HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: ')
        socket.end(Buffer.concat([location, Buffer.from('\r\n\r\n')]))
      }
    })
    const outcome = await fetchRecording(fetchDeps(), {
      address: server.url('/a.wav'),
      partPath: join(await testFolder(), 'a.part'),
      signal: new AbortController().signal
    })
    expect(errorOf(outcome)).toBeNull()
    expect(asked).toEqual(['/a.wav', path])
  })

  const to = (location: string): Answer => send(302, '', { location })

  it('lead to the recording, even on another host, and forward no extra headers', async () => {
    const target = await serve(rangeAnswer(() => ({ bytes, etag: '"v1"' })))
    const outcome = await fetchFrom(to(`http://localhost:${target.port}/b.wav`))
    expect(outcome.result).toMatchObject({ ok: true, value: { sizeBytes: bytes.length } })
    const { headers } = target.seen[0] ?? { headers: {} }
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent'
    ])
  })

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:audio/wav;base64,UklGRg==',
    'ftp://127.0.0.1/a.wav',
    'http://user:secret@127.0.0.1/a.wav',
    'http://127.0.0.1:22/',
    ''
  ])('to %j are refused', async (location) => {
    expect(errorOf(await fetchFrom(to(location)))).toEqual({ code: 'redirect-refused', status: 302 })
  })

  it('are followed at most three times', async () => {
    const after =
      (count: number): Answer =>
      (request, response, socket) => {
        const turn = Number(new URL(request.url ?? '', 'http://x').searchParams.get('turn') ?? 0)
        const answer = turn === count ? send(200, bytes) : to(`/a.wav?turn=${turn + 1}`)
        answer(request, response, socket)
      }
    expect((await fetchFrom(after(3))).result.ok).toBe(true)
    expect(errorOf(await fetchFrom(after(4)))).toEqual({ code: 'redirect-refused', status: 302 })
  })
})

describe('disk errors', () => {
  const failing =
    (code: string, afterBytes: number): OpenFile =>
    async (path, flags) => {
      const file = await open(path, flags)
      let written = 0
      const write = file.write.bind(file)
      const refuse = (
        buffer: Uint8Array,
        offset: number,
        length: number,
        position: number
      ): Promise<{ bytesWritten: number; buffer: Uint8Array }> => {
        if (written >= afterBytes) return Promise.reject(Object.assign(new Error(code), { code }))
        written += length
        return write(buffer, offset, length, position)
      }
      return Object.assign(file, { write: refuse })
    }

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'folder-unwritable']
  ])('%s is reported as %s, and the fetch resumes from what was written', async (code, told) => {
    const long = wav(60)
    const server = await serve(rangeAnswer(() => ({ bytes: long, etag: '"v1"' })))
    const partPath = join(await testFolder(), 'a.part')
    const request = { address: server.url('/a.wav'), partPath, signal: new AbortController().signal }
    const full = await fetchRecording(fetchDeps({ openFile: failing(code, 50_000) }), request)
    expect(errorOf(full)).toEqual({ code: told })
    const kept = full.gainedBytes
    expect(kept).toBeGreaterThan(0)
    expect((await fetchRecording(fetchDeps(), request)).result.ok).toBe(true)
    expect(server.seen[1]?.headers.range).toBe(`bytes=${kept}-`)
    expect(await sha256OfFile(partPath)).toBe(sha256(long))
  })

  test('a missing folder is folder-unwritable, and nothing is requested', async () => {
    const server = await serve(send(200, bytes))
    const partPath = join(await testFolder(), 'gone', 'a.part')
    const outcome = await fetchRecording(fetchDeps(), {
      address: server.url('/a.wav'),
      partPath,
      signal: new AbortController().signal
    })
    expect(errorOf(outcome)).toEqual({ code: 'folder-unwritable' })
    expect(server.seen).toEqual([])
  })
})
