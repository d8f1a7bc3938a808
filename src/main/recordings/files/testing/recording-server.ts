import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { recordingBlocks, recordingBytes } from '../../../../simulator/records/recordings'
import { parseByteRange } from '../../../../shared/recordings/byte-range'
import type { RecordingFetchDeps } from '../recording-fetch'
import { openRecordingConnections, type RecordingLimits } from '../recording-request'

/** A folder that is removed after the test. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `recordings-${randomUUID().slice(0, 8)}-`))
  // A fetch that was aborted may still be creating its file.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** A WAV of this many seconds, 16 kB each. */
export const wav = (seconds: number, id = 'a-call'): Buffer =>
  Buffer.concat([...recordingBlocks(id, seconds, 0, recordingBytes(seconds))])

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const sha256OfFile = async (path: string): Promise<string> => sha256(await readFile(path))

/** Answers one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse, socket: Socket) => void

/** A server on loopback that is closed after the test. */
export async function serve(
  answer: Answer
): Promise<{ port: number; url: (path: string) => URL; seen: IncomingMessage[] }> {
  const sockets = new Set<Socket>()
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    response.on('error', () => undefined)
    answer(request, response, request.socket)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of [...sockets]) socket.destroy()
      })
  )
  const { port } = server.address() as AddressInfo
  return { port, seen, url: (path) => new URL(path, `http://127.0.0.1:${port}`) }
}

/** Serves `file` with ranges; resets the connection after `cutAfter(turn)` bytes of a body. */
export function rangeAnswer(
  file: () => { bytes: Buffer; etag: string | null; modified?: string },
  cutAfter: (turn: number) => number | null = () => null
): Answer {
  let turn = 0
  return ({ headers }, response, socket) => {
    turn += 1
    const { bytes, etag, modified } = file()
    const validator = etag ?? modified
    const isSame = headers['if-range'] === undefined || headers['if-range'] === validator
    const range = isSame ? parseByteRange(headers.range, bytes.length) : null
    const common = {
      'accept-ranges': 'bytes',
      ...(etag !== null && { etag }),
      ...(modified !== undefined && { 'last-modified': modified })
    }
    if (range === 'unsatisfiable') {
      response.writeHead(416, { ...common, 'content-range': `bytes */${bytes.length}` }).end()
      return
    }
    const { first, end } = range ?? { first: 0, end: bytes.length }
    response.writeHead(range === null ? 200 : 206, {
      ...common,
      'content-length': end - first,
      ...(range !== null && { 'content-range': `bytes ${first}-${end - 1}/${bytes.length}` })
    })
    const cutBytes = cutAfter(turn)
    if (cutBytes === null || cutBytes >= end - first) response.end(bytes.subarray(first, end))
    else if (cutBytes === 0) socket.destroy()
    else response.write(bytes.subarray(first, first + cutBytes), () => void socket.end())
  }
}

/** Dependencies of a fetch, with short limits; closed after the test. */
export function fetchDeps(
  changes: Partial<Omit<RecordingFetchDeps, 'limits'>> & { limits?: Partial<RecordingLimits> } = {}
): RecordingFetchDeps {
  const limits = { connectMs: 5_000, headersMs: 5_000, idleMs: 5_000, paceMs: 10_000, paceBytes: 1 }
  const own = { ...limits, ...changes.limits }
  const connections = changes.connections ?? openRecordingConnections(own, 8, () => true)
  onTestFinished(() => connections.dispatcher.destroy().catch(() => undefined))
  return { maxBytes: 50_000_000, now: Date.now, ...changes, limits: own, connections }
}
