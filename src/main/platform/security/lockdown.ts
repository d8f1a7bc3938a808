import { app, session, type Session, type WebContents } from 'electron'
import { bypassedHosts, isDevReload, isDevServerSocket } from './dev-server'
import { isOwnPage } from './urls'

/**
 * The proxy of every session with pages: TCP has no connections to a multicast address, so each attempt fails before
 * a packet leaves. Chromium's network process enforces it, also for what neither the policy nor `webRequest` sees
 * (TURN over TCP).
 */
const noProxy = 'http://[ff02::1]:1'

/** Chromium's other proxy switches; they would take precedence over {@link noProxy}. */
const otherProxySwitches = ['no-proxy-server', 'proxy-pac-url', 'proxy-auto-detect']

/**
 * Blink settings that have no Electron API. `<link rel=dns-prefetch>` would carry text in a host name, past every
 * request filter; `document.execCommand('paste')` would read the clipboard without a permission.
 */
const blinkSettings = 'dnsPrefetchingEnabled=false,DOMPasteAllowed=false'

/**
 * Sets Chromium's command line for the windows. Must be called before the app is ready: `session.setProxy` would
 * leave a moment in which the session already connects without it (seen with Electron 33).
 */
export function confineRenderers(): void {
  for (const name of otherProxySwitches) app.commandLine.removeSwitch(name)
  app.commandLine.appendSwitch('proxy-server', noProxy)
  app.commandLine.appendSwitch('proxy-bypass-list', `<-loopback>${bypassedHosts}`)
  app.commandLine.appendSwitch('blink-settings', blinkSettings)
}

const confineContents = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // will-navigate doesn't fire for frames or redirects: each has its own event.
  const refuse = (event: { readonly url: string; preventDefault: () => void }): void => {
    if (!isDevReload(contents.getURL(), event.url)) event.preventDefault()
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Without a proxy that carries UDP, this disables UDP.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

const confineSession = (pages: Session): void => {
  // Otherwise Chromium downloads dictionaries from Google's servers.
  pages.setSpellCheckerLanguages([])
  pages.setSpellCheckerEnabled(false)
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  // The user chooses the output device for recordings. This permission reveals only names of outputs: microphones and
  // cameras stay without name and id, and can't be opened (see the handler above).
  pages.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) =>
      permission === 'speaker-selection' && isMainFrame && isOwnPage(origin)
  )
  pages.setDevicePermissionHandler(() => false)
  pages.on('will-download', (event) => event.preventDefault())
  pages.webRequest.onBeforeRequest((details, answer) => {
    const { url } = details
    answer({ cancel: !isOwnPage(url) && !url.startsWith('devtools:') && !isDevServerSocket(url) })
  })
}

/**
 * Denies page navigation, new windows, permissions, devices and downloads. Must be called before the first window is
 * created; {@link confineRenderers} blocks the network.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => confineContents(contents))
  app.on('session-created', confineSession)
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  confineSession(session.defaultSession)
}
