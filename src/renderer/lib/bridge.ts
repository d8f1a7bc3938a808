import type { bridgeName } from '../../shared/channels'
import type { Bridge } from '../../shared/contract'

declare global {
  interface Window {
    /** Put here by the preload. */
    readonly [bridgeName]: Bridge
  }
}

/** The preload's one object; nothing else of the window uses it by name. */
export const { commands, dropFiles, on }: Bridge = window.deskline
