import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { createServiceClient, type ServiceClient, type ServiceClientDeps } from '../../client/client'
import type { RestAddress, EndpointSelector } from '../../addresses/endpoint-selector'
import { directRest, fixedEndpoint } from './fixed-endpoint'

/** One request as the server received it. */
export interface SeenRequest {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

/** A scripted REST server on loopback. */
export interface RestServer {
  port: number
  seen: SeenRequest[]
  /** Number of TCP connections opened since the start. */
  connections: () => number
}

/** A token with every character class that URL, form, JSON or HTML encodes differently. */
export const token = 'tk/3+é&"<x>\\ 7'

/** Answers each request with `answer` once its body arrived; closes with the test. */
export async function serveRest(
  answer: (request: SeenRequest, response: ServerResponse, socket: Socket) => void
): Promise<RestServer> {
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const entry = { method, url, headers, body: Buffer.concat(chunks).toString() }
      seen.push(entry)
      answer(entry, response, request.socket)
    })
  }
  const server = createServer(listener)
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  return { port: (server.address() as AddressInfo).port, seen, connections: () => connections }
}

/** A client with short limits for the server at a port, apiPrefix or endpoint; closes with the test. */
export function clientOf(
  to: number | string | EndpointSelector<RestAddress>,
  deps: Partial<ServiceClientDeps> = {}
): ServiceClient {
  const apiPrefix = typeof to === 'number' ? `http://127.0.0.1:${to}/api/v31` : to
  const client = createServiceClient({
    endpoint: typeof apiPrefix === 'string' ? fixedEndpoint(directRest(apiPrefix)) : apiPrefix,
    tenantId: 'tenant-1',
    token: () => token,
    isTokenSentEverywhere: () => true,
    timeLimits: { connectMs: 1_000, headersMs: 300, bodyMs: 300, totalMs: 1_500 },
    reads: { minPauseMs: 1, maxPauseMs: 5 },
    ...deps
  })
  onTestFinished(() => client.close())
  return client
}

/** A JSON answer. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_request: SeenRequest, response: ServerResponse): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(body))

/** The document's example error (错误信息). */
export const documentError = {
  status: 422,
  error: { code: 30105, message: '“主叫号码”不是合法的手机号或固定电话。', field: 'callerNumber' }
}

/** A start-call request with every field. */
export const wholeRequest = {
  calleeNumber: '13800138000',
  callerNumber: '02512345678',
  agentId: 699861013,
  salesmanCode: '007'
}
