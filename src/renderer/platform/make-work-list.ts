import type { WorkSource } from '../../shared/work-lists/schema'
import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

/** Makes a work list from a source; the window of work lists shows its progress. Announces a failure. */
export async function makeWorkList(source: WorkSource): Promise<void> {
  const reply = await commands['work-lists:make']({ source })
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
