import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PolicyProblem } from '../../../shared/policy/policy'
import { decodeText } from '../../platform/files/read-json'
import {
  maxPolicyBytes,
  readPolicyBytes,
  readPolicyValue,
  type PolicyReading
} from '../parsing/policy-reading'
import { readRegistryPolicy, registryKey } from '../parsing/registry-policy'
import type { Policy } from '../policy-schema'
import { readProtected } from './protected-file'

/** What this computer's administrator set. `place`: where it was found. */
export type FoundPolicy =
  | { kind: 'none' }
  | { kind: 'policy'; policy: Policy; place: string }
  | { kind: 'problem'; problem: PolicyProblem; place: string; details: string[] }

/** Runs a tool of the system; null if it fails. */
export type RunTool = (program: string, args: readonly string[]) => Uint8Array | null

const toolLimitMs = 5_000
const root = 0
const managedPreferences = '/Library/Managed Preferences/com.deskline.app.plist'

const runTool: RunTool = (program, args) => {
  try {
    return execFileSync(program, args, {
      timeout: toolLimitMs,
      maxBuffer: maxPolicyBytes,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true
    })
  } catch {
    return null
  }
}

const found = (place: string, reading: PolicyReading): FoundPolicy =>
  reading.ok
    ? { kind: 'policy', policy: reading.policy, place }
    : { kind: 'problem', problem: reading.kind, place, details: reading.details }

/** Reads a policy file that only an administrator could have written. */
export function readPolicyFile(path: string, trusted: readonly number[] = [root]): FoundPolicy {
  const reading = readProtected(path, { maxBytes: maxPolicyBytes, trusted })
  switch (reading.kind) {
    case 'none':
      return reading
    case 'bytes':
      return found(path, readPolicyBytes(reading.bytes))
    case 'unreadable':
      return { kind: 'problem', problem: 'unreadable', place: path, details: [reading.reason] }
    case 'not-protected':
      return { kind: 'problem', problem: 'not-protected', place: path, details: [reading.path] }
  }
}

/** The policy that a management service installed, or the file's. */
function readMac(run: RunTool): FoundPolicy {
  if (!existsSync(managedPreferences)) {
    return readPolicyFile('/Library/Application Support/Deskline/policy.json')
  }
  const json = run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', managedPreferences])
  return json === null
    ? { kind: 'problem', problem: 'unreadable', place: managedPreferences, details: ['plutil'] }
    : found(managedPreferences, readPolicyBytes(json))
}

/**
 * The group policy. Only administrators write below `Policies`, and an export, unlike a query, has every character
 * of the values.
 */
function readWindows(run: RunTool): FoundPolicy {
  const reg = 'C:\\Windows\\System32\\reg.exe'
  if (run(reg, ['query', registryKey, '/reg:64']) === null) return { kind: 'none' }
  const folder = mkdtempSync(join(tmpdir(), 'deskline-policy-'))
  const file = join(folder, 'policy.reg')
  try {
    run(reg, ['export', registryKey, file, '/y', '/reg:64'])
    const text = decodeText(readFileSync(file))
    return found(registryKey, readPolicyValue(readRegistryPolicy(text)))
  } catch {
    return { kind: 'problem', problem: 'unreadable', place: registryKey, details: ['reg export'] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Reads the policy of this computer. */
export function findPolicy(
  platform: NodeJS.Platform = process.platform,
  run: RunTool = runTool
): FoundPolicy {
  if (platform === 'win32') return readWindows(run)
  return platform === 'darwin' ? readMac(run) : readPolicyFile('/etc/deskline/policy.json')
}
