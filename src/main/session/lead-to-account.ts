import { accountRefusal } from '../../shared/session/account-refusal'
import type { StateStore } from '../platform/state-store'

/**
 * Calls `show` when the service refuses a value of the account for the first time in this run; later refusals of the
 * same value are only notices. Returns a cancel function.
 */
export function leadToAccount(state: StateStore, show: () => void): () => void {
  /** The request that waits for its reply: refusals of earlier runs don't lead anywhere. */
  let requested: string | null = null
  const shown = new Set<string>()
  return state.onChange((topic) => {
    const session = state.get('session')
    if (topic !== 'calls' || session.kind !== 'signed-in') return
    const calls = state.get('calls')
    requested = calls.find(({ step }) => step === 'requesting')?.key ?? requested
    const refusal = accountRefusal(calls, session.account)
    if (refusal === null || refusal.key !== requested) return
    const value = `${refusal.field} ${refusal.value}`
    if (shown.has(value)) return
    shown.add(value)
    show()
  })
}
