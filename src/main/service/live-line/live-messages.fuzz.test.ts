import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hostileJson } from '../../platform/testing/fuzzing/hostile-values'
import { createMutator } from '../../platform/testing/fuzzing/mutator'
import { createRandom, finding, fuzzRuns, fuzzSeed } from '../../platform/testing/fuzzing/random'
import { readAdvice, readHandshake, readRefusal } from './faye/bayeux'
import { readMonitorMessage } from '../schemas'

const id = z.string().min(1).max(200)
const text = id.nullable()

describe(`every kind of live-line message, fuzzed ${fuzzRuns} times: nothing throws, and results are bounded`, () => {
  const clientId = 'c'.repeat(31)
  const advice = { reconnect: 'retry', interval: 0, timeout: 45_000 }
  const refused = { successful: false, error: `403:${clientId},/agents/1:Forbidden`, advice }
  const samples = {
    message: {
      agentId: 699861013,
      callId: '7f0c4e2e-9a57-4d3f-8d7e-1c9b1d0a3f52',
      callerNumber: '02583456789',
      calleeNumber: '13800138000',
      salesmanCode: '007',
      state: 'calleeAnswered',
      updatedAt: 1_452_536_743
    },
    handshake: {
      channel: '/meta/handshake',
      successful: true,
      version: '1.0',
      supportedConnectionTypes: ['long-polling', 'websocket'],
      clientId,
      advice
    },
    subscribe: { channel: '/meta/subscribe', clientId, subscription: '/agents/1', id: '3', ...refused },
    connect: {
      channel: '/meta/connect',
      clientId,
      id: '4',
      ...refused,
      error: `401:${clientId}:Unknown client`
    },
    advice
  }

  const messageSchema = z.strictObject({
    agentId: z.literal(699861013),
    callId: id,
    callerNumber: text,
    calleeNumber: text,
    salesmanCode: text,
    state: id.max(100),
    startedAtMs: z.number().int().min(0).max(8.64e15).nullable()
  })
  const handshakeSchema = z
    .strictObject({
      clientId: z.string().min(1).max(200),
      connectionTypes: z
        .array(z.enum(['websocket', 'long-polling']))
        .min(1)
        .max(2)
    })
    .refine(({ connectionTypes }) => connectionTypes.includes('long-polling'))
  const advisedMs = z.number().min(0).max(600_000).optional()
  const adviceSchema = z.strictObject({
    reconnect: z.enum(['retry', 'handshake', 'none']).optional(),
    intervalMs: advisedMs,
    timeoutMs: advisedMs
  })
  const words = z.string().min(1).max(500).nullable()
  const refusalSchema = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('not-allowed'), words }),
    z.strictObject({ kind: z.literal('forgotten') }),
    z.strictObject({ kind: z.literal('failed'), words })
  ])

  /** A reply as the client passes it on: an object with arbitrary fields. */
  const fieldsOf = (value: unknown): object =>
    typeof value === 'object' && value !== null ? value : { value }
  const readings: Record<keyof typeof samples, { read: (value: unknown) => unknown; as: z.ZodType }> = {
    message: { read: (value) => readMonitorMessage(value, 699861013), as: messageSchema.nullable() },
    handshake: { read: (value) => readHandshake(fieldsOf(value)), as: handshakeSchema.nullable() },
    subscribe: { read: (value) => readRefusal(fieldsOf(value), clientId), as: refusalSchema },
    connect: { read: (value) => readRefusal(fieldsOf(value), clientId), as: refusalSchema },
    advice: { read: readAdvice, as: adviceSchema }
  }

  test.each(Object.keys(samples) as (keyof typeof samples)[])('%s', { timeout: 120_000 }, (name) => {
    const { read, as } = readings[name]
    const random = createRandom(fuzzSeed ^ (name.length + 1_000))
    const mutate = createMutator(random, hostileJson)
    const seen = new Set<string>()
    for (let turn = 0; turn < fuzzRuns; turn += 1) {
      const value = turn === 0 ? samples[name] : mutate(samples[name])
      try {
        const result = as.safeParse(read(value))
        if (!result.success) throw result.error
        seen.add(JSON.stringify(result.data))
      } catch (problem) {
        throw finding(`${name} of the live line`, turn, value, problem)
      }
    }
    // The results vary with the input.
    expect(seen.size).toBeGreaterThan(3)
  })
})
