import type { Agents } from '../agents'
import type { CallsInPlay } from '../live/calls-in-play'
import type { Campaigns } from '../campaigns'
import type { NumberScenarios } from '../live/demo-numbers'
import type { RecordStore } from '../records/record-store'
import { emptyReply, jsonReply, type Reply } from './reply'
import type { PathParameters, Route, ServiceRequest } from './router'
import { refuse, type Refusal } from './service-errors'
import { checkAgentId, checkNumber, checkNumberList, checkSalesmanCode, checkTime } from './validation'

/** The path of the document's apiPrefix. */
export const API_ROOT = '/api/v31'

interface Deps {
  tenantId: string
  accessToken: string
  isTokenRequiredEverywhere: boolean
  isBusyRefused: boolean
  agents: Agents
  calls: CallsInPlay
  scenarios: NumberScenarios
  records: RecordStore
  campaigns: Campaigns
}

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** The four REST calls of the document. */
export function createRestRoutes(deps: Deps): Route[] {
  /** Checks the tenant, then the token, which the document shows only for queryByPeriod and is optional elsewhere. */
  const findObjection = (
    { query }: ServiceRequest,
    { tenantId }: PathParameters,
    isTokenRequired: boolean
  ): Refusal | null => {
    if (tenantId !== deps.tenantId) return { name: 'tenant-unknown' }
    const token = query.get('access_token')
    if (token === null || token === '') {
      return isTokenRequired ? { name: 'token-missing', field: 'access_token' } : null
    }
    return token === deps.accessToken ? null : { name: 'token-wrong', field: 'access_token' }
  }

  const guarded =
    (
      handle: (request: ServiceRequest, parameters: PathParameters) => Reply,
      isTokenRequired = deps.isTokenRequiredEverywhere
    ): Route['handle'] =>
    (request, parameters) => {
      const objection = findObjection(request, parameters, isTokenRequired)
      return objection ? refuse(objection) : handle(request, parameters)
    }

  /** 一、发起呼叫 */
  const startCall = ({ body }: ServiceRequest): Reply => {
    const fields = parseObject(body)
    if (!fields) return refuse({ name: 'body-not-json' })
    const calleeNumber = checkNumber(fields['calleeNumber'], 'calleeNumber')
    if ('refusal' in calleeNumber) return refuse(calleeNumber.refusal)
    if (calleeNumber.value === null) return refuse({ name: 'value-missing', field: 'calleeNumber' })
    const callerNumber = checkNumber(fields['callerNumber'], 'callerNumber')
    if ('refusal' in callerNumber) return refuse(callerNumber.refusal)
    const agentId = checkAgentId(fields['agentId'])
    if ('refusal' in agentId) return refuse(agentId.refusal)
    const salesmanCode = checkSalesmanCode(fields['salesmanCode'])
    if ('refusal' in salesmanCode) return refuse(salesmanCode.refusal)

    const resolved = deps.agents.resolve(agentId.value, callerNumber.value, salesmanCode.value)
    if ('refusal' in resolved) return refuse(resolved.refusal)
    const { caller } = resolved
    if (deps.isBusyRefused && caller.agentId !== null && deps.calls.isBusy(caller.agentId)) {
      return refuse({ name: 'phone-busy', field: 'agentId' })
    }
    const scenario = deps.scenarios.take(calleeNumber.value)
    return jsonReply(200, { callId: deps.calls.start(caller, calleeNumber.value, scenario) })
  }

  /** 二、查询一通呼叫 */
  const findCall = (_request: ServiceRequest, { callId = '' }: PathParameters): Reply => {
    const record = deps.records.find(callId)
    return record ? jsonReply(200, record.body()) : refuse({ name: 'call-unknown' })
  }

  /** 三、按时间段查询呼叫 */
  const queryByPeriod = ({ query }: ServiceRequest): Reply => {
    const start = checkTime(query.get('startTime'), 'startTime')
    if ('refusal' in start) return refuse(start.refusal)
    const end = checkTime(query.get('endTime'), 'endTime')
    if ('refusal' in end) return refuse(end.refusal)
    if (end.value < start.value) return refuse({ name: 'period-reversed', field: 'endTime' })
    const records = deps.records.findPeriod(start.value, end.value)
    if (!records) return refuse({ name: 'too-many-rows' })
    return jsonReply(200, { calls: records.map((record) => record.body()) })
  }

  /** 四、导号到号码库: accepts or refuses a request as a whole. */
  const importNumbers = ({ body }: ServiceRequest, { campaignId = '' }: PathParameters): Reply => {
    if (!deps.campaigns.has(campaignId)) return refuse({ name: 'campaign-unknown' })
    const fields = parseObject(body)
    if (!fields) return refuse({ name: 'body-not-json' })
    const numbers = checkNumberList(fields['numbers'])
    if ('refusal' in numbers) return refuse(numbers.refusal)
    deps.campaigns.accept(campaignId, numbers.value)
    return emptyReply()
  }

  const calls = `${API_ROOT}/tserver/tenants/:tenantId/calls`
  return [
    { methods: ['POST'], path: calls, handle: guarded(startCall) },
    { methods: ['GET'], path: `${calls}/queryByPeriod`, handle: guarded(queryByPeriod, true) },
    { methods: ['GET'], path: `${calls}/:callId`, handle: guarded(findCall) },
    {
      methods: ['POST'],
      path: `${API_ROOT}/outbound/tenants/:tenantId/campaigns/:campaignId/numbers`,
      handle: guarded(importNumbers)
    }
  ]
}
