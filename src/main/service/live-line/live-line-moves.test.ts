import { expect, test } from 'vitest'
import type { FayeAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { directFaye } from '../testing/servers/fixed-endpoint'
import { closedPort } from '../testing/servers/port'
import { channel, event, serve, states, until, watch } from '../testing/servers/watched-line'

/** An endpoint whose address the test can change. */
function endpointTo(
  fayeUrl: string
): EndpointSelector<FayeAddress> & { to: (url: string) => void; reports: string[] } {
  let current = directFaye(fayeUrl)
  const reports: string[] = []
  return {
    reports,
    to: (url) => void (current = directFaye(url)),
    current: () => current,
    reportUnreachable(used) {
      reports.push(used.fayeUrl)
      return Promise.resolve(current)
    }
  }
}

test.each([false, true])(
  'a live line moves to another address without being lost or missing an event (polling: %s)',
  async (isPolling) => {
    const options = { isWebsocketRefused: () => isPolling }
    const [first, second] = [await serve(options), await serve(options)]
    const endpoint = endpointTo(first.url)
    const watched = watch(endpoint, { limits: { websocketRetryMs: 60_000, lingerMs: 300 } })
    await watched.isLive()
    endpoint.to(second.url)
    watched.line.moved()
    // Both servers act as one service, so publish on both.
    let published = 0
    await until(() => {
      const callId = `call-${String((published += 1))}`
      for (const server of [first, second]) server.publish(channel, event('started', { callId }))
      expect(first.counts.get('/meta/disconnect')).toBe(1)
    })
    await until(() => {
      const heard = new Set(watched.messages.map((message) => message.callId))
      for (let index = 1; index <= published; index += 1) expect(heard).toContain(`call-${index}`)
    })
    expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
    expect([first, second].map(({ handshakesAtMs }) => handshakesAtMs.length)).toEqual([1, 1])
    await until(() => expect(first.sockets()).toBe(0))
  }
)

test('an unreachable new address is reported, and the active session stays where it is', async () => {
  const server = await serve()
  const endpoint = endpointTo(server.url)
  const watched = watch(endpoint)
  await watched.isLive()
  const wrong = `http://127.0.0.1:${await closedPort()}/faye`
  endpoint.to(wrong)
  watched.line.moved()
  await until(() => expect(endpoint.reports.length).toBeGreaterThan(1))
  expect(new Set(endpoint.reports)).toEqual(new Set([wrong]))
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  // Switching back to the active address ends the attempts.
  endpoint.to(server.url)
  watched.line.moved()
  server.publish(channel, event('hangup'))
  await until(() => expect(states(watched)).toEqual(['started', 'hangup']))
  expect(server.handshakesAtMs).toHaveLength(1)
  expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
})

test('a loss is reported to the addresses, and a move ends the back-off at once', async () => {
  const [first, second] = [await serve(), await serve()]
  const endpoint = endpointTo(first.url)
  const watched = watch(endpoint, { limits: { backOffMinMs: 3_600_000, backOffMaxMs: 3_600_000 } })
  await watched.isLive()
  await first.close()
  await watched.is('lost')
  expect(endpoint.reports).toEqual([first.url])
  endpoint.to(second.url)
  watched.line.moved()
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].gapSinceMs).not.toBeNull()
})

test('a pending attempt is abandoned at once for the new address', async () => {
  const held = await serve({ hold: () => new Promise(() => undefined) })
  const server = await serve()
  const endpoint = endpointTo(held.url)
  const watched = watch(endpoint, { limits: { replyMs: 60_000, attemptMs: 60_000 } })
  await until(() => expect(held.handshakesAtMs).toHaveLength(1))
  endpoint.to(server.url)
  watched.line.moved()
  await watched.isLive()
  await until(() => expect(held.sockets()).toBe(0))
})

test('a refusal waits for a retry by the user, even at another address', async () => {
  const first = await serve({
    onIncoming: (message) => {
      if (message.channel === '/meta/handshake') message.error = '403::no'
    }
  })
  const second = await serve()
  const endpoint = endpointTo(first.url)
  const watched = watch(endpoint)
  await watched.is('refused')
  endpoint.to(second.url)
  watched.line.moved()
  expect(watched.kind()).toBe('refused')
  watched.line.retry()
  await watched.isLive()
  expect(second.handshakesAtMs).toHaveLength(1)
})

test('an active session that is lost while the new one is being proven is reported as lost, and recovers', async () => {
  const first = await serve()
  let isHeld = true
  const second = await serve({
    hold: ({ channel: to }) => (isHeld && to === '/meta/handshake' ? new Promise(() => undefined) : null)
  })
  const endpoint = endpointTo(first.url)
  const watched = watch(endpoint)
  await watched.isLive()
  endpoint.to(second.url)
  watched.line.moved()
  await until(() => expect(second.handshakesAtMs).toHaveLength(1))
  isHeld = false
  await first.close()
  await watched.is('lost')
  await watched.isLive()
  second.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
})
