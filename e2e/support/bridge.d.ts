import type { Bridge } from '../../src/shared/app/contract'

declare global {
  interface Window {
    /** The object the preload exposes to the page. */
    readonly deskline: Bridge
  }
}
