import type { Links } from '../../shared/dialling/schema'
import type { Neighbours } from '../platform/neighbours'
import type { StateStore } from '../platform/state-store'
import { createPhoneLinks } from '../dialling/os/links'
import type { UserFiles } from './user-files/user-files'

/** Phone links of the operating system, published as the state topic `links`. */
export interface LinkSettings {
  /**
   * Publishes which program opens the links at present. Not done at the start of the program: on Linux it runs shell
   * scripts that cost about as much as opening the window.
   */
  refresh(): Promise<void>
  /** Makes Deskline the default program, or restores the former one. Failures are published, not thrown. */
  set(isOurs: boolean): Promise<void>
}

/** Persists the former default programs, so that they can be restored. */
export function composeLinks(deps: {
  state: StateStore
  neighbours: Pick<Neighbours, 'watch'>
  files: Pick<UserFiles, 'formerLinkHandlers'>
}): LinkSettings {
  const { state } = deps
  const former = deps.files.formerLinkHandlers
  const phoneLinks = createPhoneLinks(deps.neighbours)
  const publish = async (problem: Links['problem']): Promise<void> =>
    state.set('links', { schemes: await phoneLinks.read(), problem })

  return {
    refresh: () => publish(null),
    async set(isOurs) {
      if (isOurs) {
        const { tel, callto } = await phoneLinks.read()
        if (!tel.isOurs) former.write({ tel: tel.handler, callto: callto.handler })
      }
      await publish(await phoneLinks.set(isOurs, former.read()))
    }
  }
}
