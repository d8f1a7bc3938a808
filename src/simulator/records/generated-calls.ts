import { recordBody, talkSeconds, type CallFacts, type CallRecord } from './call-records'
import { mix32, unit } from './seeded-hash'

export interface GeneratedCallsOptions {
  /** Can be 1,000,000 or more: each call takes only 8 bytes until it is read. */
  count: number
  /** Ms since 1970; all calls start in [fromMs, toMs]. */
  fromMs: number
  toMs: number
  /** Evenly, in office hours of China (UTC+8, few at weekends), or all in the first second. */
  spread?: 'even' | 'office-hours' | 'one-second'
  /** Calls are deterministic for a seed. */
  seed?: number
  agents?: readonly { agentId: number; callerNumber: string }[]
  salesmanCodes?: readonly string[]
}

/** Calls stored as start times only; everything else is derived from seed and index on demand. */
export interface GeneratedCalls {
  readonly count: number
  startMsAt: (index: number) => number
  at: (index: number) => CallRecord
  find: (id: string) => CallRecord | undefined
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Relative load of each hour of the day, 0 to 100. */
const HOUR_WEIGHTS = [0, 0, 0, 0, 0, 0, 0, 1, 12, 80, 100, 85, 25, 35, 90, 95, 85, 60, 20, 10, 4, 1, 0, 0]

function isOfficeTime(ms: number, chance: number): boolean {
  const local = ms + 8 * HOUR_MS
  const weekday = (Math.floor(local / DAY_MS) + 4) % 7
  const weight = HOUR_WEIGHTS[Math.floor((local % DAY_MS) / HOUR_MS)] ?? 0
  return chance * 100 < (weekday === 0 || weekday === 6 ? weight * 0.15 : weight)
}

function startTimes(options: Required<GeneratedCallsOptions>): Float64Array {
  const { count, fromMs, toMs, spread, seed } = options
  const times = new Float64Array(count)
  const lengthMs = spread === 'one-second' ? Math.min(999, toMs - fromMs) : toMs - fromMs
  for (let i = 0, draw = 0; i < count; i += 1) {
    // A period may contain no office hours: accept any time after 200 draws.
    for (let tries = 0; tries < 200; tries += 1) {
      draw += 1
      times[i] = fromMs + Math.floor(unit(seed, draw) * (lengthMs + 1))
      if (spread !== 'office-hours' || isOfficeTime(times[i] ?? 0, unit(seed ^ 0x51ed270b, draw))) break
    }
  }
  return times.sort()
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const pick = <T>(list: readonly T[], by: number): T | undefined => list[by % list.length]

/** `batch` makes the ids of several batches distinct; `recordingUrl` returns the URL of a call's recording. */
export function createGeneratedCalls(
  options: GeneratedCallsOptions,
  batch: number,
  recordingUrl: (id: string) => string
): GeneratedCalls {
  const all = {
    spread: 'even' as const,
    seed: 1,
    agents: [{ agentId: 699861013, callerNumber: '02155550101' }],
    salesmanCodes: ['S001', 'S002', 'S003', '王芳'],
    ...options
  }
  const { seed, count } = all
  const times = startTimes(all)
  const idPrefix = `${hex(mix32(seed, batch), 8)}-${hex(batch % 0x10000, 4)}-4000-8000-`

  const factsAt = (index: number): CallFacts => {
    const draw = (what: number): number => mix32(mix32(seed, what), index)
    const startMs = times[index] ?? 0
    const agent = pick(all.agents, draw(1))
    const isMobile = draw(2) % 5 !== 0
    const calleeNumber = isMobile
      ? `1${3 + (draw(3) % 7)}${String(draw(4) % 1_000_000_000).padStart(9, '0')}`
      : `0${['10', '21', '755', '571'][draw(3) % 4] ?? '10'}${2 + (draw(4) % 7)}${String(draw(5) % 10_000_000).padStart(7, '0')}`
    const outcome = draw(6) % 100
    const ringMs = 4_000 + (draw(7) % 26_000)
    const talkMs = Math.min(3_600_000, 3_000 + Math.floor(-Math.log(1 - unit(seed + 8, index)) * 75_000))
    const isAnswered = outcome < 62
    return {
      id: idPrefix + hex(index, 12),
      agentId: agent?.agentId ?? null,
      callerNumber: agent?.callerNumber ?? '',
      calleeNumber,
      salesmanCode: draw(9) % 10 === 0 ? null : (pick(all.salesmanCodes, draw(10)) ?? null),
      startMs,
      answerMs: isAnswered ? startMs + ringMs : null,
      endMs: startMs + ringMs + (isAnswered ? talkMs : 0)
    }
  }

  const at = (index: number): CallRecord => {
    const facts = factsAt(index)
    return {
      id: facts.id,
      startMs: facts.startMs,
      body: () => recordBody(facts, 'recorded', recordingUrl(facts.id)),
      recordingSeconds: () => (facts.answerMs === null ? null : talkSeconds(facts))
    }
  }

  return {
    count,
    startMsAt: (index) => times[index] ?? 0,
    at,
    find: (id) => {
      const index = id.startsWith(idPrefix) ? Number.parseInt(id.slice(idPrefix.length), 16) : -1
      return index >= 0 && index < count && id === idPrefix + hex(index, 12) ? at(index) : undefined
    }
  }
}
