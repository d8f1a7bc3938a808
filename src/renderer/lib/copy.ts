import { announcer } from './announcer.svelte'
import { commands } from './bridge'
import { i18n } from './i18n.svelte'

/** Copies `text` and says so; false when it could not be copied. */
export async function copyText(text: string): Promise<boolean> {
  const reply = await commands['clipboard:write']({ text })
  if (reply.ok) announcer.say(i18n.t.app.copied)
  else announcer.warn(i18n.error(reply.error))
  return reply.ok
}
