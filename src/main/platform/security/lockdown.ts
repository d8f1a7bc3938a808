import { app, session, type Session, type WebContents } from 'electron'
import { isOwnPage } from './urls'

/**
 * The proxy of every session with pages: TCP has no connections to a multicast address, so each attempt fails before
 * a packet leaves. Chromium's network process enforces it, also for what neither the policy nor `webRequest` sees
 * (TURN over TCP).
 */
const noProxy = 'http://[ff02::1]:1'

/** Chromium's other switches for a proxy, which would count more than {@link noProxy}. */
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
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>')
  app.commandLine.appendSwitch('blink-settings', blinkSettings)
}

const confineContents = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // will-navigate doesn't fire for frames or redirects: each has an event of its own.
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Without a proxy that carries UDP, none is sent.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

const confineSession = (pages: Session): void => {
  // Otherwise Chromium fetches dictionaries from its maker's servers.
  pages.setSpellCheckerLanguages([])
  pages.setSpellCheckerEnabled(false)
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  // The user chooses the output on which recordings are played. This names outputs alone: microphones and
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

/**
 * Takes from every page what it doesn't need: navigation, windows, permissions, devices and downloads. Must be called
 * before the first window is made; the network is closed by {@link confineRenderers}.
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
