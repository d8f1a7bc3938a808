import type { Refusal } from './rest/service-errors'

/** A desk phone (固定话机) with its bound caller number and salesman. */
export interface Agent {
  agentId: number
  /** 绑定的主叫号码; several desk phones may share one. */
  callerNumber: string
  /** 绑定的销售员. */
  salesmanCode?: string
}

/** The default caller number of a desk phone. */
export const DEFAULT_CALLER_NUMBER = '02155550101'

export interface Salesman {
  code: string
  /** True when a call named a code that didn't exist yet. */
  isCreatedByCall: boolean
}

/** The calling phone. `agentId` is null for a mobile phone (移动话机), which has no channel either. */
export interface Caller {
  agentId: number | null
  callerNumber: string
  salesmanCode: string | null
}

export interface Agents {
  readonly agents: readonly Agent[]
  find: (agentId: number) => Agent | undefined
  salesmen: () => readonly Salesman[]
  /** Resolves the phone and salesman of a request (发起呼叫); creates an unknown salesman. */
  resolve: (
    agentId: number | null,
    callerNumber: string | null,
    salesmanCode: string | null
  ) => { caller: Caller } | { refusal: Refusal }
}

export function createAgents(agents: readonly Agent[], mobilePhones: readonly string[]): Agents {
  const byId = new Map(agents.map((agent) => [agent.agentId, agent]))
  const salesmen = new Map<string, Salesman>()
  for (const { salesmanCode } of agents) {
    if (salesmanCode) salesmen.set(salesmanCode, { code: salesmanCode, isCreatedByCall: false })
  }

  const phoneOf = (agentId: number | null, callerNumber: string | null): Agent | Refusal | 'mobile' => {
    if (agentId !== null) return byId.get(agentId) ?? { name: 'agent-unknown', field: 'agentId' }
    if (callerNumber === null) return { name: 'value-missing', field: 'agentId' }
    const bound = agents.filter((agent) => agent.callerNumber === callerNumber)
    if (bound.length > 1) return { name: 'caller-shared', field: 'agentId' }
    if (bound[0]) return bound[0]
    return mobilePhones.includes(callerNumber) ? 'mobile' : { name: 'caller-unbound', field: 'callerNumber' }
  }

  return {
    agents,
    find: (agentId) => byId.get(agentId),
    salesmen: () => [...salesmen.values()],
    resolve: (agentId, callerNumber, salesmanCode) => {
      const phone = phoneOf(agentId, callerNumber)
      if (phone !== 'mobile' && 'name' in phone) return { refusal: phone }
      const agent = phone === 'mobile' ? null : phone
      const code = salesmanCode ?? agent?.salesmanCode ?? null
      if (code !== null && !salesmen.has(code)) salesmen.set(code, { code, isCreatedByCall: true })
      return {
        caller: {
          agentId: agent?.agentId ?? null,
          callerNumber: callerNumber ?? agent?.callerNumber ?? '',
          salesmanCode: code
        }
      }
    }
  }
}
