import { app, session, type WebContents } from 'electron'
import { isOwnPage } from './urls'

const refuseAll = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // will-navigate doesn't fire for frames or redirects: each has an event of its own.
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/**
 * Takes from every page what it doesn't need: navigation, windows, permissions, devices, downloads
 * and the network. Must be called before the first window is made.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => refuseAll(contents))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  const pages = session.defaultSession
  // Without a word of the page's, Chromium would fetch dictionaries from its maker's servers.
  pages.setSpellCheckerLanguages([])
  pages.setSpellCheckerEnabled(false)
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  pages.setPermissionCheckHandler(() => false)
  pages.setDevicePermissionHandler(() => false)
  pages.on('will-download', (event) => event.preventDefault())
  pages.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnPage(details.url) && !details.url.startsWith('devtools:') })
  })
}
