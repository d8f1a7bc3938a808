import { expect, onTestFinished, test, vi } from 'vitest'
import { maxJsonDepth } from '../foreign-json'
import { agentId, channel, event, serve, states, until, watch } from '../testing/servers/watched-line'

const broken: [string, unknown][] = [
  ['no object', 'hangup'],
  ['null', null],
  ['a list', []],
  ['empty', {}],
  ['callId missing', event('started', { callId: undefined })],
  ['callId empty', event('started', { callId: ' ' })],
  ['callId a number', event('started', { callId: 7 })],
  ['callId far too long', event('started', { callId: 'x'.repeat(201) })],
  ['state missing', event('', { state: undefined })],
  ['state empty', event('')],
  ['state a list', event('started', { state: ['started'] })],
  ['state far too long', event('s'.repeat(101))],
  ['another desk phone', event('started', { agentId: 1 })]
]

test.each(broken)('an invalid message is dropped and counted: %s', async (_name, data) => {
  const server = await serve()
  const watched = watch(server.url)
  await watched.isLive()
  server.publish(channel, data)
  server.publish(channel, event('hangup'))
  await until(() => expect(states(watched)).toEqual(['hangup']))
  expect(watched.line.droppedCount()).toBe(1)
  expect(watched.faults).toEqual([])
})

test.each([
  ['calleeNumber', { calleeNumber: null }, { calleeNumber: null }],
  ['calleeNumber of another kind', { calleeNumber: { a: 1 } }, { calleeNumber: null }],
  ['callerNumber empty', { callerNumber: '' }, { callerNumber: null }],
  ['salesmanCode a number', { salesmanCode: 7 }, { salesmanCode: '7' }],
  ['salesmanCode far too long', { salesmanCode: 'x'.repeat(5_000) }, { salesmanCode: null }],
  ['agentId missing', { agentId: undefined }, { agentId }],
  ['agentId as text', { agentId: String(agentId) }, { agentId }],
  ['updatedAt in seconds', { updatedAt: 1_452_536_743 }, { startedAtMs: 1_452_536_743_000 }],
  ['updatedAt as text', { updatedAt: '1452536743511' }, { startedAtMs: 1_452_536_743_511 }],
  ['updatedAt odd', { updatedAt: 'yesterday' }, { startedAtMs: null }],
  ['updatedAt beyond any time', { updatedAt: 1e300 }, { startedAtMs: null }],
  ['a state of tomorrow', { state: 'transferred' }, { state: 'transferred' }]
])('a message with an invalid field keeps its other fields: %s', async (_name, change, expected) => {
  const server = await serve()
  const watched = watch(server.url)
  await watched.isLive()
  server.publish(channel, event('started', change))
  await until(() => expect(watched.messages).toHaveLength(1))
  expect(watched.messages[0]).toMatchObject(expected)
})

test.each([false, true])(
  'an invalid Bayeux message is dropped, and the line stays live (polling: %s)',
  async (isPolling) => {
    let isHostile = false
    const server = await serve({
      isWebsocketRefused: () => isPolling,
      onOutgoing: (message) => {
        if (isHostile && message.channel === channel) Object.assign(message, { toJSON: () => null })
      }
    })
    const watched = watch(server.url, { limits: { websocketRetryMs: 60_000 } })
    await watched.isLive()
    isHostile = true
    server.publish(channel, event('started'))
    await until(() => expect(watched.line.droppedCount()).toBe(1))
    isHostile = false
    server.publish(channel, event('hangup'))
    await until(() => expect(states(watched)).toEqual(['hangup']))
    expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
  }
)

test('a listener that throws doesn’t stop the line', async () => {
  const server = await serve()
  const faults: unknown[] = []
  let heard = 0
  const watched = watch(server.url, {
    listener: {
      onMessage: () => {
        heard += 1
        throw new Error('listener')
      }
    },
    onFault: (fault) => faults.push(fault)
  })
  await watched.isLive()
  server.publish(channel, event('started'))
  server.publish(channel, event('hangup'))
  await until(() => expect(heard).toBe(2))
  expect(faults).toHaveLength(2)
  expect(watched.kind()).toBe('live')
})

test('a burst of 10,000 events arrives completely and in the order in which the server sent it', async () => {
  const sent: unknown[] = []
  const server = await serve({
    onOutgoing: ({ data }) => {
      if (typeof data === 'object' && data !== null && 'callId' in data) sent.push(data.callId)
    }
  })
  const watched = watch(server.url, { limits: { probeReplyMs: 8_000 } })
  await watched.isLive()
  for (let index = 0; index < 10_000; index += 1)
    server.publish(channel, event('started', { callId: String(index) }))
  await until(() => expect(watched.messages).toHaveLength(10_000))
  expect(watched.messages.map((message) => message.callId)).toEqual(sent)
})

test.each([
  ['websocket', false],
  ['long-polling', true]
])(
  'a message over 16 MiB ends the session as broken, and the line recovers (%s)',
  async (_name, isPolling) => {
    const server = await serve({ isWebsocketRefused: () => isPolling })
    const watched = watch(server.url, { limits: { probeReplyMs: 8_000, websocketRetryMs: 60_000 } })
    await watched.isLive()
    server.publish(channel, event('started', { calleeNumber: 'x'.repeat(8 * 1_024 * 1_024) }))
    await until(() => expect(states(watched)).toEqual(['started']))
    server.publish(channel, event('callCallee', { calleeNumber: 'x'.repeat(17 * 1_024 * 1_024) }))
    await watched.is('lost')
    expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('broken')
    await watched.isLive()
    server.publish(channel, event('hangup'))
    await until(() => expect(states(watched)).toEqual(['started', 'hangup']))
  }
)

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

test('an event that is nested too deeply is dropped, and the line stays live', async () => {
  const server = await serve()
  const watched = watch(server.url)
  await watched.isLive()
  server.publish(channel, event('started', { deep: nested(maxJsonDepth) }))
  server.publish(channel, event('hangup', { deep: nested(maxJsonDepth - 10) }))
  await until(() => expect(states(watched)).toEqual(['hangup']))
  expect(watched.line.droppedCount()).toBe(1)
  expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
})

test('a long-polling reply nested too deeply is never parsed: the session ends, and the line recovers', async () => {
  const depth = 1_000_000
  let isHostile = false
  const server = await serve({
    isWebsocketRefused: () => true,
    answer: (_request, response) => {
      if (!isHostile) return false
      isHostile = false
      response.setHeader('content-type', 'application/json')
      response.end('['.repeat(depth) + ']'.repeat(depth))
      return true
    }
  })
  const watched = watch(server.url, { limits: { websocketRetryMs: 60_000 } })
  await watched.isLive()
  const parse = vi.spyOn(JSON, 'parse')
  onTestFinished(() => parse.mockRestore())
  isHostile = true
  server.publish(channel, event('started'))
  await watched.is('lost')
  expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('broken')
  await watched.isLive()
  server.publish(channel, event('hangup'))
  await until(() => expect(states(watched)).toContain('hangup'))
  expect(Math.max(...parse.mock.calls.map(([text]) => text.length))).toBeLessThan(maxJsonDepth * 1_000)
})
