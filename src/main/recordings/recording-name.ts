import { safeStem } from '../platform/file-name'
import { localTimes } from '../platform/local-time'

// Names of downloaded recordings. They are built from the call's data and sanitised, so that untrusted text never
// becomes a path.

/** The data of a call that its file name contains. */
export interface NamedCall {
  callId: string
  startedAtMs: number | null
  /** The other party's number. */
  number: string | null
  agentId: number | null
}

/**
 * The name of a call's recording without its extension, `2026-11-22 140530 13800138000 代理699861013`: start in local
 * time, number, agent. Unknown parts are left out; if fewer than two remain, the call's id is added. `agentWord`: 代理
 * in the user's language.
 */
export function recordingStem(call: NamedCall, agentWord: string, localTime = localTimes()): string {
  const parts = [
    call.startedAtMs === null ? null : (localTime(call.startedAtMs)?.replaceAll(':', '') ?? null),
    call.number,
    call.agentId === null ? null : `${agentWord}${call.agentId}`
  ].map((part) => safeStem((part ?? '').slice(0, 40)))
  const known = parts.filter((part) => part !== '')
  // A time alone or an agent alone is ambiguous.
  if (known.length < 2) known.push(safeStem(call.callId.slice(0, 40)))
  return safeStem(known.join(' ')) || 'recording'
}
