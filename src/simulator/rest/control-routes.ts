import { z } from 'zod'
import type { CallInPlay } from '../live/played-call'
import { faultRuleSchema, type Faults } from '../faults'
import type { LiveChannel } from '../live/live-channel'
import type { RecordStore } from '../records/record-store'
import { jsonReply, type Reply } from './reply'
import type { Route } from './router'
import { CALL_STATES, SCENARIO_IDS, type ScenarioChoice } from '../live/scenarios'

/** Root path of the control surface. */
export const CONTROL_ROOT = '/control'

interface Deps {
  startElsewhere: (call: { agentId: number; calleeNumber: string; scenario?: ScenarioChoice }) => string
  pickUp: (callId: string) => boolean
  answer: (callId: string) => boolean
  hangUp: (callId: string) => boolean
  setScenario: (calleeNumber: string, choice: ScenarioChoice) => void
  publish: (agentId: number, message: unknown) => Promise<void>
  callsInPlay: () => readonly CallInPlay[]
  faults: Faults
  records: RecordStore
  live: Pick<LiveChannel, 'dropConnections' | 'restart'>
  now: () => number
}

const scenarioSchema = z.union([
  z.enum(SCENARIO_IDS),
  z.array(z.strictObject({ afterMs: z.number().min(0), state: z.enum(CALL_STATES) })).min(1)
])
const callSchema = z.strictObject({ callId: z.string() })
const DAY_MS = 86_400_000

/** The requests of the control surface, for `--help`. */
export const CONTROL_HELP: readonly (readonly [path: string, body: string])[] = [
  [
    '/scenario',
    '{"calleeNumber":"13700000000","scenario":"callee-busy"}   ("next" for the next call; or steps)'
  ],
  ['/start', '{"agentId":699861013,"calleeNumber":"13700000000"}   a call started elsewhere; "scenario" too'],
  ['/pick-up', '{"callId":"…"}   the desk phone is picked up now'],
  ['/answer', '{"callId":"…"}   the callee answers now'],
  ['/hang-up', '{"callId":"…"}'],
  ['/publish', '{"agentId":699861013,"message":{…}}   any event by hand'],
  ['/faults', '{"match":{"on":"rest","method":"POST"},"times":1,"effect":{"kind":"drop","when":"after"}}'],
  ['/faults/clear', '{}'],
  ['/records', '{"count":100000,"days":30}   adds generated calls up to now; "spread", "seed" too'],
  ['/faye', '{"action":"drop"}   or "restart", which forgets its clients']
]

/**
 * Returns the POST routes that control a simulator, and GET /control/state. Bodies must be application/json, so that
 * web pages can't send them without a CORS preflight.
 */
export function createControlRoutes(deps: Deps): Route[] {
  const post = <T>(path: string, schema: z.ZodType<T>, act: (input: T) => unknown): Route => ({
    methods: ['POST'],
    path: CONTROL_ROOT + path,
    handle: async ({ headers, body }): Promise<Reply> => {
      if (!headers['content-type']?.startsWith('application/json')) {
        return jsonReply(415, { error: 'send application/json' })
      }
      try {
        const input = schema.parse(JSON.parse(body.toString('utf8')))
        return jsonReply(200, { ok: true, result: await act(input) })
      } catch (error) {
        return jsonReply(400, { error: error instanceof Error ? error.message : String(error) })
      }
    }
  })

  return [
    {
      methods: ['GET'],
      path: `${CONTROL_ROOT}/state`,
      handle: () =>
        jsonReply(200, {
          calls: deps.callsInPlay(),
          faults: deps.faults.rules(),
          records: deps.records.count
        })
    },
    post('/scenario', z.strictObject({ calleeNumber: z.string(), scenario: scenarioSchema }), (input) =>
      deps.setScenario(input.calleeNumber, input.scenario)
    ),
    post(
      '/start',
      z.strictObject({ agentId: z.number(), calleeNumber: z.string(), scenario: scenarioSchema.optional() }),
      (input) => ({ callId: deps.startElsewhere(input) })
    ),
    post('/pick-up', callSchema, ({ callId }) => deps.pickUp(callId)),
    post('/answer', callSchema, ({ callId }) => deps.answer(callId)),
    post('/hang-up', callSchema, ({ callId }) => deps.hangUp(callId)),
    post('/publish', z.strictObject({ agentId: z.number(), message: z.unknown() }), ({ agentId, message }) =>
      deps.publish(agentId, message)
    ),
    post('/faults', faultRuleSchema, (rule) => void deps.faults.add(rule)),
    post('/faults/clear', z.strictObject({}), () => deps.faults.clear()),
    post(
      '/records',
      z.strictObject({
        count: z.number().int().min(1).max(2_000_000),
        days: z.number().positive().max(3_660),
        spread: z.enum(['even', 'office-hours', 'one-second']).optional(),
        seed: z.number().int().optional()
      }),
      ({ days, ...options }) => {
        const toMs = deps.now()
        return { count: deps.records.generate({ ...options, fromMs: toMs - days * DAY_MS, toMs }).count }
      }
    ),
    post('/faye', z.strictObject({ action: z.enum(['drop', 'restart']) }), ({ action }) =>
      action === 'drop' ? deps.live.dropConnections() : deps.live.restart()
    )
  ]
}
