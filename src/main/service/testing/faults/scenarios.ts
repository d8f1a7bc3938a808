import { adviceFaults } from './advice-faults'
import { burst, messageFaults } from './message-faults'
import { networkFaults } from './network-faults'
import type { FaultScenario } from './scenario'
import { serverFaults } from './server-faults'
import { transportFaults } from './transport-faults'

/** Every scenario that can be played beside others. */
export const faultScenarios: readonly FaultScenario[] = [
  ...networkFaults,
  ...serverFaults,
  ...adviceFaults,
  ...transportFaults,
  ...messageFaults
]

/** Those that need the machine for themselves. */
export const loneFaultScenarios: readonly FaultScenario[] = [burst]
