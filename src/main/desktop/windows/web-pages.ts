import { shell } from 'electron'
import { isWebPage } from '../../platform/security/urls'

/** Opens a page in the user's browser; false when it isn't an http(s) address, or nothing could open it. */
export async function openWebPage(address: string): Promise<boolean> {
  if (!isWebPage(address)) return false
  try {
    await shell.openExternal(address)
    return true
  } catch {
    return false
  }
}
