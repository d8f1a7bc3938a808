import type { Call } from '../../shared/calls/schema'
import type { AllSnapshots, StateTopic } from '../../shared/app/state'
import type { TeamMember } from '../../shared/team/schema'

/** The latest known snapshot of each topic. */
export type Snapshots = Partial<AllSnapshots>

/**
 * Whether both calls are displayed identically. A timeline only grows, so comparing its length is enough; the other
 * changing fields are few primitives.
 */
const isSameCall = (one: Call, other: Call): boolean =>
  one.key === other.key &&
  one.step === other.step &&
  one.outcome === other.outcome &&
  one.timeline.length === other.timeline.length &&
  one.origin === other.origin &&
  one.callId === other.callId &&
  one.callee === other.callee &&
  one.caller === other.caller &&
  one.agentId === other.agentId &&
  one.salesmanCode === other.salesmanCode &&
  one.startedAtMs === other.startedAtMs &&
  one.answeredAtMs === other.answeredAtMs &&
  one.endedAtMs === other.endedAtMs &&
  one.hasGap === other.hasGap &&
  one.error?.code === other.error?.code &&
  one.error?.message === other.error?.message &&
  one.record.status === other.record.status &&
  one.record.duration === other.record.duration &&
  one.record.cost === other.record.cost &&
  one.record.hasRecording === other.record.hasRecording

const isSameMember = (one: TeamMember, other: TeamMember): boolean =>
  one.label === other.label &&
  one.status === other.status &&
  one.sinceMs === other.sinceMs &&
  one.number === other.number &&
  one.hasCall === other.hasCall

/** `next`, reusing the objects of `known` where nothing changed, so that only changed rows are rendered. */
function keepSame<Row>(
  known: readonly Row[],
  next: readonly Row[],
  keyOf: (row: Row) => string | number,
  isSame: (one: Row, other: Row) => boolean
): Row[] {
  const byKey = new Map(known.map((row) => [keyOf(row), row]))
  return next.map((row) => {
    const before = byKey.get(keyOf(row))
    return before !== undefined && isSame(before, row) ? before : row
  })
}

/** The calls of `next`, reusing unchanged objects of `known`. */
export const keepSameCalls = (known: readonly Call[], next: readonly Call[]): Call[] =>
  keepSame(known, next, (call) => call.key, isSameCall)

/** The colleagues of `next`, reusing unchanged objects of `known`. */
export const keepSameMembers = (known: readonly TeamMember[], next: readonly TeamMember[]): TeamMember[] =>
  keepSame(known, next, (member) => member.agentId, isSameMember)

/** The snapshots after `arrived`; the same object if `arrived` isn't newer than the known one of its topic. */
export function accept(known: Snapshots, arrived: AllSnapshots[StateTopic]): Snapshots {
  const before = known[arrived.topic]
  if (before !== undefined && before.version >= arrived.version) return known
  switch (arrived.topic) {
    case 'calls':
      return {
        ...known,
        calls: { ...arrived, value: keepSameCalls(known.calls?.value ?? [], arrived.value) }
      }
    case 'team':
      return {
        ...known,
        team: { ...arrived, value: keepSameMembers(known.team?.value ?? [], arrived.value) }
      }
    default:
      return { ...known, [arrived.topic]: arrived }
  }
}
