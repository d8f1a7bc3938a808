import type { bridgeName } from '../../shared/app/channels'
import type { Bridge } from '../../shared/app/contract'

declare global {
  interface Window {
    /** Put here by the preload. */
    readonly [bridgeName]: Bridge
  }
}

/** The preload's one object; nothing else of the window uses it by name. */
export const { commands, dropFiles, on }: Bridge = window.deskline
