import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

/** Shows the window of work lists. Announces a failure. */
export async function openWorkLists(): Promise<void> {
  const reply = await commands['work-lists:open'](undefined)
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}

/** Shows the call screen of the list that is being worked through. Announces a failure. */
export async function openWorkRun(): Promise<void> {
  const reply = await commands['work-run:open'](undefined)
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}

/** Works through a list, and shows its call screen. Announces a failure. */
export async function startWorkRun(listId: string): Promise<void> {
  const reply = await commands['work-run:start']({ listId })
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
