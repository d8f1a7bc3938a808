import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { ExchangeNote } from './rest-transport'
import type { RestAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { directRest } from '../testing/servers/fixed-endpoint'
import { selfSigned } from '../testing/servers/certificate'
import { closedPort } from '../testing/servers/port'
import { clientOf, json, serveRest, wholeRequest } from '../testing/servers/rest-server'

const prefix = (port: number): string => `http://127.0.0.1:${port}/api/v31`

/** An endpoint that selects the next address at each report about the one in use. */
function endpointOf(...prefixes: string[]): EndpointSelector<RestAddress> & { reports: string[] } {
  const addresses = prefixes.map(directRest)
  const reports: string[] = []
  let index = 0
  const current = (): RestAddress => addresses[index] ?? directRest('http://127.0.0.1:1')
  return {
    reports,
    current,
    reportUnreachable(used) {
      reports.push(used.apiPrefix)
      if (used === current() && index < addresses.length - 1) index += 1
      return Promise.resolve(current())
    }
  }
}

test('a request that can’t connect is sent to the next address, reads and writes alike', async () => {
  const server = await serveRest((request, response) =>
    json(200, request.method === 'GET' ? { id: 'call-1' } : { callId: 'call-1' })(request, response)
  )
  const gone = [await closedPort(), await closedPort()].map(prefix)
  const endpoint = endpointOf(...gone, prefix(server.port))
  const notes: ExchangeNote[] = []
  const client = clientOf(endpoint, { onExchange: (note) => notes.push(note) })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: true, value: { callId: 'call-1' } })
  expect(endpoint.reports).toEqual(gone)
  expect(notes.map(({ code, wasSent, attempt }) => [code, wasSent, attempt])).toEqual([
    ['unreachable', false, 1],
    ['unreachable', false, 1],
    [null, true, 1]
  ])
  // Whole ms: the log would mask the digits of a fraction as a phone number.
  expect(notes.every(({ durationMs }) => Number.isInteger(durationMs))).toBe(true)
  const reading = clientOf(endpointOf(...gone, prefix(server.port)), { reads: { attempts: 1 } })
  expect(await reading.readCall('call-1')).toMatchObject({ ok: true })
  expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET'])
})

test('a request tries each address once, even when the selector cycles', async () => {
  const [one, other] = [prefix(await closedPort()), prefix(await closedPort())]
  const addresses = [directRest(one), directRest(other)] as const
  let turn = 0
  const endpoint: EndpointSelector<RestAddress> = {
    current: () => addresses[turn % 2 === 0 ? 0 : 1],
    reportUnreachable() {
      turn += 1
      return Promise.resolve(endpoint.current())
    }
  }
  const notes: ExchangeNote[] = []
  const client = clientOf(endpoint, { onExchange: (note) => notes.push(note) })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: false, error: { code: 'unreachable' } })
  expect(notes).toHaveLength(2)
})

test('a call that may have been sent isn’t sent to another address', async () => {
  const cutting = await serveRest((_request, _response, socket) => void socket.destroy())
  const other = await serveRest(json(200, { callId: 'call-1' }))
  const endpoint = endpointOf(prefix(cutting.port), prefix(other.port))
  expect(await clientOf(endpoint).startCall(wholeRequest)).toMatchObject({ error: { code: 'call-unknown' } })
  expect(endpoint.reports).toEqual([])
  expect(cutting.seen).toHaveLength(1)
  expect(other.seen).toEqual([])
})

test('a reply, whatever its status, doesn’t report the address as unreachable', async () => {
  const server = await serveRest(json(503, {}))
  const endpoint = endpointOf(prefix(server.port), prefix(server.port))
  await clientOf(endpoint).readCall('call-1')
  expect(endpoint.reports).toEqual([])
})

test('a rejected certificate counts as not connected, and nothing was sent', async () => {
  let requests = 0
  const wrong = createSecureServer(selfSigned, (_request, response) => {
    requests += 1
    response.end('{}')
  })
  await new Promise<void>((resolve) => wrong.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void wrong.close())
  const right = await serveRest(json(200, { callId: 'call-1' }))
  const endpoint = endpointOf(
    `https://127.0.0.1:${(wrong.address() as AddressInfo).port}/api/v31`,
    prefix(right.port)
  )
  expect(await clientOf(endpoint).startCall(wholeRequest)).toMatchObject({ ok: true })
  expect(requests).toBe(0)
})

test('a cancelled request doesn’t wait for an address check and isn’t sent elsewhere', async () => {
  const server = await serveRest(json(200, { callId: 'call-1' }))
  const stopping = new AbortController()
  const endpoint: EndpointSelector<RestAddress> = {
    current: () => directRest(gone),
    reportUnreachable: () =>
      new Promise(() => {
        stopping.abort()
      })
  }
  const gone = prefix(await closedPort())
  const result = await clientOf(endpoint).startCall(wholeRequest, { signal: stopping.signal })
  expect(result).toEqual({ ok: false, error: { code: 'unreachable' } })
  expect(server.seen).toEqual([])
})

test('requests after a move go to the new address at once', async () => {
  const [first, second] = [await serveRest(json(200, { id: 'a' })), await serveRest(json(200, { id: 'b' }))]
  let port = first.port
  const client = clientOf({
    current: () => directRest(prefix(port)),
    reportUnreachable: (used) => Promise.resolve(used)
  })
  await client.readCall('x')
  port = second.port
  await client.readCall('x')
  expect([first.seen.length, second.seen.length]).toEqual([1, 1])
})
