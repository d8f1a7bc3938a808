import { app } from 'electron'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ownFile, writeAtomicSync } from '../platform/files/atomic-file'
import { findPolicy, readPolicyFile, type FoundPolicy } from '../policy/files/policy-source'
import { readPolicyBytes } from '../policy/parsing/policy-reading'
import { policyInForce, type PolicyCopy, type PolicyInForce } from '../policy/policy-in-force'

/** The copy of the policy in the user-data folder. A user can change it, so it counts only while the policy is broken. */
function policyCopy(path: string): PolicyCopy {
  return {
    read() {
      try {
        const reading = readPolicyBytes(readFileSync(path))
        return reading.ok ? reading.policy : null
      } catch {
        return null
      }
    },
    write(policy) {
      try {
        if (policy === null) rmSync(path, { force: true })
        else writeAtomicSync(path, JSON.stringify(policy), ownFile)
      } catch {
        // Without a copy, a policy that breaks later closes more.
      }
    }
  }
}

/** Finds the policy of this computer. Only a program run from source takes another place, for tests. */
export function findThisPolicy(): FoundPolicy {
  const place = app.isPackaged ? undefined : process.env['DESKLINE_POLICY_FILE']
  if (place === undefined) return findPolicy()
  return readPolicyFile(place, [0, process.getuid?.() ?? 0])
}

/** The policy of this run. */
export const composePolicy = (userData: string): PolicyInForce =>
  policyInForce(findThisPolicy(), policyCopy(join(userData, 'policy-in-force.json')))
