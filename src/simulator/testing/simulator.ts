import faye, { type Client } from 'faye'
import { onTestFinished, vi } from 'vitest'
import type { StateMessage } from '../live/played-call'
import type { SimulatorOptions } from '../options'
import { createSimulator, type Simulator } from '../simulator'

export const AGENT_ID = 699861013

/** Starts a fast simulator that closes with the test. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await createSimulator({ pace: 0.0005, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

/** Retries until `check` passes; with a long timeout for busy machines. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 10 })

export interface Answer {
  status: number
  headers: Headers
  text: string
  body: unknown
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  return { status: response.status, headers: response.headers, text, body }
}

/** Sends a GET relative to the apiPrefix over real HTTP. */
export const get = async ({ apiPrefix }: Simulator, path: string, headers = {}): Promise<Answer> =>
  answerOf(await fetch(apiPrefix + path, { headers }))

/** Sends a POST relative to the apiPrefix; a string is sent verbatim. */
export const post = async ({ apiPrefix }: Simulator, path: string, body: unknown): Promise<Answer> =>
  answerOf(
    await fetch(apiPrefix + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual'
    })
  )

export const CALLS = '/tserver/tenants/demo/calls'
export const startCall = (simulator: Simulator, body: unknown): Promise<Answer> =>
  post(simulator, CALLS, body)

export const numbersPath = (campaignId: string): string =>
  `/outbound/tenants/demo/campaigns/${campaignId}/numbers`

/** The path of a period query, with the valid token by default. */
export const periodPath = (startTime: string, endTime: string, token = 'demo-token'): string =>
  `${CALLS}/queryByPeriod?${new URLSearchParams({ startTime, endTime, access_token: token }).toString()}`

/** Creates a real Faye client that disconnects with the test. */
export function newClient({ fayeUrl }: Simulator): Client {
  const client = new faye.Client(fayeUrl, { timeout: 120, retry: 0.05 })
  // Not awaited: a disconnect from a closed server never settles.
  onTestFinished(() => void client.disconnect())
  return client
}

/** Creates a real Faye client with an active subscription; `heard` collects its messages. */
export async function watch(
  simulator: Simulator,
  agentId: number
): Promise<{ client: Client; heard: StateMessage[] }> {
  const client = newClient(simulator)
  const heard: StateMessage[] = []
  await client.subscribe(`/monitor_agent_${agentId}`, (message) => heard.push(message as StateMessage))
  return { client, heard }
}
