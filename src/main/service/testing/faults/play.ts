import type { Call } from '../../../../shared/calls/schema'
import type { CallStep } from '../../../../shared/calls/steps'
import { defaultLiveLineLimits, type LiveLineLimits } from '../../live-line/line-limits'
import { differencesFromRecords } from './differences'
import { openFaultWorld, until } from './fault-world'
import { openProgramDesk } from './program-desk'
import type { FaultScenario, FaultWorld, SeenKind } from './scenario'
import { createStory } from './story'

/** The outcome of one scenario. Times are compressed. */
export interface FaultOutcome {
  /** The sequence of the line's status kinds, without consecutive repetitions. */
  sees: string
  /** From the fault to the first status that shows it, ms; null if none did. */
  noticedAfterMs: number | null
  /** From the fault's end (or its start if transient) until live again, ms; null if it stayed live. */
  backAfterMs: number | null
  /** The steps of each call as shown to the user, without consecutive repetitions. */
  steps: CallStep[][]
  /** The steps of the call started after the fault. */
  lastSteps: CallStep[]
  /** Without failed attempts before the first connection. */
  handshakes: number
  /** TCP connections attempted to the live line. */
  connections: number
  restRequests: number
  /** Number of calls at the service. */
  calls: number
  /** Published events that never arrived; the records make up for them. */
  missedEvents: number
  /** Differences between the calls and the records at the end; see {@link differencesFromRecords}. */
  differences: string[]
  transport: 'websocket' | 'long-polling'
  /** Exceptions of the adapters. */
  faults: unknown[]
  spentMs: number
  /** The limits of this world. */
  limits: LiveLineLimits
}

/** Returns the limits multiplied by `scale`. */
export function scaledLimits(scale: number, differing: Partial<LiveLineLimits> = {}): LiveLineLimits {
  const limits = { ...defaultLiveLineLimits, ...differing }
  for (const name of Object.keys(limits) as (keyof LiveLineLimits)[]) {
    limits[name] = Math.max(1, Math.round(limits[name] * scale))
  }
  return limits
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Returns the scaled server timeout of a scenario, in seconds; `usualSeconds` if it sets none. */
export const serverTimeoutOf = (scenario: FaultScenario, scale: number, usualSeconds = 60): number =>
  (scenario.serverTimeoutSeconds ?? usualSeconds) * scale

/**
 * Plays a scenario against the program in a new world. `scale`: factor for every real duration;
 * `usualTimeoutSeconds`: how long the server holds a connect, unless the scenario sets it.
 */
export async function playScenario(
  scenario: FaultScenario,
  scale: number,
  usualTimeoutSeconds?: number
): Promise<FaultOutcome> {
  const startedMs = performance.now()
  const scaled = (ms: number): number => ms * scale
  const limits = scaledLimits(scale, scenario.limits)
  const opened = await openFaultWorld(serverTimeoutOf(scenario, scale, usualTimeoutSeconds))
  const { simulator } = opened
  const seen: { kind: SeenKind; atMs: number }[] = []
  const heard = new Set<string>()
  const stepsOf = new Map<string, CallStep[]>()
  const desk = openProgramDesk({
    apiPrefix: opened.apiPrefix,
    fayeUrl: opened.fayeUrl,
    tenantId: simulator.tenantId,
    token: simulator.accessToken,
    limits,
    scaled,
    onLine: ({ kind }) => seen.push({ kind, atMs: performance.now() }),
    onMessage: ({ callId, state }) => heard.add(`${callId} ${state}`),
    onCalls(calls) {
      for (const { key, step } of calls) {
        const steps = stepsOf.get(key) ?? []
        if (steps.at(-1) !== step) stepsOf.set(key, [...steps, step])
      }
    }
  })
  const world: FaultWorld = {
    ...opened,
    scaled,
    person: { wake: () => desk.wake(), retry: () => desk.retry(), dial: (text) => desk.dial(text) }
  }
  const wait = (what: string, check: () => boolean): Promise<void> =>
    until(what, check, Math.max(20_000, scaled(240_000)))
  const callOf = (callId: string): Call | undefined => desk.calls().find((call) => call.callId === callId)
  const isLive = (): boolean => desk.line().kind === 'live'
  const story = createStory(simulator)
  let earlierHandshakes = 0

  try {
    await scenario.given?.(world)
    if (scenario.strikes === 'while-live') {
      await desk.start()
      await wait('live before the fault', isLive)
      // On a busy machine the first attempts can exceed their compressed limits, which is not the scenario's subject.
      const live = { kind: 'live' as const, atMs: performance.now() }
      seen.splice(0, seen.length, { ...live, kind: 'connecting' }, live)
      earlierHandshakes = simulator.live.received('/meta/handshake') - 1
      const first = story.begin()
      await wait('the first call is talking', () => callOf(first)?.step === 'talking')
    }
    const struckAtMs = performance.now()
    const noticing = (): { atMs: number } | undefined =>
      seen.find(({ kind, atMs }) => atMs >= struckAtMs && scenario.noticed?.as.includes(kind) === true)
    const begun = scenario.begin(world)
    if (scenario.strikes === 'at-start') await desk.start()
    story.during()
    await begun
    if (scenario.noticed !== null) await wait('the fault is seen', () => noticing() !== undefined)
    await story.passed()
    await pause(Math.max(0, struckAtMs + scaled(scenario.lastsMs ?? 0) - performance.now()))

    const mendedAtMs = scenario.end === undefined ? struckAtMs : performance.now()
    await scenario.end?.(world)
    if (scenario.returns === 'on-retry') desk.retry()
    await wait('live after the fault', isLive)
    if (scenario.transport === 'websocket')
      await wait('it travels by websocket', () => opened.line.websockets() > 0)
    const last = story.after()
    await wait('the last call has ended', () => callOf(last)?.step === 'ended')
    await wait('every record is complete', () =>
      (simulator.records.findPeriod(0, Number.MAX_SAFE_INTEGER) ?? []).every(({ body }) =>
        Boolean(body().endTime)
      )
    )
    let differences = differencesFromRecords(desk.calls(), simulator)
    await wait('the calls are as their records', () => {
      differences = differencesFromRecords(desk.calls(), simulator)
      return differences.length === 0
    }).catch(() => undefined)

    const noticedAtMs = noticing()?.atMs ?? null
    const backAtMs =
      noticedAtMs === null
        ? undefined
        : seen.find(({ kind, atMs }) => kind === 'live' && atMs > noticedAtMs)?.atMs
    const kinds = seen.map(({ kind }) => kind)
    return {
      sees: kinds.filter((kind, index) => kind !== kinds[index - 1]).join(' '),
      noticedAfterMs: noticedAtMs === null ? null : noticedAtMs - struckAtMs,
      backAfterMs:
        backAtMs === undefined ? null : backAtMs - (backAtMs > mendedAtMs ? mendedAtMs : struckAtMs),
      steps: [...stepsOf.values()],
      lastSteps: stepsOf.get(callOf(last)?.key ?? '') ?? [],
      handshakes: simulator.live.received('/meta/handshake') - earlierHandshakes,
      connections: opened.line.opened(),
      restRequests: simulator.requests.total,
      calls: simulator.records.count,
      missedEvents: story.published().filter((event) => !heard.has(event)).length,
      differences,
      transport: opened.line.websockets() > 0 ? 'websocket' : 'long-polling',
      faults: desk.faults,
      spentMs: performance.now() - startedMs,
      limits
    }
  } finally {
    await desk.close()
    await opened.close()
  }
}
