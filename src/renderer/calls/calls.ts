import type { Tone } from '../ui/tone'
import type { Call, CallOutcome, CallStep } from '../../shared/calls/call'
import { dayOf, readDecimal } from '../platform/times'

const outcomeTones: Record<CallOutcome, Tone> = {
  answered: 'ok',
  'not-answered': 'wait',
  'not-reached': 'bad',
  'phone-failed': 'bad',
  'hung-up-early': 'quiet',
  refused: 'bad',
  unknown: 'quiet'
}

/** The tone of a call: of how it ended, or of where it stands. */
export function toneOf(call: Call): Tone {
  if (call.outcome !== null) return outcomeTones[call.outcome]
  if (call.step === 'talking') return 'ok'
  return call.step === 'phone-rings' || call.step === 'unknown' ? 'wait' : 'quiet'
}

/** The stages of a call that a person tells apart, in order. */
export const stages = ['start', 'phone', 'call', 'ring', 'talk'] as const

const stageOfStep: Record<Exclude<CallStep, 'ended'>, number> = {
  requesting: 0,
  unknown: 0,
  starting: 0,
  'phone-rings': 1,
  'phone-answered': 1,
  calling: 2,
  ringing: 3,
  talking: 4
}

const stageOfState: Record<string, number> = {
  agentReady: 1,
  callAgentSuccess: 1,
  callAgentFailed: 1,
  callCallee: 2,
  calleeRingBack: 3,
  calleeAnswered: 4
}

/** The stage a call is in; of an ended one, the last it was heard to reach. */
export function stageOf(call: Call): number {
  if (call.step !== 'ended') return stageOfStep[call.step]
  return call.timeline.reduce((reached, entry) => Math.max(reached, stageOfState[entry.state] ?? 0), 0)
}

/** How long was talked, ms: the record's seconds, else answer to end; null when nobody answered, or it goes on. */
export function talkMs(call: Call): number | null {
  const recorded = call.record.duration === null ? null : readDecimal(call.record.duration)
  if (call.outcome === 'answered' && recorded !== null) return recorded * 1_000
  if (call.answeredAtMs === null || call.endedAtMs === null) return null
  return Math.max(0, call.endedAtMs - call.answeredAtMs)
}

/** How long an ended call stays on its card, so that its outcome is read. */
export const lingerMs = 30_000

/**
 * The calls that get a card: every open one; when there is none, the newest that ended a moment ago,
 * unless it was put away, or was refused (which is said at the number box). `isLingering`: that moment isn't over.
 */
export function callsOnCards(
  calls: readonly Call[],
  isLingering: boolean,
  putAway: ReadonlySet<string>
): Call[] {
  const open = calls.filter((call) => call.step !== 'ended')
  if (open.length > 0) return open
  const [newest] = calls
  if (newest?.endedAtMs == null || newest.outcome === 'refused' || putAway.has(newest.key)) return []
  return isLingering ? [newest] : []
}

/** Calls of one local day, newest first. */
export interface DayOfCalls {
  day: number
  /** A moment of that day, epoch ms. */
  atMs: number
  calls: Call[]
}

/** The calls by the day they began; their order is kept. */
export function groupByDay(calls: readonly Call[]): DayOfCalls[] {
  const days: DayOfCalls[] = []
  for (const call of calls) {
    const day = dayOf(call.startedAtMs)
    const last = days.at(-1)
    if (last?.day === day) last.calls.push(call)
    else days.push({ day, atMs: call.startedAtMs, calls: [call] })
  }
  return days
}

/** Whether a call is meant by the filter's text: digits of its number, or a part of its outcome's word. */
export function isMatch(call: Call, filter: string, outcomeWord: string): boolean {
  const text = filter.trim().toLowerCase()
  if (text === '') return true
  const digits = text.replace(/[\s-]/g, '')
  return /^\d+$/.test(digits) ? call.callee.includes(digits) : outcomeWord.toLowerCase().includes(text)
}

/** What was said of each call: its step, or its outcome once it ended. */
export type Said = ReadonlyMap<string, string>

/** What is to be said now, per call key. */
export const sayable = (calls: readonly Call[]): Said =>
  new Map(calls.map((call) => [call.key, call.outcome ?? call.step]))

/** The calls that stand elsewhere than `before`; an ended call that is new here is old news. */
export const movedCalls = (before: Said, calls: readonly Call[]): Call[] =>
  calls.filter((call) => {
    const said = before.get(call.key)
    return said === undefined ? call.step !== 'ended' : said !== (call.outcome ?? call.step)
  })
