import type { Tone } from '../ui/tone'
import type { Call } from '../../shared/calls/schema'
import type { CallOutcome, CallStep } from '../../shared/calls/steps'
import { dayOf } from '../platform/times'

const outcomeTones: Record<CallOutcome, Tone> = {
  answered: 'ok',
  'not-answered': 'wait',
  'not-reached': 'bad',
  'phone-failed': 'bad',
  'hung-up-early': 'quiet',
  refused: 'bad',
  unknown: 'quiet'
}

/** The tone of a call's outcome, or of its current step. */
export function toneOf(call: Call): Tone {
  if (call.outcome !== null) return outcomeTones[call.outcome]
  if (call.step === 'talking') return 'ok'
  return call.step === 'phone-rings' || call.step === 'unknown' ? 'wait' : 'quiet'
}

/** The stages of a call that the user can distinguish, in order. */
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

/** The current stage of a call; for an ended one, the last stage that was observed. */
export function stageOf(call: Call): number {
  if (call.step !== 'ended') return stageOfStep[call.step]
  return call.timeline.reduce((reached, entry) => Math.max(reached, stageOfState[entry.state] ?? 0), 0)
}

/** How long the card of an ended call stays, so that the user can wrap it up. The next call takes its place. */
export const lingerMs = 600_000

/**
 * Returns the calls that get a card: every open one; without any, the newest one while `isLingering`, unless it was
 * dismissed or refused (the number box shows that).
 */
export function callsOnCards(
  calls: readonly Call[],
  isLingering: boolean,
  dismissed: ReadonlySet<string>
): Call[] {
  const open = calls.filter((call) => call.step !== 'ended')
  if (open.length > 0) return open
  const [newest] = calls
  if (newest?.endedAtMs == null || newest.outcome === 'refused' || dismissed.has(newest.key)) return []
  return isLingering ? [newest] : []
}

/** Calls of one local day, newest first. */
export interface DayOfCalls {
  day: number
  /** A moment of that day, epoch ms. */
  atMs: number
  calls: Call[]
}

/** Groups calls by the day they started, in their order. */
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

/** True when a call matches the filter: digits of its number, or a part of one of `words`, such as its outcome's label. */
export function isMatch(call: Call, filter: string, words: readonly string[]): boolean {
  const text = filter.trim().toLowerCase()
  if (text === '') return true
  const digits = text.replace(/[\s-]/g, '')
  const isInWords = words.some((word) => word.toLowerCase().includes(text))
  return isInWords || (/^\d+$/.test(digits) && call.callee.includes(digits))
}

/** The last announcement of each call, by key: its step, or its outcome once it ended. */
export type Said = ReadonlyMap<string, string>

/** What has to be announced now, by call key. */
export const sayable = (calls: readonly Call[]): Said =>
  new Map(calls.map((call) => [call.key, call.outcome ?? call.step]))

/** Returns the calls whose step or outcome differs from `before`; an unknown call that already ended is skipped. */
export const movedCalls = (before: Said, calls: readonly Call[]): Call[] =>
  calls.filter((call) => {
    const said = before.get(call.key)
    return said === undefined ? call.step !== 'ended' : said !== (call.outcome ?? call.step)
  })

/** The ended call to the same number before `call`; null: none is known. Refused requests rang nowhere. */
export const callBefore = (call: Call, calls: readonly Call[]): Call | null =>
  calls.find(
    ({ key, callee, step, outcome, startedAtMs }) =>
      key !== call.key &&
      callee === call.callee &&
      step === 'ended' &&
      outcome !== 'refused' &&
      startedAtMs <= call.startedAtMs
  ) ?? null
