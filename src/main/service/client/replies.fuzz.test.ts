import { Buffer } from 'node:buffer'
import type { Dispatcher } from 'undici'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { CallRecord } from '../../../shared/records/row-schema'
import type { Result } from '../../../shared/platform/result'
import { appErrorSchema } from '../../../shared/platform/schema'
import { hostileJson, hostileTexts } from '../../platform/testing/fuzzing/hostile-values'
import { createMutator } from '../../platform/testing/fuzzing/mutator'
import { createRandom, finding, fuzzRuns, fuzzSeed, type Random } from '../../platform/testing/fuzzing/random'
import type { ServiceClient } from './client'
import { clientOf, documentError, token, wholeRequest } from '../testing/servers/rest-server'
import { urlPart } from '../url-part'

// Feeds whole replies to the real client as undici would; only the network is skipped.

/** A fuzzed reply and its chunks. */
interface FuzzedReply {
  status: number
  headers: Record<string, string | string[]>
  pieces: Buffer[]
  isCut: boolean
}

const network = vi.hoisted((): { reply: FuzzedReply | null } => ({ reply: null }))
vi.mock('undici', () => ({
  Agent: class {
    dispatch(_request: unknown, handler: Required<Dispatcher.DispatchHandler>): boolean {
      if (network.reply === null) return false
      const { status, headers, pieces, isCut } = network.reply
      const controller = { abort: () => undefined } as never
      handler.onRequestStart(controller, {})
      handler.onResponseStart(controller, status, headers, '')
      for (const piece of pieces) handler.onResponseData(controller, piece)
      if (isCut) handler.onResponseError(controller, new Error(`cut, ${token}`))
      else handler.onResponseEnd(controller, {})
      return true
    }
    async destroy(): Promise<void> {}
    async close(): Promise<void> {}
  }
}))

const id = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.trim() === text)
const text = id.nullable()
const timeMs = z.number().int().min(0).max(8.64e15).nullable()
const agentId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable()
const recordSchema = z.strictObject({
  id,
  callerNumber: text,
  calleeNumber: text,
  agentId,
  salesmanCode: text,
  startedAtMs: timeMs,
  answeredAtMs: timeMs,
  endedAtMs: timeMs,
  duration: text,
  cost: text,
  recordUrl: z.string().min(1).max(2_000).nullable()
}) satisfies z.ZodType<CallRecord>

const record = {
  id: '7f0c4e2e-9a57-4d3f-8d7e-1c9b1d0a3f52',
  callerNumber: '02583456789',
  calleeNumber: '13800138000',
  agentId: 699861013,
  salesmanCode: '007',
  startTime: '2016-01-11T18:25:43.511Z',
  answerTime: '2016-01-11T18:25:50.511Z',
  endTime: '2016-01-11T18:26:40.511Z',
  duration: '50',
  cost: '0.15',
  recordUrl: 'http://records.example/a.mp3'
}

type Ask = (client: ServiceClient) => Promise<Result<unknown>>
const once = { attempts: 1 }
const kinds: Record<string, { ask: Ask; good: unknown; value: z.ZodType; isWrite: boolean }> = {
  startCall: {
    ask: (client) => client.startCall(wholeRequest),
    good: { callId: record.id },
    value: z.object({ callId: id }),
    isWrite: true
  },
  readCall: {
    ask: (client) => client.readCall('call-1', once),
    good: record,
    value: recordSchema,
    isWrite: false
  },
  queryByPeriod: {
    ask: (client) => client.queryByPeriod(0, 1, once),
    good: { calls: [record, { id: 'b' }] },
    value: z
      .strictObject({ calls: z.array(recordSchema), rowCount: z.number().int().min(0) })
      .refine(({ calls, rowCount }) => calls.length <= rowCount),
    isWrite: false
  },
  importNumbers: {
    ask: (client) => client.importNumbers('campaign-1', ['13800138000']),
    good: {},
    value: z.undefined(),
    isWrite: true
  }
}

const jsonTypes = ['application/json', 'application/json; charset=utf-8', 'text/plain', '']
const otherTypes = [
  'text/html',
  'image/gif',
  'application/jsonp',
  'application/octet-stream',
  ...hostileTexts
]
const statuses = [
  200, 200, 200, 201, 202, 204, 206, 226, 299, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 409, 418
]
const failures = [422, 429, 429, 499, 500, 502, 503, 504, 511, 599, 600, 999]
const pauses = [
  '1',
  '0',
  '-1',
  '999999999',
  '1e9',
  'Fri, 31 Dec 1999 23:59:59 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT'
]

/** The forms in which a server may echo the token. */
const tokenForms = [token, urlPart(token), urlPart(token).toLowerCase(), JSON.stringify(token).slice(1, -1)]

