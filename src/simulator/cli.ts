import { demoNumberLines, HELP, parseCliOptions } from './cli-options'
import type { BayeuxExchange } from './live/bayeux-server'
import type { LoggedRequest } from './request-log'
import { createSimulator, type Simulator } from './simulator'

const DAY_MS = 86_400_000
const clockTime = (at: number): string => new Date(at).toTimeString().slice(0, 8)

/** Formats one request. Numbers are shown in full because they are fictitious; the log never contains the token. */
function requestLine({ at, method, path, query, status, body }: LoggedRequest): string {
  const asked = new URLSearchParams(query).toString()
  const sent = body === undefined ? '' : ` ${JSON.stringify(body).slice(0, 160)}`
  return `${clockTime(at)} ${method} ${path}${asked && `?${asked}`} ${status ?? 'dropped'}${sent}`
}

const exchangeLine = ({ at, channel, subscription, error }: BayeuxExchange): string =>
  `${clockTime(at)} FAYE ${channel}${subscription === null ? '' : ` ${subscription}`} ${error ?? 'ok'}`

function welcome(simulator: Simulator): string {
  const [agent] = simulator.agents
  return [
    'Sign in with:',
    `  API address   ${simulator.apiPrefix}`,
    `  Faye address  ${simulator.fayeUrl}`,
    `  tenant id     ${simulator.tenantId}`,
    `  access token  ${simulator.accessToken}`,
    `  agent id      ${agent?.agentId ?? ''}`,
    `  campaigns     ${simulator.campaigns.ids().join(', ')}`,
    ...(simulator.controlUrl === null ? [] : [`  control       ${simulator.controlUrl} (see --help)`]),
    'Numbers to call (every other one answers):',
    ...demoNumberLines(),
    'Waiting. Ctrl+C ends it.'
  ].join('\n')
}

async function main(): Promise<void> {
  const choice = parseCliOptions(process.argv.slice(2))
  if (choice.kind === 'help') {
    console.log(HELP)
    return
  }
  if (choice.kind === 'mistake') {
    console.error(`${choice.message}\nTry --help.`)
    process.exitCode = 2
    return
  }

  const simulator = await createSimulator(choice.options)
  if (choice.generatedCalls > 0) {
    const toMs = Date.now()
    simulator.records.generate({
      count: choice.generatedCalls,
      fromMs: toMs - 30 * DAY_MS,
      toMs,
      spread: 'office-hours',
      agents: simulator.agents
    })
  }
  simulator.requests.onRequest((request) => console.log(requestLine(request)))
  simulator.live.onExchange((exchange) => console.log(exchangeLine(exchange)))
  console.log(welcome(simulator))

  const end = (): void => void simulator.close()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
