import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** A distinct mobile number for each `n` below 100 million. */
export const mobileNumber = (n: number): string => `138${String(n).padStart(8, '0')}`

/** Writes lines as GBK, as a CRM in China does; encoded by iconv. */
export function writeGbk(path: string, lines: readonly string[]): void {
  const input = `${lines.join('\r\n')}\r\n`
  writeFileSync(path, execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input, maxBuffer: 100_000_000 }))
}

/** Drags files from the desktop over a page and drops them, as the system's drag and drop does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  // Wait between movements as a real drag does: the page's answer to one counts for the next.
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data })
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    )
  }
  await session.detach()
}
