import { app } from 'electron'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { linkSchemes, type LinkScheme } from '../../../shared/dialling/links'
import type { Links } from '../../../shared/dialling/schema'
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

/** The handlers of the links before Deskline; kept so that they can be restored. */
type FormerHandlers = Record<LinkScheme, string | null>

/** Phone links of the operating system. No method throws. */
export interface PhoneLinks {
  read(): Promise<Links['schemes']>
  /** Makes Deskline the handler, or restores `former`; `read` afterwards returns the result. */
  set(isOurs: boolean, former: FormerHandlers): Promise<Links['problem']>
}

/** The time limit of a desktop tool, and after which time it counts as unresponsive; in ms. */
const toolLimitMs = 5_000
const unresponsiveMs = 3_000

/** Runs a tool; null if it failed or didn't answer. */
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

/** Linux: a desktop entry that declares the schemes, and the user's list of default applications. */
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
      // The deprecated location, from before the list moved to the config folder.
      await changeMimeApps(join(dataHome(), 'applications', 'mimeapps.list'), withoutOurs)
      await rm(entry, { force: true })
      return null
    } catch {
      return 'not-changed'
    }
  }
})

/** Windows and macOS. Windows asks the user in its own settings before it changes a default. */
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
