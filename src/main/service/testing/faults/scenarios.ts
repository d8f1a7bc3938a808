import { adviceFaults } from './advice-faults'
import { burst, messageFaults } from './message-faults'
import { networkFaults } from './network-faults'
import type { FaultScenario } from './scenario'
import { serverFaults } from './server-faults'
import { transportFaults } from './transport-faults'

/** The scenarios that can be played concurrently. */
export const faultScenarios: readonly FaultScenario[] = [
  ...networkFaults,
  ...serverFaults,
  ...adviceFaults,
  ...transportFaults,
  ...messageFaults
]

/** The scenarios that must be played alone. */
export const loneFaultScenarios: readonly FaultScenario[] = [burst]
