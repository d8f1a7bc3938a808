import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

/** Shows the contacts window, with the contact `id` selected if given. Announces a failure. */
export async function openContacts(id: string | null = null): Promise<void> {
  const reply = await commands['contacts:open']({ id })
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
