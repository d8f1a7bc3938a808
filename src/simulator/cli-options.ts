import { parseArgs } from 'node:util'
import { CONTROL_HELP, CONTROL_ROOT } from './rest/control-routes'
import { DEMO_NUMBERS } from './live/demo-numbers'
import { FAULT_EFFECTS } from './faults'
import type { SimulatorOptions } from './options'
import { SCENARIO_IDS } from './live/scenarios'

export type CliChoice =
  | { kind: 'run'; options: SimulatorOptions; generatedCalls: number }
  | { kind: 'help' }
  | { kind: 'mistake'; message: string }

/** Parses the command line; returns `mistake` with a message for invalid arguments. */
export function parseCliOptions(args: readonly string[]): CliChoice {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '9037' },
        'faye-port': { type: 'string', default: '9003' },
        pace: { type: 'string', default: '1' },
        calls: { type: 'string', default: '0' },
        token: { type: 'string' },
        tenant: { type: 'string' },
        'no-control': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
    if (values.help) return { kind: 'help' }
    const number = (name: 'port' | 'faye-port' | 'pace' | 'calls', max: number, isWhole = true): number => {
      const value = Number(values[name])
      if (
        values[name].trim() === '' ||
        !(value >= 0 && value <= max) ||
        (isWhole && !Number.isInteger(value))
      ) {
        throw new RangeError(`--${name} must be ${isWhole ? 'a whole number' : 'a number'} from 0 to ${max}`)
      }
      return value
    }
    return {
      kind: 'run',
      generatedCalls: number('calls', 2_000_000),
      options: {
        port: number('port', 65_535),
        fayePort: number('faye-port', 65_535),
        pace: number('pace', 1_000, false),
        isControlOpen: !values['no-control'],
        ...(values.token !== undefined && { accessToken: values.token }),
        ...(values.tenant !== undefined && { tenantId: values.tenant })
      }
    }
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Returns the demo numbers as lines of text. */
export const demoNumberLines = (): string[] =>
  DEMO_NUMBERS.map(({ calleeNumber, scenario }) => `  ${calleeNumber}  ${scenario}`)

export const HELP = `The call-centre service in small, on 127.0.0.1: REST, Faye, recordings.

  npm run simulator -- [options]

  --port 9037        REST port (0: a free one)
  --faye-port 9003   Faye port (0: a free one)
  --pace 1           real time for each second played (0.02: fifty times as fast)
  --token TEXT       access token
  --tenant TEXT      tenant id
  --calls N          begin with N generated calls of the last 30 days
  --no-control       without the control surface

Callee numbers that play something of their own (every other number answers):
${demoNumberLines().join('\n')}

Control surface, POST with content-type application/json (GET ${CONTROL_ROOT}/state shows what is going on):
${CONTROL_HELP.map(([path, body]) => `  ${(CONTROL_ROOT + path).padEnd(22)} ${body}`).join('\n')}

  scenarios: ${SCENARIO_IDS.join(', ')}
  faults: match on rest, faye-http, bayeux or event; times, every; effects:
${FAULT_EFFECTS.map(({ on, kinds }) => `    ${on.padEnd(16)} ${kinds.join(', ')}`).join('\n')}
`
