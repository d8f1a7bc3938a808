import type { Call } from '../../../shared/calls/schema'
import { isUnresolved } from '../../../shared/calls/unresolved'
import type { CallRecord } from '../../../shared/records/row-schema'
import { begunAtMs } from '../call-ages'
import { maxCalls, type CallList } from '../call-list'

/** How near in time a record must be to match a call whose reply was lost, in ms. */
export const nearMs = 2 * 60_000

/** Includes calls that were given up: their record can still appear later. */
export const isLost = (call: Call): boolean =>
  isUnresolved(call) || (call.callId === null && call.step === 'ended' && call.outcome === 'unknown')

const distanceMs = (call: Call, record: CallRecord): number =>
  record.startedAtMs === null ? Infinity : Math.abs(record.startedAtMs - call.startedAtMs)

/** True if the record can belong to a request without an id: same callee, same desk phone or none, near in time. */
const isMatch = (call: Call, record: CallRecord): boolean =>
  record.calleeNumber === call.callee &&
  (record.agentId === null || record.agentId === call.agentId) &&
  distanceMs(call, record) <= nearMs

const beganAtMs = ({ startedAtMs, answeredAtMs, endedAtMs }: CallRecord): number =>
  startedAtMs ?? answeredAtMs ?? endedAtMs ?? 0

/**
 * Joins a call from elsewhere with a request whose reply was lost, if its record began near that request and its
 * first event came after it.
 */
function joinLost(callList: CallList, key: string, record: CallRecord): void {
  const heard = callList.find(key)
  if (heard?.origin !== 'elsewhere' || heard.timeline.every(({ source }) => source === 'record')) return
  const [lost] = callList
    .all()
    .filter((call) => isLost(call) && isMatch(call, record) && begunAtMs(call) <= begunAtMs(heard))
    .sort((a, b) => distanceMs(a, record) - distanceMs(b, record))
  if (lost !== undefined) callList.join(lost.key, record.id)
}

/**
 * Merges the records of a period into `callList` without duplicates: known calls are completed, a call whose reply
 * was lost gets the nearest record that matches it and no nearer call, and the remaining records of desk phone
 * `agentId` are added, at most the newest {@link maxCalls}. Records of other desk phones, or of none, only complete
 * known calls.
 */
export function mergeRecords(
  callList: CallList,
  agentId: number,
  records: readonly CallRecord[],
  nowMs: number
): void {
  const keyOfId = new Map<string, string>()
  for (const { callId, key } of callList.all()) if (callId !== null) keyOfId.set(callId, key)
  const unknown = new Map<string, CallRecord>()
  for (const record of records) {
    const key = keyOfId.get(record.id)
    if (key !== undefined) {
      joinLost(callList, key, record)
      callList.fill(callList.all().find(({ callId }) => callId === record.id)?.key ?? key, record)
    } else if (record.agentId === agentId || record.agentId === null) unknown.set(record.id, record)
  }

  const claims = callList
    .all()
    .filter((call) => isLost(call) || call.step === 'requesting')
    .flatMap((call) =>
      [...unknown.values()].filter((record) => isMatch(call, record)).map((record) => ({ call, record }))
    )
    .sort((a, b) => distanceMs(a.call, a.record) - distanceMs(b.call, b.record))
  const resolved = new Set<string>()
  for (const { call, record } of claims) {
    if (resolved.has(call.key) || !unknown.delete(record.id)) continue
    resolved.add(call.key)
    // The reply to a request in progress will name its call; if not, a later probe resolves it.
    if (call.step !== 'requesting') callList.resolve(call.key, record)
  }

  const found = [...unknown.values()]
    .filter((record) => record.agentId === agentId)
    .sort((a, b) => beganAtMs(a) - beganAtMs(b))
  for (const record of found.slice(-maxCalls)) callList.discover(record, nowMs)
}
