import { expect, test } from 'vitest'
import { clientOf, documentError, json, serveRest, token, wholeRequest } from '../testing/servers/rest-server'

const encodedToken = encodeURIComponent(token)
const record = {
  id: 'b6f5b2b0-3c1e-4f7a-9d8e-2f1a6c5d4e3f',
  callerNumber: '02512345678',
  calleeNumber: '13800138000',
  agentId: 699861013,
  salesmanCode: '007',
  startTime: '2016-01-11T18:25:43.511Z',
  answerTime: '2016-01-11T18:25:53.511Z',
  endTime: '2016-01-12T02:26:43.511+08:00',
  duration: '50',
  cost: '0.15',
  recordUrl: 'http://example.test/r.wav'
}

test('a call is started with exactly the documented path and body', async () => {
  const server = await serveRest(json(200, { callId: 'call-1' }))
  const client = clientOf(server.port)
  expect(await client.startCall(wholeRequest)).toEqual({ ok: true, value: { callId: 'call-1' } })
  expect(server.seen).toHaveLength(1)
  const [seen] = server.seen
  expect(seen?.method).toBe('POST')
  expect(seen?.url).toBe(`/api/v31/tserver/tenants/tenant-1/calls?access_token=${encodedToken}`)
  expect(seen?.headers['content-type']).toBe('application/json')
  expect(seen?.body).toBe(
    '{"calleeNumber":"13800138000","callerNumber":"02512345678","agentId":699861013,"salesmanCode":"007"}'
  )
})

test('unknown values are omitted from the body', async () => {
  const server = await serveRest(json(200, { callId: 'call-1' }))
  const client = clientOf(server.port)
  await client.startCall({ calleeNumber: '13800138000', callerNumber: null, agentId: null, salesmanCode: '' })
  expect(server.seen[0]?.body).toBe('{"calleeNumber":"13800138000"}')
})

test('a record is read from the path of its call', async () => {
  const server = await serveRest(json(200, { ...record, tomorrow: { any: 1 } }))
  const client = clientOf(server.port)
  expect(await client.readCall('a/b?c#é')).toEqual({
    ok: true,
    value: {
      id: record.id,
      callerNumber: '02512345678',
      calleeNumber: '13800138000',
      agentId: 699861013,
      salesmanCode: '007',
      startedAtMs: Date.UTC(2016, 0, 11, 18, 25, 43, 511),
      answeredAtMs: Date.UTC(2016, 0, 11, 18, 25, 53, 511),
      endedAtMs: Date.UTC(2016, 0, 11, 18, 26, 43, 511),
      duration: '50',
      cost: '0.15',
      recordUrl: 'http://example.test/r.wav'
    }
  })
  expect(server.seen[0]?.url).toBe(
    `/api/v31/tserver/tenants/tenant-1/calls/a%2Fb%3Fc%23%C3%A9?access_token=${encodedToken}`
  )
})

test('a period is queried in RFC 3339 with the token, even when other requests omit the token', async () => {
  const server = await serveRest(json(200, { calls: [record, { id: '' }, null] }))
  const client = clientOf(server.port, { isTokenSentEverywhere: () => false })
  const startMs = Date.UTC(2016, 0, 11, 18, 25, 43, 511)
  const reply = await client.queryByPeriod(startMs, startMs + 60_000)
  expect(reply.ok && [reply.value.calls.map(({ id }) => id), reply.value.rowCount]).toEqual([[record.id], 3])
  expect(server.seen[0]?.url).toBe(
    '/api/v31/tserver/tenants/tenant-1/calls/queryByPeriod?startTime=2016-01-11T18%3A25%3A43.511Z' +
      `&endTime=2016-01-11T18%3A26%3A43.511Z&access_token=${encodedToken}`
  )
  await client.readCall('call-1')
  expect(server.seen[1]?.url).toBe('/api/v31/tserver/tenants/tenant-1/calls/call-1')
})

test('numbers are imported with the documented path and body, and an empty reply is a success', async () => {
  const server = await serveRest((_request, response) => void response.writeHead(200).end())
  const client = clientOf(server.port)
  expect(await client.importNumbers('campaign-1', ['13800138000', '02512345678'])).toEqual({
    ok: true,
    value: undefined
  })
  expect(server.seen[0]?.url).toBe(
    `/api/v31/outbound/tenants/tenant-1/campaigns/campaign-1/numbers?access_token=${encodedToken}`
  )
  expect(server.seen[0]?.body).toBe('{"numbers":["13800138000","02512345678"]}')
})

test.each(['', '.', '..', 'x'.repeat(201)])(
  'an id that can’t be a path segment is not sent: %s',
  async (id) => {
    const server = await serveRest(json(200, record))
    const client = clientOf(server.port)
    expect(await client.readCall(id)).toEqual({
      ok: false,
      error: { code: 'input-invalid', field: 'callId' }
    })
    expect(await client.importNumbers(id, [])).toMatchObject({ ok: false, error: { code: 'input-invalid' } })
    expect(server.seen).toEqual([])
  }
)

test('an invalid time is not sent', async () => {
  const client = clientOf(1)
  expect(await client.queryByPeriod(NaN, 0)).toMatchObject({
    error: { code: 'input-invalid', field: 'startTime' }
  })
  expect(await client.queryByPeriod(0, 1e300)).toMatchObject({
    error: { code: 'input-invalid', field: 'endTime' }
  })
})

