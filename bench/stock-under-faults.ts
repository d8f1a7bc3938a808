import faye from 'faye'
import { openFaultWorld, until } from '../src/main/service/testing/faults/fault-world'
import { serverTimeoutOf } from '../src/main/service/testing/faults/play'
import { agentId, type FaultScenario } from '../src/main/service/testing/faults/scenario'
import { createStory } from '../src/main/service/testing/faults/story'

/** The effect of a fault on a bare faye client. Times are in its compressed world. */
export interface StockOutcome {
  /** From the fault to `transport:down`, the only notice the client gives; null: none. */
  noticedAfterMs: number | null
  /** From the end of the fault to the first event received; null: none within the time limit. */
  backAfterMs: number | null
  handshakes: number
  connections: number
  missedEvents: number
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Time the client gets to recover, in real-time ms. */
export const patienceMs = 150_000

/** Plays a scenario to a stock client with its defaults (retry 5 s), in uniformly compressed time. */
export async function playToStock(scenario: FaultScenario, scale: number): Promise<StockOutcome> {
  const scaled = (ms: number): number => ms * scale
  const opened = await openFaultWorld(serverTimeoutOf(scenario, scale))
  const { simulator } = opened
  const story = createStory(simulator)
  const heard = new Set<string>()
  const told: number[] = []
  let markerHeard = (): void => undefined
  let isOver = false

  const client = new faye.Client(opened.fayeUrl, {
    timeout: scaled(120_000) / 1_000,
    retry: scaled(5_000) / 1_000
  })
  client.addExtension({ outgoing: (message, passOn) => passOn(isOver ? null : message) })
  client.on('transport:down', () => told.push(performance.now()))
  const subscribe = (): void => {
    const subscription = client.subscribe(`/monitor_agent_${agentId}`, (data) => {
      const { callId, state } = data as { callId: string; state: string }
      if (callId === 'marker') markerHeard()
      else heard.add(`${callId} ${state}`)
    })
    subscription.then(undefined, () => undefined)
  }
  const world = {
    ...opened,
    scaled,
    person: { wake: () => undefined, retry: () => undefined, dial: () => undefined }
  }

  try {
    await scenario.given?.(world)
    if (scenario.strikes === 'while-live') {
      subscribe()
      await until('the stock client watches', () => simulator.live.subscribers(agentId) > 0)
      const first = story.begin()
      await until('the first call is talking', () => heard.has(`${first} calleeAnswered`))
    }
    const struckAtMs = performance.now()
    const begun = scenario.begin(world)
    if (scenario.strikes === 'at-start') subscribe()
    story.during()
    await begun
    await story.passed()
    const noticing = (): number | undefined => told.find((atMs) => atMs >= struckAtMs)
    // A fault that isn't ended before it is noticed lasts until then, as it does for Deskline.
    if (scenario.end !== undefined && scenario.noticed !== null) {
      await until('it says something', () => noticing() !== undefined, scaled(patienceMs)).catch(
        () => undefined
      )
    }
    await pause(Math.max(0, struckAtMs + scaled(scenario.lastsMs ?? 0) - performance.now()))

    const mendedAtMs = performance.now()
    await scenario.end?.(world)
    const backAtMs: number[] = []
    markerHeard = () => void backAtMs.push(performance.now())
    while (backAtMs.length === 0 && performance.now() < mendedAtMs + scaled(patienceMs)) {
      await simulator.publish(agentId, { agentId, callId: 'marker', state: 'started' })
      await pause(scaled(200))
    }
    story.after()
    await until('the calls are over', () => simulator.callsInPlay().length === 0)
    await pause(scaled(2_000))
    const noticedAtMs = noticing()
    return {
      noticedAfterMs: noticedAtMs === undefined ? null : noticedAtMs - struckAtMs,
      backAfterMs: backAtMs[0] === undefined ? null : backAtMs[0] - mendedAtMs,
      handshakes: simulator.live.received('/meta/handshake'),
      connections: opened.line.opened(),
      missedEvents: story.published().filter((event) => !heard.has(event)).length
    }
  } finally {
    isOver = true
    await opened.close()
  }
}
