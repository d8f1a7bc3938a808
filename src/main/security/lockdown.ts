import { app, session, type Session, type WebContents } from 'electron'
import { isOwnPage } from './urls'

/**
 * The proxy of the pages: nothing can listen on a broadcast address, so a connection fails before a packet leaves.
 * Chromium's network process enforces it, also for what neither the policy nor `webRequest` sees (TURN over TCP).
 */
const noProxy = 'http://255.255.255.255:1'

/** The session in which the system's proxy settings are read; no page ever runs in it. */
const proxyPartition = 'proxy-settings'

/**
 * Blink settings that have no Electron API. `<link rel=dns-prefetch>` would carry text in a host name, past every
 * request filter; `document.execCommand('paste')` would read the clipboard without a permission.
 */
const blinkSettings = 'dnsPrefetchingEnabled=false,DOMPasteAllowed=false'

/** Sets Chromium's command line for the windows. Must be called before the app is ready. */
export function confineRenderers(): void {
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
  // Without this, Chromium fetches dictionaries from its maker's servers.
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
 * Takes from every page what it doesn't need: navigation, windows, permissions, devices, downloads
 * and the network. Must be awaited before the first window is made.
 */
export async function lockDown(): Promise<void> {
  app.on('web-contents-created', (_event, contents) => confineContents(contents))
  app.on('session-created', confineSession)
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  const pages = session.defaultSession
  confineSession(pages)
  await pages.setProxy({ mode: 'fixed_servers', proxyRules: noProxy, proxyBypassRules: '<-loopback>' })
  // Rules that Chromium can't read mean a direct connection to it.
  const route = await pages.resolveProxy('https://example.com/')
  if (/direct/i.test(route) || route === '') throw new Error('the network of the pages could not be closed')
}

/** The system's proxy for `url`, in the words of a PAC file. */
export const systemProxyFor = (url: string): Promise<string> =>
  session.fromPartition(proxyPartition).resolveProxy(url)
