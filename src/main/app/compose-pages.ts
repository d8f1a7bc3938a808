import type { Result } from '../../shared/platform/result'
import { failed, succeeded } from '../../shared/platform/result'
import { pageEvents, type PageEvent } from '../../shared/app/settings'
import type { Settings } from '../../shared/app/schema'
import type { Consent } from '../platform/security/consent'
import { pageAddress, samplePageValues } from '../calls/event-pages'

/** The web pages of call events. An origin is opened only after the user confirmed it. */
export interface EventPages {
  /** Opens the page of an event; does nothing while its origin isn't confirmed. */
  open(address: string): void
  /** Opens the page of an event with sample values, after asking for confirmation if its origin is new. */
  test: (event: PageEvent) => Promise<Result<undefined>>
  /** Asks for confirmation of the new origins of the enabled pages; false: the user declined. */
  confirm: (pages: Settings['pages']) => Promise<boolean>
}

const originsOf = (pages: Settings['pages']): string[] =>
  pageEvents.flatMap((event) => {
    const { isOn, template } = pages[event]
    const address = pageAddress(template, samplePageValues)
    return isOn && address.ok ? [new URL(address.value).origin] : []
  })

/** `kept`: the settings at the start of the program; the pages enabled in them count as confirmed. */
export function composePages(deps: {
  consent: Consent
  openPage: (address: string) => void
  kept: Settings['pages']
  current: () => Settings['pages']
  onUnconfirmed: () => void
}): EventPages {
  const { consent } = deps
  // Enabling a page requires a confirmation, so pages enabled in the file are confirmed, or older than confirmations.
  consent.adopt('page', originsOf(deps.kept))

  return {
    open(address) {
      if (consent.isConfirmed('page', new URL(address).origin)) deps.openPage(address)
      else deps.onUnconfirmed()
    },
    async test(event) {
      const address = pageAddress(deps.current()[event].template, samplePageValues)
      if (!address.ok) return address
      if (!(await consent.confirm('page', [new URL(address.value).origin]))) {
        return failed({ code: 'cancelled' })
      }
      deps.openPage(address.value)
      return succeeded(undefined)
    },
    confirm: (pages) => consent.confirm('page', originsOf(pages))
  }
}
