import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../clock'
import type { Faults } from '../faults'
import { underEffect } from './http-effects'
import { listenOnLoopback, type LoopbackServer } from '../loopback-server'
import type { Reply } from './reply'
import { loggedBody, type LoggedRequest } from '../request-log'
import type { ServiceRequest } from './router'
import { refuse } from './service-errors'

/** Allows an import of half a million numbers. */
const MAX_BODY_BYTES = 8 * 1024 * 1024
const TOO_LARGE = 'too-large'

async function readBody(request: IncomingMessage): Promise<Buffer | typeof TOO_LARGE> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // Read and discard the rest, so that the client can finish sending and receive the answer.
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return bytes > MAX_BODY_BYTES ? TOO_LARGE : Buffer.concat(chunks)
}

async function send(response: ServerResponse, reply: Reply, isHead: boolean): Promise<void> {
  response.writeHead(reply.status, reply.headers)
  if (isHead) response.end()
  else if (reply.body instanceof Uint8Array) response.end(reply.body)
  else await pipeline(Readable.from(reply.body, { objectMode: false }), response)
}

interface Deps {
  port: number
  route: (request: ServiceRequest) => Reply | Promise<Reply>
  /** True for the control surface, which is neither logged nor affected by faults. */
  isControl: (path: string) => boolean
  faults: Faults
  clock: Clock
  log: (request: LoggedRequest) => void
}

/** Serves the routes on loopback, applies faults and logs requests. */
export function startRestServer(deps: Deps): Promise<LoopbackServer> {
  const { clock, faults } = deps

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const method = incoming.method ?? 'GET'
    const path = url.pathname
    const at = clock.now()
    const body = await readBody(incoming)
    const request: ServiceRequest = {
      method,
      path,
      query: url.searchParams,
      headers: incoming.headers,
      body: body === TOO_LARGE ? Buffer.alloc(0) : body
    }
    const handle = async (): Promise<Reply> => {
      try {
        return body === TOO_LARGE ? refuse({ name: 'body-too-large' }) : await deps.route(request)
      } catch {
        return refuse({ name: 'broken-inside' })
      }
    }
    const isControl = deps.isControl(path)
    const effect = isControl ? null : faults.takeRest({ method, path })
    const reply = await underEffect(effect, handle, clock)
    if (!isControl) {
      const { access_token: token, ...query } = Object.fromEntries(url.searchParams)
      deps.log({
        at,
        method,
        path,
        query,
        isTokenGiven: token !== undefined,
        body: loggedBody(request.body),
        bodyBytes: request.body.length,
        status: reply?.status ?? null
      })
    }
    if (reply) await send(response, reply, method === 'HEAD')
    else incoming.socket.destroy()
  }

  return listenOnLoopback(deps.port, (incoming, response) => {
    // Only connection errors get here: the client disconnected, or a fault cut the connection.
    answer(incoming, response).catch(() => incoming.socket.destroy())
  })
}
