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

/**
 * The chosen elements that look exactly like one beside them that isn't chosen. In forced colours backgrounds and
 * shadows are the system's, so that a choice shown by them alone is lost.
 */
const unmarkedChoices = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const states = ['aria-selected', 'aria-checked', 'aria-pressed', 'aria-current']
    const properties = ['background-color', 'color', 'border', 'outline', 'font-weight', 'text-decoration']
    const looks = (element: Element): string =>
      [element, ...element.querySelectorAll('*')]
        .flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)))
        .map((style) =>
          [
            style.content,
            style.display,
            style.visibility,
            ...properties.map((name) => style.getPropertyValue(name))
          ].join()
        )
        .join(' ')
    /** Text of its own would differ anyway, and isn't what shows the choice. */
    const shape = (element: Element): string =>
      [...element.querySelectorAll('*')].map(({ tagName }) => tagName).join()
    return states.flatMap((state) =>
      [...document.querySelectorAll(`[${state}="true"], [${state}="page"]`)].flatMap((chosen) => {
        const others = [...(chosen.parentElement?.children ?? [])].filter(
          (other) =>
            other !== chosen &&
            other.tagName === chosen.tagName &&
            (other.getAttribute(state) ?? 'false') === 'false'
        )
        const isLost = others.some(
          (other) =>
            shape(other) === shape(chosen) &&
            looks(other) === looks(chosen) &&
            !chosen.matches(':focus-within')
        )
        return isLost ? [`${state}: ${chosen.outerHTML.slice(0, 200)}`] : []
      })
    )
  })

/** The animations that move something. */
const movements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { effect } = animation
      if (!(effect instanceof KeyframeEffect) || animation.playState !== 'running') return []
      // A change within a frame or two doesn't move.
      if (Number(effect.getComputedTiming().duration) < 50) return []
      const still = ['offset', 'computedOffset', 'easing', 'composite', 'opacity', 'color', 'backgroundColor']
      const moved = effect
        .getKeyframes()
        .flatMap((frame) => Object.keys(frame).filter((name) => !still.includes(name)))
      return moved.length === 0 ? [] : [`${moved.join()}: ${effect.target?.outerHTML.slice(0, 200)}`]
    })
  )

/** Expects the view to stay readable in forced colours, and nothing to move with reduced motion. */
async function expectAdaptive(page: Page, view: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  try {
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
    expect.soft(await unmarkedChoices(page), `${view}, forced colours`).toEqual([])
    expect.soft(await movements(page), `${view}, reduced motion`).toEqual([])
  } finally {
    await page.emulateMedia({ forcedColors: null, reducedMotion: null })
  }
}

/** Expects a view without accessibility violations in both themes, in forced colours and with reduced motion. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  await showTheme(page, 'light')
  expect.soft(await violations(page, options), `${view}, light`).toEqual([])
  await showTheme(page, 'dark')
  // Only the colours differ.
  expect
    .soft(await violations(page, { runOnly: { type: 'rule', values: ['color-contrast'] } }), `${view}, dark`)
    .toEqual([])
  await expectAdaptive(page, view)
}
