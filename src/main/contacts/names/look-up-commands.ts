import type { Handlers } from '../../../shared/app/contract'
import type { AppState } from '../../../shared/app/state'
import { contactNameOf } from '../../../shared/contacts/shown-name'
import { failed, succeeded } from '../../../shared/platform/result'
import { getsWholeNumbers } from '../../../shared/policy/policy'
import { samplePageValues } from '../../calls/event-pages'
import { lookUpAddress, tryLookUp, type RequestLookUp } from './look-up'

/** The commands of the look-up of names. */
export type LookUpCommands = Pick<Handlers, Extract<keyof Handlers, `look-up:${string}`>>

export function createLookUpCommands(deps: {
  state: () => Pick<AppState, 'session' | 'settings' | 'policy' | 'contactNames'>
  /** Asks the user to allow the server; false: declined. */
  confirm: (origin: string) => Promise<boolean>
  request: RequestLookUp
  openPage: (address: string) => void
}): LookUpCommands {
  return {
    'look-up:try': async ({ number }) => {
      const { session, settings, policy } = deps.state()
      if (session.kind !== 'signed-in') return failed({ code: 'signed-out' })
      if (!getsWholeNumbers(settings.privacy.isNumberMasked, policy.lockedSettings, 'lookUp')) {
        return failed({ code: 'policy-locked', field: 'lookUp' })
      }
      const digits = number.replace(/\D/g, '')
      const values = { ...samplePageValues, callee: digits === '' ? samplePageValues.callee : digits }
      const { template } = settings.lookUp
      const address = lookUpAddress(template, values)
      if (!address.ok) return address
      if (!(await deps.confirm(new URL(address.value).origin))) return failed({ code: 'cancelled' })
      // The dialog can have been open for long.
      if (deps.state().session.kind !== 'signed-in') return failed({ code: 'signed-out' })
      return tryLookUp(deps.request, template, values)
    },
    'look-up:open': ({ number }) => {
      const link = contactNameOf(deps.state().contactNames, number)?.link ?? null
      if (link === null) return failed({ code: 'not-found' })
      deps.openPage(link)
      return succeeded(undefined)
    }
  }
}
