import { getsWholeNumbers } from '../../shared/policy/policy'
import type { Settings } from '../../shared/app/schema'
import type { Account } from '../../shared/session/schema'
import { samplePageValues, type PageValues } from '../calls/event-pages'
import { createLookUp, lookUpAddress, type LookUp, type RequestLookUp } from '../contacts/names/look-up'
import { createLookUpCommands, type LookUpCommands } from '../contacts/names/look-up-commands'
import { systemClock } from '../platform/clock'
import type { Consent } from '../platform/security/consent'
import { systemProxyFor } from '../platform/security/system-proxy'
import type { StateStore } from '../platform/state-store'
import { once } from './once'

/** The look-up of names at a server that the user chose. */
export interface ComposedLookUp {
  commands: LookUpCommands
  /** Asks for confirmation of a new server that is on; false: the user declined. */
  confirm: (lookUp: Settings['lookUp']) => Promise<boolean>
  /** The names for the calls of an account. `onLater`: names can be asked for again. */
  open(account: Account, onLater: () => void): Pick<LookUp, 'ask' | 'known'> & { close: () => void }
  close(): Promise<void>
}

/** The values of the template for a number: those of its newest call, as far as there is one. */
function valuesOf(state: StateStore, account: Account, callee: string): PageValues {
  const call = state.get('calls').find((one) => one.callee === callee)
  return {
    callee,
    caller: call?.caller ?? '',
    call: call?.callId ?? '',
    agent: String(account.agentId),
    salesman: account.salesmanCode ?? ''
  }
}

/** Wires the look-up together. Its requests' adapter is loaded on first use. */
export function composeLookUp(deps: {
  state: StateStore
  consent: Consent
  openPage: (address: string) => void
}): ComposedLookUp {
  const { state, consent } = deps
  const client = once(async () =>
    (await import('../contacts/client/look-up-request')).createLookUpClient({ resolveProxy: systemProxyFor })
  )
  const request: RequestLookUp = async (address, signal) => (await client.get()).request(address, signal)
  const originsOf = ({ isOn, template }: Settings['lookUp']): string[] => {
    const address = lookUpAddress(template, samplePageValues)
    return isOn && address.ok ? [new URL(address.value).origin] : []
  }
  // It can be switched on only with a confirmation.
  consent.adopt('lookUp', originsOf(state.get('settings').lookUp))

  return {
    commands: createLookUpCommands({
      state: () => state.all(),
      confirm: (origin) => consent.confirm('lookUp', [origin]),
      request,
      openPage: deps.openPage
    }),
    confirm: (lookUp) => consent.confirm('lookUp', originsOf(lookUp)),
    open(account, onLater) {
      let former = state.get('settings').lookUp
      const lookUp = createLookUp({
        clock: systemClock,
        request,
        addressOf(number) {
          const { lookUp: own, privacy } = state.get('settings')
          const { lockedSettings } = state.get('policy')
          const isAsked = own.isOn && getsWholeNumbers(privacy.isNumberMasked, lockedSettings, 'lookUp')
          const address = isAsked ? lookUpAddress(own.template, valuesOf(state, account, number)) : null
          if (address?.ok !== true) return null
          return consent.isConfirmed('lookUp', new URL(address.value).origin) ? address.value : null
        },
        onLater
      })
      const off = state.onChange((topic) => {
        const current = state.get('settings').lookUp
        if (topic !== 'settings' || JSON.stringify(current) === JSON.stringify(former)) return
        former = current
        lookUp.reset()
        onLater()
      })
      return {
        ask: lookUp.ask,
        known: lookUp.known,
        close() {
          off()
          lookUp.reset()
        }
      }
    },
    close: async () => (await client.made())?.close()
  }
}
