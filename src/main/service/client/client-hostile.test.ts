import { createServer as createSecureServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { selfSigned } from '../testing/servers/certificate'
import { clientOf, json, serveRest, wholeRequest } from '../testing/servers/rest-server'

type Answer = Parameters<typeof serveRest>[0]
const raw =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body)
const jsonType = { 'content-type': 'application/json' }

const invalid: [string, Answer][] = [
  ['a page of HTML', raw(200, '<!doctype html><h1>Login</h1>', { 'content-type': 'text/html' })],
  ['JSON that calls itself HTML', raw(200, '{"id":"call-1"}', { 'content-type': 'text/html' })],
  ['a picture', raw(200, 'GIF89a', { 'content-type': 'image/gif' })],
  ['nothing', raw(200, '')],
  ['blanks', raw(200, ' \r\n ', jsonType)],
  ['204', (_request, response) => void response.writeHead(204).end()],
  ['half of JSON', raw(200, '{"id":"call-1"', jsonType)],
  ['a list', raw(200, '[]', jsonType)],
  ['null', raw(200, 'null', jsonType)],
  ['text', raw(200, '"call-1"', jsonType)],
  ['no id', raw(200, '{"callerNumber":"1"}', jsonType)],
  ['an id of another kind', raw(200, '{"id":7}', jsonType)],
  ['an id without end', raw(200, JSON.stringify({ id: 'x'.repeat(201) }), jsonType)],
  [
    'a body in gzip that was not asked for',
    raw(200, gzipSync('{"id":"call-1"}'), { ...jsonType, 'content-encoding': 'gzip' })
  ],
  [
    'a small gzip of a huge body',
    raw(200, gzipSync(Buffer.alloc(50_000_000)), { ...jsonType, 'content-encoding': 'gzip' })
  ],
  ['JSON nested without end', raw(200, '['.repeat(500_000), jsonType)],
  [
    'a record beside JSON that is nested too deeply',
    raw(200, `{"id":"call-1","more":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, jsonType)
  ],
  ['422 without the document’s shape', raw(422, '{"error":"no"}', jsonType)],
  ['400 with a page', raw(400, '<h1>Bad Request</h1>', { 'content-type': 'text/html' })],
  ['407 of a proxy', raw(407, '')],
  ['a greeting of mail', (_request, _response, socket) => void socket.end('220 mail.example ESMTP\r\n')],
  ['bytes', (_request, _response, socket) => void socket.end(Buffer.from([0, 1, 2, 253, 254, 255]))]
]

test.each(invalid)('a reply that isn’t the service’s is reported as invalid: %s', async (_name, answer) => {
  const server = await serveRest(answer)
  expect(await clientOf(server.port).readCall('call-1')).toMatchObject({
    ok: false,
    error: { code: 'reply-invalid' }
  })
  expect(server.seen).toHaveLength(1)
})

test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
  const target = await serveRest(json(200, { id: 'call-1' }))
  const server = await serveRest(raw(status, '', { location: `http://127.0.0.1:${target.port}/` }))
  expect(await clientOf(server.port).readCall('call-1')).toEqual({
    ok: false,
    error: { code: 'redirect-refused', status, address: `http://127.0.0.1:${target.port}` }
  })
  expect(target.seen).toEqual([])
})

test.each([
  ['a page', raw(404, '<h1>Not Found</h1>', { 'content-type': 'text/html' }), 'not-found'],
  ['nothing', raw(401, ''), 'token-refused'],
  ['a page', raw(403, '<h1>Forbidden</h1>'), 'token-refused'],
  ['a page', raw(502, '<h1>Bad Gateway</h1>'), 'service-failed']
])('the status alone determines the error when the reply is only %s', async (_name, answer, code) => {
  const server = await serveRest(answer)
  expect(await clientOf(server.port).readCall('call-1', { attempts: 1 })).toMatchObject({ error: { code } })
})

test('a body over the size limit is aborted while it is being read', async () => {
  let sentBytes = 0
  const server = await serveRest((_request, response, socket) => {
    response.writeHead(200, jsonType)
    const pour = (): void => {
      while (!socket.destroyed && sentBytes < 200_000_000) {
        sentBytes += 65_536
        if (!response.write(' '.repeat(65_536))) {
          response.once('drain', pour)
          return
        }
      }
    }
    pour()
  })
  const reply = await clientOf(server.port, { maxBodyBytes: 500_000 }).readCall('call-1')
  expect(reply).toEqual({ ok: false, error: { code: 'reply-too-large', status: 200 } })
  // Bytes beyond the limit were already in the buffers of both ends.
  expect(sentBytes).toBeLessThan(50_000_000)
  expect(server.seen).toHaveLength(1)
})

test('a reply for a period may be far larger than one for a single record', async () => {
  const calls = Array.from({ length: 10_000 }, (_, index) => ({
    id: `call-${index}`,
    recordUrl: 'u'.repeat(300)
  }))
  const server = await serveRest(json(200, { calls }))
  const client = clientOf(server.port, { timeLimits: { headersMs: 5_000, bodyMs: 5_000, totalMs: 10_000 } })
  const reply = await client.queryByPeriod(0, 1)
  expect(reply.ok && reply.value.rowCount).toBe(10_000)
  const strict = clientOf(server.port, { maxBodyBytes: 1_000_000 })
  expect(await strict.queryByPeriod(0, 1)).toMatchObject({ error: { code: 'reply-too-large' } })
})

const drip: Answer = (_request, response) => {
  response.writeHead(200, jsonType)
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}
const dripHead: Answer = (_request, _response, socket) => {
  socket.write('HTTP/1.1 200 OK\r\n')
  const timer = setInterval(() => socket.write('X-A: b\r\n'), 20)
  socket.on('close', () => clearInterval(timer))
}

test.each<[string, Answer]>([
  ['no headers', () => undefined],
  ['headers that drip', dripHead],
  ['a body that stops', (_request, response) => void response.writeHead(200, jsonType).write('{')],
  ['a body that drips for ever', drip]
])('every phase has a time limit: %s', async (_name, answer) => {
  const server = await serveRest(answer)
  const reply = await clientOf(server.port).readCall('call-1', { attempts: 1 })
  expect(reply).toMatchObject({ ok: false, error: { code: 'timed-out' } })
})

test('a read is retried when the connection is cut in the middle of a body', async () => {
  const server = await serveRest((request, response, socket) => {
    if (server.seen.length > 1) json(200, { id: 'call-1' })(request, response)
    else {
      response.writeHead(200, { ...jsonType, 'content-length': '100' })
      response.write('{"id":', () => socket.destroy())
    }
  })
  expect(await clientOf(server.port).readCall('call-1')).toMatchObject({ ok: true })
})

test('a closed port and a host name that doesn’t exist are unreachable', async () => {
  const silent = createTcpServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  await new Promise((resolve) => silent.close(resolve))
  const one = { reads: { attempts: 1 } }
  expect(await clientOf(port, one).readCall('x')).toEqual({ ok: false, error: { code: 'unreachable' } })
  const nameless = clientOf('http://deskline.invalid:9037/api/v31', one)
  expect(await nameless.readCall('x')).toEqual({ ok: false, error: { code: 'unreachable' } })
})

test('a TLS handshake that never completes means unreachable within its time limit', async () => {
  const sockets = new Set<Socket>()
  const silent = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).resume()
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  const { port } = silent.address() as AddressInfo
  const client = clientOf(`https://127.0.0.1:${port}/api/v31`, {
    timeLimits: { connectMs: 100, headersMs: 60_000, bodyMs: 60_000, totalMs: 60_000 }
  })
  expect(await client.readCall('x', { attempts: 1 })).toEqual({ ok: false, error: { code: 'unreachable' } })
})

test('an untrusted certificate is refused before anything is sent', async () => {
  let requests = 0
  const server = createSecureServer(selfSigned, (_request, response) => {
    requests += 1
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const client = clientOf(`https://127.0.0.1:${port}/api/v31`)
  const refusal = { ok: false, error: { code: 'certificate-refused' } }
  expect(await client.readCall('call-1')).toEqual(refusal)
  expect(await client.startCall(wholeRequest)).toEqual(refusal)
  expect(requests).toBe(0)
})

test('https to a server that speaks plain http fails before anything is sent', async () => {
  const server = await serveRest(json(200, { id: 'call-1' }))
  const client = clientOf(`https://127.0.0.1:${server.port}/api/v31`)
  expect(await client.readCall('call-1')).toEqual({ ok: false, error: { code: 'tls-unavailable' } })
  expect(server.seen).toEqual([])
})
