import type { CallRecord } from '../../../shared/records/row-schema'
import { databaseText } from '../../platform/database/database-text'

/**
 * A record as stored in the database. Decimal numbers are integers in millionths, so that sums stay exact; other
 * values are stored as the received text. null: not known.
 */
export interface StoredRecord {
  id: string
  startedMs: number | null
  answeredMs: number | null
  endedMs: number | null
  caller: string | null
  /** The digits of `caller`, if it contains other characters too. */
  callerDigits: string | null
  callee: string | null
  calleeDigits: string | null
  agentId: number | null
  salesman: string | null
  durationMicros: number | null
  durationText: string | null
  costMicros: number | null
  costText: string | null
  /** An http(s) address. */
  recordUrl: string | null
}

// Nine digits before the point: their millionths are still a safe integer.
const decimalNumber = /^(-?)0*(\d{1,9})(?:\.(\d+))?$/

/** A decimal number in whole millionths (further digits are rounded), or null if it isn't one. */
export function microsOf(text: string): number | null {
  const match = decimalNumber.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '0', fraction = ''] = match
  const micros =
    Number(whole) * 1_000_000 + Math.round(Number(`0.${fraction.slice(0, 12) || '0'}`) * 1_000_000)
  return micros === 0 ? 0 : sign === '-' ? -micros : micros
}

const decimal = (text: string | null): { micros: number | null; text: string | null } => {
  if (text === null) return { micros: null, text: null }
  const micros = microsOf(text)
  return micros === null ? { micros: null, text } : { micros, text: null }
}

/** A duration can't be negative; a cost can (refunds). */
const duration = (text: string | null): { micros: number | null; text: string | null } => {
  const parts = decimal(text)
  return parts.micros !== null && parts.micros < 0 ? { micros: null, text } : parts
}

/** The digits of a number, without separators. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '')

const digitsIfOther = (text: string | null): string | null => {
  if (text === null) return null
  const digits = digitsOf(text)
  return digits === text ? null : digits
}

const known = (text: string | null): string | null => (text === null ? null : databaseText(text))

const webAddress = /^https?:\/\/[^\s/?#]/i

/** Converts a record of the service. A recording address that isn't http(s) is dropped. */
export function storedRecord(record: CallRecord): StoredRecord {
  const [talked, cost] = [duration(known(record.duration)), decimal(known(record.cost))]
  const [caller, callee] = [known(record.callerNumber), known(record.calleeNumber)]
  const { recordUrl } = record
  return {
    id: databaseText(record.id),
    startedMs: record.startedAtMs,
    answeredMs: record.answeredAtMs,
    endedMs: record.endedAtMs,
    caller,
    callerDigits: digitsIfOther(caller),
    callee,
    calleeDigits: digitsIfOther(callee),
    agentId: record.agentId,
    salesman: known(record.salesmanCode),
    durationMicros: talked.micros,
    durationText: talked.text,
    costMicros: cost.micros,
    costText: cost.text,
    recordUrl: recordUrl !== null && webAddress.test(recordUrl) ? databaseText(recordUrl) : null
  }
}

/**
 * Merges two records of one call: values of the newer one take precedence, missing values are kept. (A record lags
 * behind the call and is completed later; an older reply can arrive later.)
 */
export function mergedRecord(older: StoredRecord, newer: StoredRecord): StoredRecord {
  const hasDuration = newer.durationMicros !== null || newer.durationText !== null
  const hasCost = newer.costMicros !== null || newer.costText !== null
  const [callers, callees] = [newer.caller === null ? older : newer, newer.callee === null ? older : newer]
  const [talked, cost] = [hasDuration ? newer : older, hasCost ? newer : older]
  return {
    id: older.id,
    startedMs: newer.startedMs ?? older.startedMs,
    answeredMs: newer.answeredMs ?? older.answeredMs,
    endedMs: newer.endedMs ?? older.endedMs,
    caller: callers.caller,
    callerDigits: callers.callerDigits,
    callee: callees.callee,
    calleeDigits: callees.calleeDigits,
    agentId: newer.agentId ?? older.agentId,
    salesman: newer.salesman ?? older.salesman,
    durationMicros: talked.durationMicros,
    durationText: talked.durationText,
    costMicros: cost.costMicros,
    costText: cost.costText,
    recordUrl: newer.recordUrl ?? older.recordUrl
  }
}

const fields = [
  'startedMs',
  'answeredMs',
  'endedMs',
  'caller',
  'callee',
  'agentId',
  'salesman',
  'durationMicros',
  'durationText',
  'costMicros',
  'costText',
  'recordUrl'
] as const

/** True if both records have the same values. */
export const isSameRecord = (one: StoredRecord, other: StoredRecord): boolean =>
  fields.every((field) => one[field] === other[field])

/** Records with each call once, merged, in the order of their first occurrence. */
export function foldedRecords(records: readonly CallRecord[]): StoredRecord[] {
  const byId = new Map<string, StoredRecord>()
  for (const record of records) {
    const newer = storedRecord(record)
    const older = byId.get(newer.id)
    byId.set(newer.id, older === undefined ? newer : mergedRecord(older, newer))
  }
  return [...byId.values()]
}

/**
 * A 32-bit key of an id (FNV-1a with a final mix, from `seed`), by which the database finds rows in a column of four
 * bytes. Different ids can have the same key; a random seed for each file prevents deliberate collisions.
 */
export function recordKey(id: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