/** Valid JSON or corrupted bytes of it. */
function bytesOf(value: unknown, random: Random): Buffer {
  const json = JSON.stringify(value)
  const bytes = Buffer.from(json, 'utf8')
  if (random.isChance(0.8)) return bytes
  const at = random.below(bytes.length + 1)
  switch (random.below(9)) {
    case 0:
      return bytes.subarray(0, at)
    case 1: {
      const flipped = Buffer.from(bytes)
      if (at < flipped.length) flipped[at] = random.below(256)
      return flipped
    }
    case 2:
      return Buffer.from(`\ufeff${json}`, 'utf8')
    case 3:
      return Buffer.from(json, 'utf16le')
    case 4:
      return Buffer.from(json.replace(/[0-9]+/, random.pick(['1e999', '-0', '0.1e-400', '012', 'NaN'])))
    case 5:
      return Buffer.from(json.replace('{', '{"__proto__":{"id":"a","callId":"b"},"id":null,'))
    case 6:
      return Buffer.from(`<!doctype html><p>${json}</p>`)
    case 7:
      return Buffer.concat([bytes, bytes])
    default:
      return Buffer.from(random.isChance(0.05) ? '['.repeat(200_000) : '')
  }
}

function replyOf(value: unknown, random: Random): FuzzedReply {
  const body = bytesOf(value, random)
  const at = random.below(body.length + 1)
  const type = random.isChance(0.8) ? random.pick(jsonTypes) : random.pick(otherTypes)
  return {
    status: random.isChance(0.6) ? random.pick(statuses) : random.pick(failures),
    headers: {
      ...(random.isChance(0.1) ? {} : { 'content-type': random.isChance(0.05) ? [type, 'text/html'] : type }),
      ...(random.isChance(0.95)
        ? {}
        : { 'content-encoding': random.pick(['gzip', 'identity', 'br', 'GZIP, br', ' ']) }),
      ...(random.isChance(0.3) ? { 'retry-after': random.pick([...pauses, ...hostileTexts]) } : {})
    },
    pieces: random.isChance(0.2) ? [body.subarray(0, at), body.subarray(at)] : [body],
    isCut: random.isChance(0.02)
  }
}

/** True if this status proves that a write wasn't carried out: 4xx, 307 and 308 (see client.ts). */
const isCertain = (status: number | undefined): boolean =>
  status !== undefined && ((status >= 400 && status < 500) || status === 307 || status === 308)

function check(kind: keyof typeof kinds, result: Result<unknown>): void {
  const known = kinds[kind]
  if (known === undefined) throw new Error('no such kind')
  if (result.ok) {
    if (!known.value.safeParse(result.value).success)
      throw new Error(`no ${kind}: ${JSON.stringify(result.value)}`)
    return
  }
  const { error } = result
  if (!appErrorSchema.safeParse(error).success) throw new Error(`no error: ${JSON.stringify(error)}`)
  const words = `${error.message ?? ''}\n${error.field ?? ''}`.toLowerCase()
  if (tokenForms.some((form) => words.includes(form.toLowerCase())))
    throw new Error('the token is in the error')
  const retryMs = error.retryAfterMs ?? 0
  if (!(retryMs >= 0 && retryMs <= 86_400_000)) throw new Error(`a pause of ${retryMs} ms`)
  const isUnknown = error.code === 'call-unknown' || error.code === 'import-unknown'
  if (known.isWrite && isUnknown === isCertain(error.status))
    throw new Error(`${error.code} at ${error.status ?? 0}`)
  if (!known.isWrite && isUnknown) throw new Error('a read is not known')
}

describe(`each kind of REST reply, fuzzed with ${fuzzRuns} replies: a valid value or an error without the token`, () => {
  const names = Object.keys(kinds)
  const withToken = [...hostileJson, ...tokenForms, `${'x'.repeat(1_995)}${token}`, `no: ${token} ${token}`]

  async function fuzz(name: string, good: unknown, salt: number): Promise<{ ok: number; failed: number }> {
    const random = createRandom(fuzzSeed ^ salt)
    const mutate = createMutator(random, withToken)
    const client = clientOf(1, { now: () => 1_700_000_000_000 })
    const outcomes = { ok: 0, failed: 0 }
    for (let turn = 0; turn < fuzzRuns; turn += 1) {
      const reply = replyOf(random.isChance(0.1) ? good : mutate(good), random)
      network.reply = reply
      try {
        const result = await (kinds[name]?.ask(client) ?? Promise.reject(new Error(name)))
        check(name, result)
        outcomes[result.ok ? 'ok' : 'failed'] += 1
      } catch (problem) {
        const shown = { ...reply, pieces: reply.pieces.map((piece) => piece.toString().slice(0, 500)) }
        throw finding(`${name}’s reply`, turn, shown, problem)
      }
    }
    return outcomes
  }

  test.each(names)('%s', { timeout: 120_000 }, async (name) => {
    const outcomes = await fuzz(name, kinds[name]?.good, names.indexOf(name) + 1)
    expect(outcomes.ok).toBeGreaterThan(0)
    expect(outcomes.failed).toBeGreaterThan(0)
  })

  test('the service’s error', { timeout: 120_000 }, async () => {
    const errors = { ...documentError, error: { ...documentError.error, message: `no ${token}` } }
    const outcomes = await fuzz('startCall', errors, 77)
    expect(outcomes.failed).toBeGreaterThan(0)
  })
})
