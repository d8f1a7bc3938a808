import { createServer, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AppError } from '../../../shared/platform/schema'
import { selfSigned } from '../testing/servers/certificate'
import { closedPort } from '../testing/servers/port'
import { channel, event, serve, states, until, watch } from '../testing/servers/watched-line'

const page =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response
      .writeHead(status, { 'content-type': 'text/html', ...headers })
      .end('<h1>Sign in to Wi-Fi</h1>')

const once = { backOffMinMs: 60_000, backOffMaxMs: 60_000 }

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('a reply from something other than the service', () => {
  test.each<[string, (response: ServerResponse) => void, AppError]>([
    ['a filter: 403', page(403), { code: 'reply-invalid', status: 403 }],
    ['a portal that wants a sign-in: 511', page(511), { code: 'service-failed', status: 511 }],
    ['a wrong path: 404', page(404), { code: 'reply-invalid', status: 404 }],
    ['a page: 200', page(200), { code: 'reply-invalid', status: 200 }],
    ['nothing: 200', (response) => void response.end(), { code: 'reply-invalid', status: 200 }],
    [
      'JSON of something else',
      (response) => void response.end('{"status":404,"error":{"code":1,"message":"no"}}'),
      { code: 'reply-invalid', status: 200 }
    ],
    ['a gateway: 502', page(502), { code: 'service-failed', status: 502 }],
    [
      'a redirect to https',
      page(301, { location: 'https://cc.example:9443/faye?token=secret' }),
      { code: 'redirect-refused', status: 301, address: 'https://cc.example:9443' }
    ],
    ['a redirect within', page(302, { location: '/login' }), { code: 'redirect-refused', status: 302 }],
    ['too many requests', page(429), { code: 'rate-limited', status: 429 }]
  ])('is reported and retried, and isn’t a refusal: %s', async (_name, answer, error) => {
    let isThere = true
    const server = await serve({
      answer: (_request, response) => {
        if (isThere) answer(response)
        return isThere
      }
    })
    const watched = watch(server.url)
    await watched.is('lost')
    expect(watched.statuses.at(-1)?.[1].problem).toEqual({ reason: 'foreign-answer', words: null, error })
    isThere = false
    await watched.isLive()
    expect(watched.statuses.map(([{ kind }]) => kind)).not.toContain('refused')
  })

  test.each([
    ['no server at the port', closedPort, 'http', 'unreachable'],
    ['https at a port without', () => listen(createServer()), 'https', 'tls-unavailable'],
    [
      'https with a certificate that nobody vouches for',
      () => listen(createSecureServer(selfSigned)),
      'https',
      'certificate-refused'
    ],
    [
      'http at a port that answers by TLS',
      () =>
        listen(
          createTcpServer((socket) => {
            socket.on('error', () => undefined)
            socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]))
          })
        ),
      'http',
      'tls-expected'
    ],
    [
      'another protocol',
      () =>
        listen(
          createTcpServer((socket) => {
            socket.on('error', () => undefined)
            socket.end('SSH-2.0-OpenSSH_9.2\r\n')
          })
        ),
      'http',
      'reply-invalid'
    ]
  ])('is reported: %s', async (_name, open, scheme, code) => {
    const watched = watch(`${scheme}://127.0.0.1:${await open()}/faye`, { limits: once })
    await watched.is('lost')
    expect(watched.statuses.at(-1)?.[1].problem?.error).toEqual({ code })
  })

  test('while the line is live, a page in place of one poll costs only that session', async () => {
    let isFiltered = false
    const server = await serve({
      timeout: 0.1,
      isWebsocketRefused: () => true,
      answer: (_request, response) => {
        if (isFiltered) page(403)(response)
        return isFiltered
      }
    })
    const watched = watch(server.url, { limits: { websocketRetryMs: 60_000 } })
    await watched.isLive()
    isFiltered = true
    await watched.is('lost')
    isFiltered = false
    await watched.isLive()
    server.publish(channel, event('started'))
    await until(() => expect(states(watched)).toEqual(['started']))
  })

  test('waking retries at once, however long the delay', async () => {
    let isFiltered = true
    const server = await serve({
      answer: (_request, response) => {
        if (isFiltered) page(403)(response)
        return isFiltered
      }
    })
    const watched = watch(server.url, { limits: once })
    await watched.is('lost')
    isFiltered = false
    watched.line.wake()
    await watched.isLive()
  })
})

