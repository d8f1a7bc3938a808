import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { ServiceClient } from './client'
import {
  clientOf,
  documentError,
  json,
  serveRest,
  wholeRequest,
  type RestServer
} from '../testing/servers/rest-server'

const start = (client: ServiceClient): Promise<unknown> => client.startCall(wholeRequest)
const importOne = (client: ServiceClient): Promise<unknown> => client.importNumbers('c', ['13800138000'])
const writes = [
  ['startCall', start, 'call-unknown'],
  ['importNumbers', importOne, 'import-unknown']
] as const

type Answer = Parameters<typeof serveRest>[0]
const mayHaveHappened: [string, Answer][] = [
  ['the connection is closed without an answer', (_request, _response, socket) => void socket.destroy()],
  ['the connection is reset', (_request, _response, socket) => void socket.resetAndDestroy()],
  ['nothing is answered', () => undefined],
  ['the body never ends', (_request, response) => void response.writeHead(200).write('{"callId"')],
  [
    'the body is cut',
    (_request, response, socket) => {
      response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' })
      response.write('{"callId":"x', () => socket.destroy())
    }
  ],
  [
    'a page of a portal',
    (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
  ],
  ['JSON of another shape', json(200, { result: 'ok' })],
  ['500', json(500, {})],
  ['502 of a gateway', (_request, response) => void response.writeHead(502).end('<h1>Bad Gateway</h1>')],
  ['500 in the document’s shape', json(500, documentError)],
  ['503', json(503, {}, { 'retry-after': '0' })],
  ['504', json(504, {})],
  ['a redirect that may point at the result', json(303, {}, { location: '/elsewhere' })],
  ['302', json(302, {}, { location: '/elsewhere' })],
  ['a body far too large', (_request, response) => void response.writeHead(200).end('x'.repeat(2_000_000))],
  ['no HTTP at all', (_request, _response, socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')]
]

for (const [name, write, code] of writes) {
  test.each(mayHaveHappened)(`${name} is sent once and fails with ${code}: %s`, async (_name, answer) => {
    const server = await serveRest(answer)
    expect(await write(clientOf(server.port))).toMatchObject({ ok: false, error: { code } })
    expect(server.seen).toHaveLength(1)
    expect(server.connections()).toBe(1)
  })

  test.each([
    [400, 'service-refused'],
    [401, 'token-refused'],
    [403, 'token-refused'],
    [404, 'not-found'],
    [422, 'service-refused'],
    [429, 'rate-limited']
  ])(`${name} is sent once and definitely refused by %i`, async (status, refusal) => {
    const server = await serveRest(json(status, documentError, { 'retry-after': '0' }))
    expect(await write(clientOf(server.port))).toMatchObject({ ok: false, error: { code: refusal, status } })
    expect(server.seen).toHaveLength(1)
  })

  test(`${name} is definitely refused by a page with 400, and by a 307 redirect`, async () => {
    const page = await serveRest((_request, response) => void response.writeHead(400).end('<h1>no</h1>'))
    expect(await write(clientOf(page.port))).toMatchObject({ error: { code: 'reply-invalid', status: 400 } })
    const elsewhere = await serveRest(json(307, {}, { location: '/elsewhere' }))
    expect(await write(clientOf(elsewhere.port))).toMatchObject({ error: { code: 'redirect-refused' } })
    expect(elsewhere.seen).toHaveLength(1)
  })

  test(`${name} that couldn’t connect was definitely not carried out`, async () => {
    const gone = createTcpServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    expect(await write(clientOf(port))).toEqual({ ok: false, error: { code: 'unreachable' } })
  })
}

test('a write never reuses a kept-alive connection, since that could be stale', async () => {
  const server = await serveRest((request, response) => {
    if (request.method === 'GET') json(200, { id: 'call-1' })(request, response)
    else json(200, { callId: 'call-1' })(request, response)
  })
  const client = clientOf(server.port)
  await client.readCall('call-1')
  expect(server.connections()).toBe(1)
  expect(await client.startCall(wholeRequest)).toMatchObject({ ok: true })
  expect(await client.startCall(wholeRequest)).toMatchObject({ ok: true })
  expect(server.connections()).toBe(3)
})

test('a server that closes its kept-alive connection during a send receives the call once', async () => {
  // Raw TCP: answers the first request, keeps alive, and resets at the first byte of a second one.
  let posts = 0
  const server = createTcpServer((socket) => {
    let requests = 0
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      if (text.startsWith('POST')) posts += 1
      requests += 1
      if (requests > 1) {
        socket.resetAndDestroy()
        return
      }
      const body = text.startsWith('POST') ? '{"callId":"call-1"}' : '{"id":"call-1"}'
      const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: keep-alive\r\n'
      socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const client = clientOf((server.address() as AddressInfo).port)
  expect(await client.readCall('call-1')).toMatchObject({ ok: true })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: true, value: { callId: 'call-1' } })
  expect(posts).toBe(1)
})

test('a call that is cancelled before it was sent is cancelled; after that it is unknown', async () => {
  let arrived = (): void => undefined
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  const server: RestServer = await serveRest(() => arrived())
  const client = clientOf(server.port, { timeLimits: { headersMs: 60_000, totalMs: 60_000 } })
  expect(await client.startCall(wholeRequest, { signal: AbortSignal.abort() })).toEqual({
    ok: false,
    error: { code: 'cancelled' }
  })
  expect(server.seen).toEqual([])
  const stopping = new AbortController()
  const result = client.startCall(wholeRequest, { signal: stopping.signal })
  await arrival
  stopping.abort()
  expect(await result).toEqual({ ok: false, error: { code: 'call-unknown' } })
})

test('closing ends pending requests: a read is cancelled, a call that was sent is unknown', async () => {
  let arrived = (): void => undefined
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  const server = await serveRest(() => {
    if (server.seen.length === 2) arrived()
  })
  const client = clientOf(server.port, { timeLimits: { headersMs: 60_000, totalMs: 60_000 } })
  const results = Promise.all([client.startCall(wholeRequest), client.readCall('call-1')])
  await arrival
  await client.close()
  expect(await results).toEqual([
    { ok: false, error: { code: 'call-unknown' } },
    { ok: false, error: { code: 'cancelled' } }
  ])
  expect(await client.readCall('call-1')).toEqual({ ok: false, error: { code: 'cancelled' } })
})
