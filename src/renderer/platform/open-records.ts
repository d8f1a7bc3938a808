import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

/** Shows the records window, with the page of the call `id` if given. Announces a failure. */
export async function openRecords(id: string | null = null): Promise<void> {
  const reply = await commands['records:open']({ id })
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
