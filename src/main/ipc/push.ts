import type { WebContents } from 'electron'
import type { PushName } from '../../shared/channels'
import { pushSchemas, type PushPayload } from '../../shared/contract'
import type { StateTopic } from '../../shared/state'
import type { State } from '../core/topics'

/** Sends one push to a window, checked by its contract like everything that crosses the border. */
export function push<P extends PushName>(to: WebContents, name: P, payload: PushPayload[P]): void {
  if (!to.isDestroyed()) to.send(name, pushSchemas[name].parse(payload))
}

/**
 * Tells the windows of a topic of each change of it, as whole snapshots. Changes of one turn of the event
 * loop go out together, so that a burst of events costs one repaint.
 */
export function pushState(state: State, windows: (topic: StateTopic) => WebContents[]): () => void {
  const dirty = new Set<StateTopic>()
  return state.onChange((topic) => {
    dirty.add(topic)
    if (dirty.size > 1) return
    setImmediate(() => {
      const topics = [...dirty]
      dirty.clear()
      for (const one of topics) {
        const snapshot = state.snapshot(one) as PushPayload['state:changed']
        for (const to of windows(one)) push(to, 'state:changed', snapshot)
      }
    })
  })
}
