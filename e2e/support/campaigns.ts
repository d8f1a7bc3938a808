import type { Page } from '@playwright/test'
import type { ImportDraft, ImportsState, ImportSummary } from '../../src/shared/imports/state-schema'
import type { Deskline } from './deskline'

/** Opens the campaigns window as the main window does. */
export async function openCampaigns(deskline: Deskline, id: string | null = null): Promise<Page> {
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.evaluate((of) => window.deskline.commands['imports:open']({ id: of }), id)
  const page = await opened
  await page.waitForLoadState('load')
  return page
}

/** The state of imports and draft as a window gets it. */
export async function importsOf(page: Page): Promise<{ imports: ImportsState; draft: ImportDraft }> {
  const reply = await page.evaluate(() => window.deskline.commands['app:state'](undefined))
  if (!reply.ok) throw new Error(reply.error.code)
  return { imports: reply.value.imports.value, draft: reply.value.importDraft.value }
}

/** The newest import; null: none yet. */
export async function newestImport(page: Page): Promise<ImportSummary | null> {
  return (await importsOf(page)).imports.imports[0] ?? null
}

/** The number of the draft's numbers that would be sent; null: unknown yet. */
export async function readyNumbers(page: Page): Promise<number | null> {
  const { check, isDoubtfulIncluded } = (await importsOf(page)).draft
  if (check.kind !== 'ready') return null
  return check.summary.valid + (isDoubtfulIncluded ? check.summary.doubtful : 0)
}
