import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

/** Shows the campaigns window, with the import `id` if given. Announces a failure. */
export async function openImports(id: string | null = null): Promise<void> {
  const reply = await commands['imports:open']({ id })
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
