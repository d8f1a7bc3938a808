import { app } from 'electron'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { linkSchemes, type LinkScheme, type Links } from '../../../shared/dialling/links'
import type { Neighbours } from '../../platform/neighbours'
import {
  configHome,
  dataHome,
  desktopEntry,
  desktopFile,
  writeDesktopEntry
} from '../../desktop/desktop-entry'
import { changeMimeApps, withDefaultHandler, withoutHandler } from './mime-apps'
import { runTool } from '../../desktop/run-tool'

/** Who had the links before Deskline; kept, so that they can be handed back. */
type FormerHandlers = Record<LinkScheme, string | null>

/** Phone links of the operating system. None throws. */
export interface PhoneLinks {
  read(): Promise<Links['schemes']>
  /** Takes the links, or hands them back to `former`; the outcome is what `read` says after. */
  set(isOurs: boolean, former: FormerHandlers): Promise<Links['problem']>
}

/** How long one of the desktop's tools may take, and from when on it counts as unresponsive; in ms. */
const toolLimitMs = 5_000
const unresponsiveMs = 3_000

/** Runs a tool; null: it failed or didn't answer. */
type Run = (program: string, args: string[]) => Promise<string | null>

const mimeOf = (scheme: LinkScheme): string => `x-scheme-handler/${scheme}`

const ours: FormerHandlers = { tel: desktopFile, callto: desktopFile }
const userList = (): string => join(configHome(), 'mimeapps.list')
const isHandler = (handler: string | null): handler is string =>
  handler !== null && /^[^\s=;[\]]+$/.test(handler)
const withHandlers = (list: string, handlers: FormerHandlers): string =>
  linkSchemes.reduce((changed, scheme) => {
    const handler = handlers[scheme]
    return isHandler(handler) ? withDefaultHandler(changed, mimeOf(scheme), handler) : changed
  }, list)
const withoutOurs = (list: string): string =>
  linkSchemes.reduce((changed, scheme) => withoutHandler(changed, mimeOf(scheme), desktopFile), list)

/** Linux: a desktop entry that names the schemes, and the user's list of default applications. */
const createLinuxLinks = (run: Run): PhoneLinks => ({
  async read() {
    const schemeState = async (scheme: LinkScheme): Promise<Links['schemes'][LinkScheme]> => {
      const handler = await run('xdg-mime', ['query', 'default', mimeOf(scheme)])
      return { isOurs: handler === desktopFile, handler: handler === '' ? null : handler }
    }
    const [tel, callto] = await Promise.all([schemeState('tel'), schemeState('callto')])
    return { tel, callto }
  },

  async set(isOurs, former) {
    if ((await run('xdg-mime', ['--version'])) === null) return 'not-supported'
    const entry = join(dataHome(), 'applications', desktopFile)
    try {
      if (isOurs) {
        const mimeTypes = `MimeType=${linkSchemes.map(mimeOf).join(';')};`
        await writeDesktopEntry(entry, desktopEntry(['%u'], ['NoDisplay=true', mimeTypes]))
        await changeMimeApps(userList(), (list) => withHandlers(list, ours))
        return null
      }
      await changeMimeApps(userList(), (list) => withHandlers(withoutOurs(list), former))
      // Where it was kept before there was a list in the folder of settings.
      await changeMimeApps(join(dataHome(), 'applications', 'mimeapps.list'), withoutOurs)
      await rm(entry, { force: true })
      return null
    } catch {
      return 'not-changed'
    }
  }
})

/** Windows and macOS. Windows asks the person in its own settings before it changes a default. */
const systemLinks: PhoneLinks = {
  read() {
    const schemeState = (scheme: LinkScheme): Links['schemes'][LinkScheme] => {
      const handler = app.getApplicationNameForProtocol(`${scheme}:`)
      return { isOurs: app.isDefaultProtocolClient(scheme), handler: handler === '' ? null : handler }
    }
    return Promise.resolve({ tel: schemeState('tel'), callto: schemeState('callto') })
  },
  set(isOurs) {
    const changed = linkSchemes.map((scheme) =>
      isOurs ? app.setAsDefaultProtocolClient(scheme) : app.removeAsDefaultProtocolClient(scheme)
    )
    return Promise.resolve(changed.every(Boolean) ? null : 'not-changed')
  }
}

/** The phone links of this operating system. */
export function createPhoneLinks(neighbours: Pick<Neighbours, 'watch'>): PhoneLinks {
  if (process.platform !== 'linux') return systemLinks
  return createLinuxLinks((program, args) => {
    const answer = runTool(program, args, toolLimitMs)
    neighbours.watch('link-tools', unresponsiveMs, answer)
    return answer.catch(() => null)
  })
}
