import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { ExchangeNote } from './rest-way'
import type { RestAddress, ServiceWay } from '../addresses/service-way'
import { directRest } from '../testing/servers/fixed-way'
import { selfSigned } from '../testing/servers/certificate'
import { closedPort } from '../testing/servers/port'
import { clientOf, json, serveRest, wholeRequest } from '../testing/servers/rest-server'

const prefix = (port: number): string => `http://127.0.0.1:${port}/api/v31`

/** A way that goes on to the next address at each doubt about the one in use. */
function wayOf(...prefixes: string[]): ServiceWay<RestAddress> & { doubts: string[] } {
  const addresses = prefixes.map(directRest)
  const doubts: string[] = []
  let index = 0
  const current = (): RestAddress => addresses[index] ?? directRest('http://127.0.0.1:1')
  return {
    doubts,
    current,
    doubt(used) {
      doubts.push(used.apiPrefix)
      if (used === current() && index < addresses.length - 1) index += 1
      return Promise.resolve(current())
    }
  }
}

test('what could not be connected is sent to the next address, reads and writes alike', async () => {
  const server = await serveRest((request, response) =>
    json(200, request.method === 'GET' ? { id: 'call-1' } : { callId: 'call-1' })(request, response)
  )
  const gone = [await closedPort(), await closedPort()].map(prefix)
  const way = wayOf(...gone, prefix(server.port))
  const notes: ExchangeNote[] = []
  const client = clientOf(way, { onExchange: (note) => notes.push(note) })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: true, value: { callId: 'call-1' } })
  expect(way.doubts).toEqual(gone)
  expect(notes.map(({ code, wasSent, attempt }) => [code, wasSent, attempt])).toEqual([
    ['unreachable', false, 1],
    ['unreachable', false, 1],
    [null, true, 1]
  ])
  // Whole milliseconds: the digits of a fraction would be masked in the log like a phone number's.
  expect(notes.every(({ durationMs }) => Number.isInteger(durationMs))).toBe(true)
  const reading = clientOf(wayOf(...gone, prefix(server.port)), { reads: { attempts: 1 } })
  expect(await reading.readCall('call-1')).toMatchObject({ ok: true })
  expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET'])
})

test('each address is tried once for one sending, also when the way goes round in circles', async () => {
  const [one, other] = [prefix(await closedPort()), prefix(await closedPort())]
  const addresses = [directRest(one), directRest(other)] as const
  let turn = 0
  const way: ServiceWay<RestAddress> = {
    current: () => addresses[turn % 2 === 0 ? 0 : 1],
    doubt() {
      turn += 1
      return Promise.resolve(way.current())
    }
  }
  const notes: ExchangeNote[] = []
  const client = clientOf(way, { onExchange: (note) => notes.push(note) })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: false, error: { code: 'unreachable' } })
  expect(notes).toHaveLength(2)
})

test('a call of which anything may have left is sent to no other address', async () => {
  const cutting = await serveRest((_request, _response, socket) => void socket.destroy())
  const other = await serveRest(json(200, { callId: 'call-1' }))
  const way = wayOf(prefix(cutting.port), prefix(other.port))
  expect(await clientOf(way).startCall(wholeRequest)).toMatchObject({ error: { code: 'call-unknown' } })
  expect(way.doubts).toEqual([])
  expect(cutting.seen).toHaveLength(1)
  expect(other.seen).toEqual([])
})

test('an answer, whatever it says, is no reason to doubt the address', async () => {
  const server = await serveRest(json(503, {}))
  const way = wayOf(prefix(server.port), prefix(server.port))
  await clientOf(way).readCall('call-1')
  expect(way.doubts).toEqual([])
})

test('a certificate that is refused counts as not connected, and nothing was sent', async () => {
  let requests = 0
  const wrong = createSecureServer(selfSigned, (_request, response) => {
    requests += 1
    response.end('{}')
  })
  await new Promise<void>((resolve) => wrong.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void wrong.close())
  const right = await serveRest(json(200, { callId: 'call-1' }))
  const way = wayOf(`https://127.0.0.1:${(wrong.address() as AddressInfo).port}/api/v31`, prefix(right.port))
  expect(await clientOf(way).startCall(wholeRequest)).toMatchObject({ ok: true })
  expect(requests).toBe(0)
})

test('a cancelled request waits for no doubt and is sent nowhere else', async () => {
  const server = await serveRest(json(200, { callId: 'call-1' }))
  const stopping = new AbortController()
  const way: ServiceWay<RestAddress> = {
    current: () => directRest(gone),
    doubt: () =>
      new Promise(() => {
        stopping.abort()
      })
  }
  const gone = prefix(await closedPort())
  const result = await clientOf(way).startCall(wholeRequest, { signal: stopping.signal })
  expect(result).toEqual({ ok: false, error: { code: 'unreachable' } })
  expect(server.seen).toEqual([])
})

test('requests after a move go to the new address at once', async () => {
  const [first, second] = [await serveRest(json(200, { id: 'a' })), await serveRest(json(200, { id: 'b' }))]
  let port = first.port
  const client = clientOf({ current: () => directRest(prefix(port)), doubt: (used) => Promise.resolve(used) })
  await client.readCall('x')
  port = second.port
  await client.readCall('x')
  expect([first.seen.length, second.seen.length]).toEqual([1, 1])
})
