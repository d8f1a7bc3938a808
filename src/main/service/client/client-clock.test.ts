import { expect, test } from 'vitest'
import { clientOf, documentError, json, serveRest, wholeRequest } from '../testing/servers/rest-server'

const hourMs = 3_600_000
const httpDate = (atMs: number): string => new Date(atMs).toUTCString()

/** Returns the service times learnt from one reply with `headers`. */
async function timesToldBy(
  status: number,
  body: unknown,
  headers: Record<string, string>
): Promise<number[]> {
  const server = await serveRest(json(status, body, headers))
  const told: number[] = []
  const client = clientOf(server.port, { onServiceTime: (atMs) => told.push(atMs), reads: { attempts: 1 } })
  await client.readCall('id')
  return told
}

test('each reply in the documented shape, even an error, provides the service time by its Date header', async () => {
  const atMs = Date.UTC(2031, 4, 5, 6, 7, 8)
  for (const [status, body] of [
    [200, { id: 'id' }],
    [422, documentError],
    [403, documentError]
  ] as const) {
    const told = await timesToldBy(status, body, { date: httpDate(atMs) })
    expect(told).toHaveLength(1)
    // Half a second for the header's precision, and the time until the body arrived.
    expect(told[0]).toBeGreaterThanOrEqual(atMs + 500)
    expect(told[0]).toBeLessThan(atMs + 60_000)
  }
})

test('a proxy’s page, a cached copy and an invalid date provide no service time', async () => {
  const date = httpDate(Date.now() + hourMs)
  expect(await timesToldBy(502, 'Bad gateway', { date })).toEqual([])
  expect(await timesToldBy(200, '<html>', { date, 'content-type': 'text/html' })).toEqual([])
  expect(await timesToldBy(200, { id: 'id' }, { date, age: '30' })).toEqual([])
  expect(await timesToldBy(200, { id: 'id' }, { date: 'tomorrow' })).toEqual([])
})

test('a reply to a write provides the service time too', async () => {
  const server = await serveRest(json(200, { callId: 'call-1' }, { date: httpDate(Date.UTC(2031, 0)) }))
  const told: number[] = []
  await clientOf(server.port, { onServiceTime: (atMs) => told.push(atMs) }).startCall(wholeRequest)
  expect(told).toHaveLength(1)
})

test('a Retry-After date is measured by the clock of its sender', async () => {
  const thereMs = Date.now() - 8 * hourMs
  const server = await serveRest(
    json(429, {}, { date: httpDate(thereMs), 'retry-after': httpDate(thereMs + 60_000) })
  )
  const client = clientOf(server.port, { reads: { attempts: 1 } })
  const reply = await client.readCall('id')
  const waitMs = reply.ok ? undefined : reply.error.retryAfterMs
  expect(waitMs).toBeGreaterThan(0)
  expect(waitMs).toBeLessThanOrEqual(60_000)
})
