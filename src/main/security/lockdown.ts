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
  // Which output a recording is played on is the person's choice. It names outputs alone: the microphones and
  // cameras stay without name and id, and none of them can be opened (the handler above).
  pages.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) =>
      permission === 'speaker-selection' && isMainFrame && isOwnPage(origin)
  )
  pages.setDevicePermissionHandler(() => false)
  pages.on('will-download', (event) => event.preventDefault())
  pages.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnPage(details.url) && !details.url.startsWith('devtools:') })
  })
}
