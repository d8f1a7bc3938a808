import type { Page } from '@playwright/test'

/** When the text of a call's step was in the document, and when it was painted; epoch ms of the page's clock. */
export interface Stamp {
  changedAtMs: number
  paintedAtMs: number
}

declare global {
  interface Window {
    stamps: Record<string, Stamp>
  }
}

/** Makes the page stamp each new name of a call's card (`138 0013 8000: Talking`), once. */
export async function stampCards(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.stamps = {}
    const now = (): number => performance.timeOrigin + performance.now()
    const look = (): void => {
      for (const card of document.querySelectorAll('article[aria-label]')) {
        const name = card.getAttribute('aria-label') ?? ''
        if (name in window.stamps) continue
        const stamp: Stamp = { changedAtMs: now(), paintedAtMs: NaN }
        window.stamps[name] = stamp
        // The frame is drawn after the next animation frame's callbacks; a task posted there runs after it was drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => (stamp.paintedAtMs = now())
          port2.postMessage(null)
        })
      }
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-label']
    })
  })
}

/** The stamp of a card's name; null until it is painted. */
export const stampOf = (page: Page, name: string): Promise<Stamp | null> =>
  page.evaluate((wanted) => {
    const stamp = window.stamps[wanted]
    return stamp === undefined || Number.isNaN(stamp.paintedAtMs) ? null : stamp
  }, name)

/** How far the page's clock is ahead of this process's, in ms; from the fastest of many round trips. */
export async function clockOffsetMs(page: Page, now: () => number): Promise<number> {
  let best = { tripMs: Infinity, offsetMs: 0 }
  for (let turn = 0; turn < 100; turn += 1) {
    const askedAtMs = now()
    const pageMs = await page.evaluate(() => performance.timeOrigin + performance.now())
    const answeredAtMs = now()
    const tripMs = answeredAtMs - askedAtMs
    if (tripMs < best.tripMs) best = { tripMs, offsetMs: pageMs - (askedAtMs + answeredAtMs) / 2 }
  }
  return best.offsetMs
}
