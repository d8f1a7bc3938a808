import type { Bridge } from '../../src/shared/app/contract'

declare global {
  interface Window {
    /** What the preload puts into the page. */
    readonly deskline: Bridge
  }
}
