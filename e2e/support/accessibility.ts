import { expect, type Page } from '@playwright/test'
import axeCore from 'axe-core'

/** The rules for structure: names, roles, focus, target size; the colours are checked in each theme. */
const options: axeCore.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {
    // Chromium makes an area that scrolls focusable by itself when it has no controls.
    'scrollable-region-focusable': { enabled: false }
  }
}
const themes = ['light', 'dark'] as const

/** What a page violates, a line for each element. Axe is injected by the debugger, so the page's policy stays. */
async function violations(page: Page, runOptions: axeCore.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source)
  return page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    const found = await axe.run(document, { ...given, resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`)
    )
  }, runOptions)
}

/** Waits until the page has the colours of a theme. */
async function showTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.evaluate(async (theme) => {
    await window.deskline.commands['settings:change']({ theme })
  }, theme)
  await page.waitForFunction(
    (theme) =>
      document.documentElement.dataset['theme'] === theme &&
      document
        .getAnimations()
        .every(
          (one) => one.playState !== 'running' || Number(one.effect?.getComputedTiming().endTime) > 1_000
        ),
    theme
  )
}

/** Expects a view without accessibility violations in both themes. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  await showTheme(page, 'light')
  expect.soft(await violations(page, options), `${view}, light`).toEqual([])
  await showTheme(page, 'dark')
  // Only the colours differ.
  expect
    .soft(await violations(page, { runOnly: { type: 'rule', values: ['color-contrast'] } }), `${view}, dark`)
    .toEqual([])
}