test('text with a lone surrogate is sent without throwing', async () => {
  const server = await serveRest(json(404, {}))
  const client = clientOf(server.port, { token: () => 'a\ud800' })
  expect(await client.readCall('b\udc00')).toMatchObject({ error: { code: 'not-found' } })
  expect(server.seen[0]?.url).toContain('/b%EF%BF%BD?access_token=a%EF%BF%BD')
})

test.each([
  [401, 'token-refused'],
  [403, 'token-refused'],
  [404, 'not-found'],
  [400, 'service-refused'],
  [409, 'service-refused'],
  [422, 'service-refused'],
  [429, 'rate-limited'],
  [500, 'service-failed'],
  [503, 'service-failed']
])('a documented error with status %i is %s and keeps the service’s message', async (status, code) => {
  const server = await serveRest(json(status, documentError))
  const client = clientOf(server.port)
  const { code: serviceCode, message, field } = documentError.error
  const said = await client.readCall('call-1', { attempts: 1 })
  expect(said).toEqual({ ok: false, error: { code, status, serviceCode, message, field } })
})

test('an error in a reply with a success status is an error, and a definite refusal of a call', async () => {
  const server = await serveRest(json(200, documentError))
  const client = clientOf(server.port)
  expect(await client.readCall('call-1')).toMatchObject({ error: { code: 'service-refused', status: 422 } })
  expect(await client.startCall(wholeRequest)).toMatchObject({
    error: { code: 'service-refused', serviceCode: 30105, field: 'callerNumber' }
  })
})

test.each([
  ['7', 7_000],
  ['0', 0],
  ['Wed, 21 Oct 2015 07:28:30 GMT', 30_000],
  ['Wed, 21 Oct 2015 07:27:00 GMT', 0],
  ['999999999', 86_400_000],
  ['soon', undefined]
])('Retry-After %s is read as %s ms', async (header, retryAfterMs) => {
  const server = await serveRest(json(429, {}, { 'retry-after': header, date: '' }))
  const client = clientOf(server.port, { now: () => Date.UTC(2015, 9, 21, 7, 28, 0) })
  const reply = await client.readCall('call-1', { attempts: 1 })
  expect(reply.ok ? null : reply.error).toEqual({ code: 'rate-limited', status: 429, retryAfterMs })
})

test('no error contains the token, in whatever form the server echoes it', async () => {
  const forms = [
    token,
    encodeURIComponent(token),
    encodeURIComponent(token).toLowerCase(),
    new URLSearchParams({ a: token }).toString().slice(2),
    JSON.stringify(token).slice(1, -1),
    token.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  ]
  for (const form of forms) {
    const server = await serveRest(
      json(422, { error: { code: 1, message: `bad ${'x'.repeat(1_990)}${form} end`, field: `f ${form}` } })
    )
    const reply = await clientOf(server.port).readCall('call-1')
    const text = JSON.stringify(reply)
    expect(text).toContain('service-refused')
    expect(reply.ok ? '' : reply.error.field).toBe('f ***')
    expect(text.toLowerCase()).not.toContain(JSON.stringify(form).slice(1, 8).toLowerCase())
  }
})

test('a read is retried after a transient fault, up to the number of attempts', async () => {
  let faults = 2
  const server = await serveRest((request, response, socket) => {
    faults -= 1
    if (faults === 1) socket.destroy()
    else if (faults === 0) json(503, {})(request, response)
    else json(200, record)(request, response)
  })
  expect(await clientOf(server.port).readCall('call-1')).toMatchObject({ ok: true })
  expect(server.seen).toHaveLength(3)
  const failing = await serveRest(json(500, {}))
  expect(await clientOf(failing.port).readCall('call-1')).toMatchObject({ error: { code: 'service-failed' } })
  expect(failing.seen).toHaveLength(3)
})

test.each([
  ['a refusal', json(422, documentError)],
  ['a refused token', json(401, {})],
  ['an unknown call', json(404, {})],
  ['a reply of another shape', json(200, { id: 7 })],
  ['a wait beyond the bound', json(429, {}, { 'retry-after': '3600' })]
])('a read isn’t retried after %s', async (_name, answer) => {
  const server = await serveRest(answer)
  await clientOf(server.port).readCall('call-1')
  expect(server.seen).toHaveLength(1)
})

test('a read is retried only after the Retry-After delay', async () => {
  const times: number[] = []
  const server = await serveRest((request, response) => {
    times.push(performance.now())
    if (times.length === 1) json(429, {}, { 'retry-after': '1' })(request, response)
    else json(200, record)(request, response)
  })
  expect(await clientOf(server.port).readCall('call-1')).toMatchObject({ ok: true })
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(990)
})

test('reads share a connection, and the notes about exchanges contain no secret or address', async () => {
  const notes: object[] = []
  const server = await serveRest(json(200, record))
  const client = clientOf(server.port, { onExchange: (note) => notes.push(note) })
  await client.readCall('call-1')
  // undici releases a connection one turn of the event loop after the reply.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  await client.readCall('call-2')
  expect(server.connections()).toBe(1)
  expect(notes).toMatchObject([
    { operation: 'readCall', attempt: 1, status: 200, code: null, wasSent: true },
    { operation: 'readCall', attempt: 1, status: 200, code: null, wasSent: true }
  ])
  expect(JSON.stringify(notes)).not.toMatch(/127\.0\.0\.1|tk|call-1/)
})
