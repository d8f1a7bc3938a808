import { safeStem } from '../platform/file-name'
import { localTimes } from '../platform/local-time'

// Names of downloaded recordings. They are rebuilt from the call's data: nothing that came from outside
// becomes a path.

/** What a name tells of a call. */
export interface NamedCall {
  callId: string
  startedAtMs: number | null
  /** The other party's number. */
  number: string | null
  agentId: number | null
}

/**
 * The name of a call's recording without its extension, `2026-11-22 140530 13800138000 代理699861013`:
 * start in local time, number, agent; what isn't known is left out, and the call's id stands in for all
 * of it. `agentWord`: 代理, in the person's language.
 */
export function recordingStem(call: NamedCall, agentWord: string, localTime = localTimes()): string {
  const parts = [
    call.startedAtMs === null ? null : (localTime(call.startedAtMs)?.replaceAll(':', '') ?? null),
    call.number,
    call.agentId === null ? null : `${agentWord}${call.agentId}`
  ].map((part) => safeStem((part ?? '').slice(0, 40)))
  const known = parts.filter((part) => part !== '')
  // A time alone or an agent alone says too little.
  if (known.length < 2) known.push(safeStem(call.callId.slice(0, 40)))
  return safeStem(known.join(' ')) || 'recording'
}
