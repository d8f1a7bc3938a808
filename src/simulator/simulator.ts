import { createAgents, type Agent, type Salesman } from './agents'
import { createCallsInPlay } from './live/calls-in-play'
import { createCampaigns, type Campaigns } from './campaigns'
import { createClock, type Clock } from './clock'
import { CONTROL_ROOT, createControlRoutes } from './rest/control-routes'
import { createNumberScenarios } from './live/demo-numbers'
import { createFaults, type Faults } from './faults'
import { startLiveChannel, type LiveChannel } from './live/live-channel'
import { settingsOf, type SimulatorOptions } from './options'
import { createRecordingRoute, recordingPath } from './rest/recording-route'
import { createRecordStore, type RecordStore } from './records/record-store'
import { createRequestLog, type RequestLog } from './request-log'
import { API_ROOT, createRestRoutes } from './rest/rest-routes'
import { startRestServer } from './rest/rest-server'
import type { CallInPlay, StateMessage } from './live/played-call'
import { createRouter } from './rest/router'
import { scenarioOf, type Scenario, type ScenarioChoice } from './live/scenarios'

interface ElsewhereCall {
  agentId: number
  calleeNumber: string
  /** Defaults to the callee number's scenario. */
  scenario?: ScenarioChoice
}

/** The service of the document, running on loopback until `close()`. */
export interface Simulator {
  readonly tenantId: string
  readonly accessToken: string
  readonly agents: readonly Agent[]
  /** The document's apiPrefix: `http://127.0.0.1:port/api/v31`. */
  readonly apiPrefix: string
  readonly fayeUrl: string
  /** Base URL of recordings: `{recordingsUrl}/{callId}.wav`. */
  readonly recordingsUrl: string
  /** Null unless `isControlOpen`. */
  readonly controlUrl: string | null

  /** The REST requests, without tokens. */
  readonly requests: RequestLog
  readonly records: RecordStore
  readonly campaigns: Campaigns
  readonly faults: Faults
  /** The Faye server: subscribers, message counts, dropping connections and restarting. */
  readonly live: Omit<LiveChannel, 'publish' | 'close' | 'url'>

  salesmen: () => readonly Salesman[]
  callsInPlay: () => readonly CallInPlay[]
  /** Starts a call as another client (e.g. a CRM) would; returns its id. Throws for an unknown or busy desk phone. */
  startElsewhere: (call: ElsewhereCall) => string
  /** Picks up the desk phone; false if it isn't ringing. */
  pickUp: (callId: string) => boolean
  /** Lets the callee answer; false if they aren't being called. */
  answer: (callId: string) => boolean
  /** Ends the call with `hangup`; false if it isn't in progress. */
  hangUp: (callId: string) => boolean
  hangUpAll: () => void
  scenarioFor: (calleeNumber: string) => Scenario
  /** Sets the scenario of a callee number, or of the 'next' call to any number. */
  setScenario: (calleeNumber: string, choice: ScenarioChoice) => void
  /** Publishes any message for a desk phone, bypassing fault rules; resolves when Faye accepted it. */
  publish: (agentId: number, message: unknown) => Promise<void>
  /** Ends every timer and connection; idempotent. */
  close: () => Promise<void>
}

/** Publishes the events of calls, under the faults that are set for them. */
const eventPublisher =
  (live: LiveChannel, faults: Faults, clock: Clock) =>
  (message: StateMessage): void => {
    const effect = faults.takeEvent(message.agentId, message.state)
    const send = (): void => void live.publish(message.agentId, message)
    if (effect?.kind === 'lose') return
    if (effect?.kind === 'delay') return void clock.after(effect.ms, send)
    for (let copies = effect?.kind === 'duplicate' ? effect.copies : 0; copies >= 0; copies -= 1) send()
  }

/** Starts both servers. Rejects if a port is in use, after stopping everything. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = settingsOf(options)
  const clock = createClock(settings)
  const faults = createFaults()
  const requests = createRequestLog()
  const scenarios = createNumberScenarios()
  const agents = createAgents(settings.agents, settings.mobilePhones)
  const campaigns = createCampaigns(settings.campaignIds, clock.now)
  // Set once the server listens; not used before.
  let origin = ''
  const recordingUrl = (id: string): string => origin + recordingPath(id)
  const records = createRecordStore(recordingUrl)
  const live = await startLiveChannel({
    port: settings.fayePort,
    clock,
    faults,
    timeoutSeconds: settings.fayeTimeoutSeconds
  })

  const calls = createCallsInPlay({
    clock,
    records,
    recordingUrl,
    recordDelayMs: settings.recordDelayMs,
    recordingDelayMs: settings.recordingDelayMs,
    publish: eventPublisher(live, faults, clock)
  })

  const startElsewhere = ({ agentId, calleeNumber, scenario }: ElsewhereCall): string => {
    const resolved = agents.resolve(agentId, null, null)
    if ('refusal' in resolved) throw new Error(`no desk phone ${agentId}`)
    if (settings.isBusyRefused && calls.isBusy(agentId)) throw new Error(`desk phone ${agentId} is busy`)
    const played = scenario === undefined ? scenarios.take(calleeNumber) : scenarioOf(scenario)
    return calls.start(resolved.caller, calleeNumber, played)
  }

  const played = {
    startElsewhere,
    pickUp: calls.pickUp,
    answer: calls.answer,
    hangUp: calls.hangUp,
    setScenario: scenarios.set,
    publish: live.publish,
    callsInPlay: calls.list
  }
  const route = createRouter([
    ...createRestRoutes({ ...settings, agents, calls, scenarios, records, campaigns }),
    createRecordingRoute(records),
    ...(settings.isControlOpen
      ? createControlRoutes({ ...played, faults, records, live, now: clock.now })
      : [])
  ])
  const rest = await startRestServer({
    port: settings.port,
    route,
    isControl: (path) => settings.isControlOpen && path.startsWith(`${CONTROL_ROOT}/`),
    faults,
    clock,
    log: requests.add
  }).catch(async (error: unknown) => {
    await live.close()
    throw error
  })
  origin = rest.origin

  let closing: Promise<void> | null = null
  return {
    tenantId: settings.tenantId,
    accessToken: settings.accessToken,
    agents: settings.agents,
    apiPrefix: origin + API_ROOT,
    fayeUrl: live.url,
    recordingsUrl: `${origin}/recordings`,
    controlUrl: settings.isControlOpen ? origin + CONTROL_ROOT : null,
    requests,
    records,
    campaigns,
    faults,
    live,
    salesmen: agents.salesmen,
    ...played,
    hangUpAll: () => calls.list().forEach(({ id }) => void calls.hangUp(id)),
    scenarioFor: scenarios.scenarioFor,
    close: () => {
      closing ??= (async () => {
        clock.close()
        await Promise.all([rest.close(), live.close()])
      })()
      return closing
    }
  }
}
