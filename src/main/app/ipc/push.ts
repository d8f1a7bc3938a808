import type { WebContents } from 'electron'
import type { PushName } from '../../../shared/app/channels'
import { pushSchemas, type PushPayload } from '../../../shared/app/contract'
import type { StateTopic } from '../../../shared/app/state'
import type { Clock } from '../../platform/ports'
import { createThrottle } from '../../platform/throttle'
import type { OutputMask } from './output-mask'
import type { StateStore } from '../../platform/state-store'

/** Sends a push to a window, validated against its schema, and masked. */
export function push<P extends PushName>(
  to: WebContents,
  name: P,
  payload: PushPayload[P],
  mask: Pick<OutputMask, 'push'>
): void {
  if (!to.isDestroyed()) to.send(name, mask.push(name, pushSchemas[name].parse(payload) as PushPayload[P]))
}

/** Minimum interval between pushes of snapshots, in ms. */
const pushEveryMs = 40

/**
 * Sends each changed topic to its windows as a whole snapshot. Changes within one turn of the event loop are sent
 * together; a burst of changes is throttled, and the last snapshot of each topic is always sent.
 */
export function pushState(
  state: StateStore,
  windows: (topic: StateTopic) => WebContents[],
  clock: Clock,
  mask: Pick<OutputMask, 'push' | 'isOn'>
): () => void {
  const dirty = new Set<StateTopic>()
  let wasMasked = mask.isOn()
  const sending = createThrottle(clock, pushEveryMs, () => {
    const topics = [...dirty]
    dirty.clear()
    for (const topic of topics) {
      const snapshot = state.snapshot(topic) as PushPayload['state:changed']
      for (const to of windows(topic)) push(to, 'state:changed', snapshot, mask)
    }
  })
  const off = state.onChange((topic) => {
    dirty.add(topic)
    if (mask.isOn() !== wasMasked) {
      wasMasked = mask.isOn()
      for (const name of Object.keys(state.all())) dirty.add(name as StateTopic)
    }
    sending.call()
  })
  return () => {
    off()
    sending.cancel()
  }
}
