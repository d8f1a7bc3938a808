import { app } from 'electron'
import type { DesktopMessages } from '../../shared/messages/en/desktop'
import { setOpenedAtLogin } from '../desktop/autostart'
import { programWords } from '../desktop/desktop-entry'
import { dialCommand, shortcutDesktopOf } from '../dialling/desktop-shortcut'
import { createPhoneLinks } from '../dialling/os/links'
import { createShortcutWriter } from '../dialling/os/shortcut-writer'
import { reasonOf, type Keytar } from '../session/key-store/key-store'
import { keyStoreService } from '../session/key-store/vault-messages'

/** How long the key store may take, in ms: it may ask for a password that the user doesn't enter. */
const keyStoreLimitMs = 20_000

/** The part of keytar that only this command uses. */
interface FindCredentials {
  findCredentials(service: string): Promise<{ account: string }[]>
}

/** Removes every access token of the key store and returns their number; null: it can't be read. */
async function removeTokens(): Promise<number | null> {
  const remove = async (): Promise<number> => {
    const keytar = (await import('keytar')).default as Keytar & FindCredentials
    const found = await keytar.findCredentials(keyStoreService)
    for (const { account } of found) await keytar.deletePassword(keyStoreService, account)
    return found.length
  }
  const giveUp = new Promise<null>((resolve) => setTimeout(() => resolve(null), keyStoreLimitMs))
  return Promise.race([
    remove().catch((problem: unknown) => (reasonOf(problem) === 'vault-missing' ? 0 : null)),
    giveUp
  ])
}

/** The phone links, without a state in which an unresponsive tool would be shown. */
const phoneLinks = () => createPhoneLinks({ watch: () => undefined })

/** Removes the desktop's own shortcut that dials. True: removed; false: it is still there; null: there was none. */
async function removeShortcut(): Promise<boolean | null> {
  const desktop = shortcutDesktopOf(process.env['XDG_CURRENT_DESKTOP'] ?? '')
  const writer = createShortcutWriter(desktop, { name: '', command: dialCommand(programWords()) })
  return writer !== null && (await writer.isSet()) ? writer.remove() : null
}

/**
 * Removes what Deskline wrote outside of its own folder: the entry of the log-in, the choice for phone links, the
 * desktop's shortcut, the access tokens. Uninstallers run it, and users before they uninstall. Resolves with what to print.
 */
export async function cleanUp(
  words: DesktopMessages['cleanUp']
): Promise<{ text: string; exitCode: number }> {
  const isLoginOff = await setOpenedAtLogin(false)
  const linkProblem = await phoneLinks().set(false, { tel: null, callto: null })
  const shortcut = await removeShortcut()
  const tokens = await removeTokens()
  const lines = [
    isLoginOff ? words.login : words.failed.login,
    linkProblem === null ? words.links : words.failed.links,
    ...(shortcut === null ? [] : [shortcut ? words.shortcut : words.failed.shortcut]),
    tokens === null ? words.failed.token : words.token(tokens),
    words.data(app.getPath('userData'))
  ]
  const isDone = isLoginOff && linkProblem === null && shortcut !== false && tokens !== null
  return { text: lines.join('\n'), exitCode: isDone ? 0 : 1 }
}
