import type { HotKeyAction, HotKeyProblem } from '../../../shared/dialling/hot-keys'
import type { SessionBus } from '../../desktop/notifications/session-bus'
import type { Clock, KeyOutcome, KeyRegistrar } from '../../platform/ports'
import { portalTrigger } from '../key-combination'
import { createShortcutsPortal } from './shortcuts-portal'

/** How many keys there can be: one for each action. */
type Keys = Map<HotKeyAction, { accelerator: string; onPress: () => void }>

/**
 * Global keys in a Wayland session: by the desktop's portal, which is asked once for all keys of a turn, and says
 * later which it assigned. Without a portal: by `xwayland`, which delivers over windows of XWayland only; null if
 * Deskline doesn't run there. `describe`: the action in words, for the desktop's own list.
 */
export function createWaylandKeys(deps: {
  bus: SessionBus
  clock: Clock
  appId: string
  describe: (action: HotKeyAction) => string
  xwayland: KeyRegistrar | null
}): KeyRegistrar {
  const { xwayland, describe } = deps
  const keys: Keys = new Map()
  const listeners: ((outcome: KeyOutcome) => void)[] = []
  let hasPortal = true
  let isDue = false
  /** Counts the questions, so that the answer to an older one is dropped. */
  let question = 0

  const portal = createShortcutsPortal({
    ...deps,
    onPress: (id) => [...keys].find(([action]) => action === id)?.[1].onPress()
  })

  const notify = (
    delivery: KeyOutcome['delivery'],
    of: (
      action: HotKeyAction,
      accelerator: string,
      onPress: () => void
    ) => string | { problem: HotKeyProblem }
  ): void => {
    const outcome: KeyOutcome = {
      delivery,
      keys: [...keys].map(([action, { accelerator, onPress }]) => {
        const found = of(action, accelerator, onPress)
        return typeof found === 'string'
          ? { action, accelerator, assigned: found === '' ? null : found, problem: null }
          : { action, accelerator, assigned: null, problem: found.problem }
      })
    }
    for (const listener of listeners) listener(outcome)
  }

  const registerWithout = (
    accelerator: string,
    onPress: () => void,
    action: HotKeyAction
  ): HotKeyProblem | null =>
    xwayland === null ? 'not-offered' : xwayland.register(accelerator, onPress, action)

  const ask = async (): Promise<void> => {
    isDue = false
    question += 1
    const mine = question
    const bound = await portal.bind(
      [...keys].map(([id, { accelerator }]) => ({
        id,
        description: describe(id),
        trigger: portalTrigger(accelerator)
      }))
    )
    if (mine !== question) return
    if (bound === 'missing') {
      hasPortal = false
      notify(xwayland === null ? 'none' : 'xwayland', (action, accelerator, onPress) => {
        const problem = registerWithout(accelerator, onPress, action)
        return problem === null ? '' : { problem }
      })
    } else {
      notify('portal', (action) => (bound === 'refused' ? null : bound.get(action)) ?? { problem: 'refused' })
    }
  }
  const askLater = (): void => {
    if (!hasPortal || isDue) return
    isDue = true
    queueMicrotask(() => void ask())
  }

  return {
    register(accelerator, onPress, action) {
      if (!hasPortal) return registerWithout(accelerator, onPress, action)
      keys.set(action, { accelerator, onPress })
      askLater()
      return null
    },
    unregister(accelerator) {
      if (!hasPortal) return xwayland?.unregister(accelerator)
      for (const [action, key] of keys) if (key.accelerator === accelerator) keys.delete(action)
      askLater()
    },
    unregisterAll() {
      keys.clear()
      if (hasPortal) askLater()
      else xwayland?.unregisterAll()
    },
    onOutcome(listener) {
      listeners.push(listener)
      // Ask even if no key is set: the settings show whether there is a portal.
      askLater()
    }
  }
}
