import type { PolicyState } from '../../shared/policy/schema'
import { closedPolicy, noPolicy, type Policy } from './policy-schema'
import { createSettingsLayers, type SettingsLayers } from './settings-layers'

/** What this computer's administrator set, as it was found at the start. */
export type PolicyFinding =
  | { kind: 'none' }
  | { kind: 'policy'; policy: Policy; place: string }
  | {
      kind: 'problem'
      problem: NonNullable<PolicyState['problem']>['kind']
      place: string
      details: string[]
    }

/** The copy of the policy that was in force last. */
export interface PolicyCopy {
  /** Null: none, or it can't be read. */
  read(): Policy | null
  /** Null removes it. */
  write(policy: Policy | null): void
}

/** The policy of this run. */
export interface PolicyInForce {
  policy: Policy
  layers: SettingsLayers
  /** Nothing may be changed, and no account may be added. */
  isClosed: boolean
  state: PolicyState
}

/**
 * Decides which policy holds. One that can't be applied doesn't unlock anything: the one that was in force last still
 * holds, and without one, nothing can be changed and numbers are masked until the administrator has corrected it.
 */
export function policyInForce(found: PolicyFinding, copy: PolicyCopy): PolicyInForce {
  const last = found.kind === 'problem' ? copy.read() : null
  if (found.kind !== 'problem') copy.write(found.kind === 'policy' ? found.policy : null)
  const isClosed = found.kind === 'problem' && last === null
  const policy = found.kind === 'policy' ? found.policy : isClosed ? closedPolicy : (last ?? noPolicy)
  const layers = createSettingsLayers(policy, isClosed)
  const { account = {} } = policy.locked ?? {}
  return {
    policy,
    layers,
    isClosed,
    state: {
      organisation: policy.organisation ?? null,
      lockedSettings: [...layers.locked],
      isClosed,
      lockedAccount: (['server', 'tenantId', 'agentIds', 'callerNumbers', 'salesman'] as const).filter(
        (part) => account[part] !== undefined
      ),
      account: {
        server: account.server ?? policy.preset?.account?.server ?? null,
        tenantId: account.tenantId ?? policy.preset?.account?.tenantId ?? null
      },
      problem:
        found.kind === 'problem'
          ? {
              kind: found.problem,
              place: found.place.slice(0, 500),
              details: found.details.slice(0, 20).map((text) => text.slice(0, 500))
            }
          : null
    }
  }
}

/** The address of updates and the key of their signatures; null: there are none. */
export const updatesOf = ({ policy }: PolicyInForce): NonNullable<Policy['updates']> | null =>
  policy.updates ?? null
