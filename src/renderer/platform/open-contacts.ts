import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

/** Shows the contacts window. Announces a failure. */
export async function openContacts(): Promise<void> {
  const reply = await commands['contacts:open'](undefined)
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
