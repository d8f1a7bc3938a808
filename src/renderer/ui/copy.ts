import { announcer } from '../platform/announcer.svelte.ts'
import { commands } from '../platform/bridge'
import { i18n } from '../platform/i18n.svelte.ts'

/** Copies `text` and announces it; returns false on failure. */
export async function copyText(text: string): Promise<boolean> {
  const reply = await commands['clipboard:write']({ text })
  if (reply.ok) announcer.say(i18n.t.app.copied)
  else announcer.warn(i18n.error(reply.error))
  return reply.ok
}
