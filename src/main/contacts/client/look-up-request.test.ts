import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { lookUpLimits } from '../../../shared/contacts/look-up'
import { serveRest, type SeenRequest } from '../../service/testing/servers/rest-server'
import { readLookUpReply } from '../names/look-up-reply'
import { createLookUpClient } from './look-up-request'

type Answer = (request: SeenRequest, response: ServerResponse, socket: Socket) => void

async function askAt(answer: Answer, limitMs: number = lookUpLimits.requestMs) {
  const server = await serveRest(answer)
  const client = createLookUpClient({ limitMs })
  onTestFinished(() => client.close())
  const reply = await client.request(
    `http://127.0.0.1:${server.port}/who?phone=13800138000`,
    new AbortController().signal
  )
  return { answer: readLookUpReply(reply), seen: server.seen }
}

const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

it('asks by a plain GET without cookie or referrer', async () => {
  const { answer, seen } = await askAt(json({ name: '张伟', company: '天成', link: 'https://crm.example/7' }))
  expect(answer).toEqual({ kind: 'found', name: '张伟', company: '天成', link: 'https://crm.example/7' })
  expect(seen).toMatchObject([{ method: 'GET', url: '/who?phone=13800138000', body: '' }])
  expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host'
  ])
})

it('doesn’t follow a redirect, not even one in a loop', async () => {
  const { answer, seen } = await askAt((request, response) =>
    response.writeHead(302, { location: request.url }).end()
  )
  expect(answer).toEqual({ kind: 'failed', problem: 'redirected', status: 302 })
  expect(seen).toHaveLength(1)
})

it('drops a reply that is too large before it has arrived', async () => {
  const { answer } = await askAt((_request, response) => {
    const piece = Buffer.alloc(lookUpLimits.maxReplyBytes, ' ')
    response.on('error', () => undefined).write(piece)
    // Never ends: only the limit can.
    response.write(piece)
  })
  expect(answer).toEqual({ kind: 'failed', problem: 'too-large', status: 200 })
})

it.each<[string, Answer]>([
  ['never answers', () => undefined],
  ['never ends its reply', (_request, response) => response.writeHead(200).write('{"name":')]
])('gives up on a server that %s', async (_name, answer) => {
  expect((await askAt(answer, 100)).answer).toMatchObject({ kind: 'failed', problem: 'timed-out' })
})

it.each<[string, Answer, string]>([
  ['hangs up', (_request, _response, socket) => socket.destroy(), 'unreachable'],
  ['answers with a page', (_request, response) => response.end('<html>Sign in</html>'), 'not-json'],
  ['answers with wrong types', json({ name: 7 }), 'unknown-shape'],
  ['doesn’t speak HTTP', (_request, _response, socket) => socket.end('220 mail\r\n\r\n'), 'not-json'],
  ['fails', json({}, 500), 'refused']
])('a server that %s: no name', async (_name, answer, problem) => {
  expect((await askAt(answer)).answer).toMatchObject({ kind: 'failed', problem })
})

it('asks again when a kept-alive connection was closed', async () => {
  let requests = 0
  const { answer } = await askAt((request, response, socket) => {
    requests += 1
    if (requests === 1) socket.destroy()
    else json({ name: '张伟' })(request, response, socket)
  })
  expect(answer).toMatchObject({ kind: 'found', name: '张伟' })
})

it('an unreachable server, and a cancelled request', async () => {
  const client = createLookUpClient({})
  onTestFinished(() => client.close())
  const ask = (signal: AbortSignal) => client.request('http://127.0.0.1:1/', signal)
  expect(await ask(new AbortController().signal)).toEqual({
    kind: 'failed',
    problem: 'unreachable',
    status: null
  })
  expect(await ask(AbortSignal.abort())).toMatchObject({ kind: 'failed' })
})
