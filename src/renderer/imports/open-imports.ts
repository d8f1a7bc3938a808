import { announcer } from '../platform/announcer.svelte.ts'
import { commands } from '../platform/bridge'
import { i18n } from '../platform/i18n.svelte.ts'

/** Shows the campaigns window; `id`: with this import. Says so when it could not. */
export async function openImports(id: string | null = null): Promise<void> {
  const reply = await commands['imports:open']({ id })
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}
