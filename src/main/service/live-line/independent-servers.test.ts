import { describe, expect, test } from 'vitest'
import { independentServers } from '../testing/servers/independent-servers'
import { channel, event, until, watch } from '../testing/servers/watched-line'

const callIds = Array.from({ length: 50 }, (_, at) => `call-${at}`)

describe.each(independentServers)('with $name', ({ hasWebsocket, open }) => {
  test('it goes live, receives all events, and recovers from a forgotten session and a server restart', async () => {
    const server = await open()
    const watched = watch(server.url, {
      limits: { websocketRetryMs: 60_000, replyMs: 2_000, attemptMs: 3_000 }
    })
    const hears = async (callId: string, from = server): Promise<void> => {
      from.publish(channel, event('started', { callId }))
      await until(() => expect(watched.messages.map((message) => message.callId)).toContain(callId))
    }
    await watched.isLive()
    const transport = hasWebsocket ? 'websocket' : 'long-polling'
    expect(watched.statuses.at(-1)?.[1].transport).toBe(transport)

    for (const callId of callIds) server.publish(channel, event('started', { callId }))
    await until(() => expect(watched.messages).toHaveLength(callIds.length))
    expect(watched.messages.map(({ callId }) => callId)).toEqual(callIds)

    server.forgetClients()
    await watched.is('lost')
    await watched.isLive()
    await hears('after it was forgotten')

    await server.kill()
    await watched.is('lost')
    const restarted = await open(server.port)
    await watched.isLive()
    await hears('after the restart', restarted)
    expect(watched.statuses.map(([{ kind }]) => kind)).not.toContain('refused')
    expect(watched.faults).toEqual([])
  })

  test('a closed session disconnects, and another one replaces it', async () => {
    const server = await open()
    const watched = watch(server.url)
    await watched.isLive()
    watched.line.wake()
    await until(() => expect(watched.statuses.filter(([{ kind }]) => kind === 'live')).toHaveLength(2))
    server.publish(channel, event('started', { callId: 'once' }))
    await until(() => expect(watched.messages).toHaveLength(1))
  })
})