describe('compressed replies', () => {
  const coded = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync } as const

  test.each(Object.entries(coded))('are decoded: %s', async (encoding, compress) => {
    const server = await serve({
      isWebsocketRefused: () => true,
      answer: (_request, response) => {
        const writeHead = response.writeHead.bind(response)
        const end = response.end.bind(response)
        let status = 200
        const headers = new Map<string, string>()
        Object.assign(response, {
          writeHead(code: number, given: Record<string, string> = {}) {
            status = code
            for (const [name, text] of Object.entries(given)) headers.set(name.toLowerCase(), text)
            return response
          },
          end(body: string | Buffer) {
            headers.delete('content-length')
            writeHead(status, { ...Object.fromEntries(headers), 'content-encoding': encoding })
            return end(compress(body))
          }
        })
        return false
      }
    })
    const watched = watch(server.url, { limits: { websocketRetryMs: 60_000 } })
    await watched.isLive()
    server.publish(channel, event('started'))
    await until(() => expect(states(watched)).toEqual(['started']))
  })

  test('that decompress beyond the limit are dropped with their session', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1_024 * 1_024, ' '))
    const server = await serve({
      answer: (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
        return true
      }
    })
    const watched = watch(server.url, { limits: { ...once, replyMs: 8_000, attemptMs: 8_000 } })
    await watched.is('lost')
    expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('broken')
  })

  test('that are corrupt are dropped with their session', async () => {
    const server = await serve({
      answer: (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
        return true
      }
    })
    const watched = watch(server.url, { limits: once })
    await watched.is('lost')
    expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('broken')
  })
})

describe('cookies', () => {
  test('of the handshake are sent with the websocket, so that a load balancer finds the same server', async () => {
    const carried: (string | undefined)[] = []
    const server = await serve({
      onRequest: ({ headers }) => carried.push(headers.cookie),
      answer: (_request, response) => {
        response.setHeader('set-cookie', ['route=b; Path=/', 'other=1; Path=/elsewhere'])
        return false
      }
    })
    const watched = watch(server.url)
    await watched.isLive()
    expect(watched.statuses.at(-1)?.[1].transport).toBe('websocket')
    expect(carried).toEqual([undefined, 'route=b'])
  })

  test.each([
    ['of another host', 'a=1; Domain=other.example'],
    ['of a whole top-level domain', 'a=1; Domain=com'],
    ['that are none', ';'],
    ['that are empty', '']
  ])('%s cause no fault', async (_name, cookie) => {
    const server = await serve({
      isWebsocketRefused: () => true,
      answer: (_request, response) => {
        response.setHeader('set-cookie', [cookie, 'route=b'])
        return false
      }
    })
    const watched = watch(server.url)
    await watched.isLive()
    expect(watched.faults).toEqual([])
  })

  test('are limited in size, whatever a server sets', async () => {
    let set = 0
    let longest = 0
    const server = await serve({
      timeout: 0.02,
      isWebsocketRefused: () => true,
      onRequest: ({ headers }) => (longest = Math.max(longest, headers.cookie?.length ?? 0)),
      answer: (_request, response) => {
        response.setHeader(
          'set-cookie',
          Array.from({ length: 20 }, () => `c${(set += 1)}=${'x'.repeat(100)}`)
        )
        return false
      }
    })
    const watched = watch(server.url, { limits: { websocketRetryMs: 60_000 } })
    await watched.isLive()
    await until(() => expect(set).toBeGreaterThan(400))
    expect(longest).toBeLessThan(8_000)
  })
})

describe('a session that the server no longer knows', () => {
  test.each([
    ['402::Unknown client', undefined],
    ['402::session_unknown', undefined],
    ['403::Unknown client', 'handshake'],
    ['401::No client ID', undefined]
  ] as const)('is reopened: %s', async (error, reconnect) => {
    let forgets = false
    const server = await serve({
      onIncoming: (message) => {
        if (forgets && message.channel === '/meta/subscribe') message.error = error
      },
      onOutgoing: (message) => {
        if (forgets && message.successful === false) {
          forgets = false
          if (reconnect !== undefined) message.advice = { reconnect }
        }
      }
    })
    const watched = watch(server.url)
    await watched.isLive()
    forgets = true
    await watched.is('lost')
    expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('forgotten')
    await watched.isLive()
    expect(server.handshakesAtMs).toHaveLength(2)
  })
})
