import { z } from 'zod'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'

// Tolerant schemas of the service's replies and messages: any field except the ids can be missing, unknown fields are
// ignored, and an unreadable value becomes null instead of invalidating the reply.

const maxIdLength = 200
const maxUrlLength = 2_000
const maxTimeMs = 8.64e15

/** Absent, null and "" become null; so does overlong text, because a truncated number would be wrong. */
const knownText = (maxLength = maxIdLength) =>
  z
    .unknown()
    .optional()
    .transform((value): string | null => {
      if (typeof value === 'number' && Number.isFinite(value)) return String(value)
      if (typeof value !== 'string' || value.trim() === '' || value.length > maxLength) return null
      return value.trim()
    })

const isAgentId = (value: number): boolean => Number.isSafeInteger(value) && value > 0

/** 固定话机ID: an integer in the document; a string of digits is accepted too. */
const agentId = z
  .unknown()
  .optional()
  .transform((value): number | null => {
    const id = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
    return typeof id === 'number' && isAgentId(id) ? id : null
  })

const dateTime = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:[Zz]|([+-]\d\d:\d\d))$/

/** RFC 3339 date-time as epoch ms; null for anything else and for times before 1970. */
const time = z
  .unknown()
  .optional()
  .transform((value): number | null => {
    const parts = typeof value === 'string' ? dateTime.exec(value.trim()) : null
    if (parts === null) return null
    const atMs = Date.parse(`${parts[1] ?? ''}T${parts[2] ?? ''}${parts[3] ?? 'Z'}`)
    return atMs >= 0 ? atMs : null
  })

/**
 * Checks the length only after the value is known to be a string: zod's length checks also inspect an object with a
 * `length`, and throw for `{"length":{"toString":1}}` (zod 4.6).
 */
const boundedText = (maxLength: number) => z.string().pipe(z.string().trim().min(1).max(maxLength))

const id = boundedText(maxIdLength)

/** A call's record (document, 二、查询一通呼叫: Response). */
export const callRecordSchema = z
  .object({
    id,
    callerNumber: knownText(),
    calleeNumber: knownText(),
    agentId,
    salesmanCode: knownText(),
    startTime: time,
    answerTime: time,
    endTime: time,
    duration: knownText(),
    cost: knownText(),
    recordUrl: knownText(maxUrlLength)
  })
  .transform((record): CallRecord => ({
    id: record.id,
    callerNumber: record.callerNumber,
    calleeNumber: record.calleeNumber,
    agentId: record.agentId,
    salesmanCode: record.salesmanCode,
    startedAtMs: record.startTime,
    answeredAtMs: record.answerTime,
    endedAtMs: record.endTime,
    duration: record.duration,
    cost: record.cost,
    recordUrl: record.recordUrl
  }))

/** The reply to starting a call (document, 一、发起呼叫: Response). */
export const startedCallSchema = z.object({ callId: id })

/** Records of a period. */
export interface PeriodReply {
  calls: CallRecord[]
  /** Rows in the reply, including those without a usable `id`; the limit of 10,000 applies to this count. */
  rowCount: number
}

/** The reply to a period query (document, 三、按时间段查询呼叫: Response). Skips invalid rows. */
export const periodReplySchema = z
  .object({ calls: z.array(z.unknown()) })
  .transform(({ calls }): PeriodReply => {
    const readable: CallRecord[] = []
    for (const row of calls) {
      const record = callRecordSchema.safeParse(row)
      if (record.success) readable.push(record.data)
    }
    return { calls: readable, rowCount: calls.length }
  })

/** The service's own error (document, 错误信息). */
export const errorReplySchema = z.object({
  status: z.number().int().min(400).max(599).optional().catch(undefined),
  error: z
    .object({
      code: z.number().int().optional().catch(undefined),
      message: knownText(100_000),
      field: knownText(100_000)
    })
    .refine((error) => error.code !== undefined || error.message !== null)
})

// Open question: `updatedAt` (呼叫开始时间) is an integer without a unit. Our reading: milliseconds from 10^12 on,
// seconds below.
const startTime = z
  .unknown()
  .optional()
  .transform((value): number | null => {
    const stamp = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
    if (typeof stamp !== 'number' || !Number.isFinite(stamp) || stamp <= 0) return null
    const atMs = Math.round(stamp >= 1e12 ? stamp : stamp * 1_000)
    return atMs <= maxTimeMs ? atMs : null
  })

const monitorMessageSchema = z.object({
  agentId,
  callId: id,
  callerNumber: knownText(),
  calleeNumber: knownText(),
  salesmanCode: knownText(),
  state: boundedText(100),
  updatedAt: startTime
})

/**
 * Parses a message on the channel of desk phone `channelAgentId` (document, 订阅话机状态). Returns null without a
 * usable `callId` or `state`, or when it names another desk phone. A missing agentId defaults to the channel's.
 */
export function readMonitorMessage(data: unknown, channelAgentId: number): MonitorMessage | null {
  const parsed = monitorMessageSchema.safeParse(data)
  if (!parsed.success) return null
  const { updatedAt, ...message } = parsed.data
  const said = message.agentId ?? channelAgentId
  if (said !== channelAgentId) return null
  return { ...message, agentId: said, startedAtMs: updatedAt }
}
