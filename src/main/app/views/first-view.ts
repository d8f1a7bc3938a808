import { app, nativeTheme } from 'electron'
import { join } from 'node:path'
import { desktopMessages } from '../../../shared/messages/desktop'
import type { Locale } from '../../../shared/platform/locale'
import { displayFacts } from '../../desktop/display-facts'
import { displaySystemOf, type DisplaySystem } from '../../desktop/display-system'
import { createTray, type TrayIconView } from '../../desktop/tray/tray'
import { systemClock } from '../../platform/clock'
import { MainWindow, type MainWindowOptions } from '../../desktop/windows/main-window'
import { readFirstSettings } from '../user-files/first-settings'

/** What the rest of the program knows better, once it is loaded. */
interface FirstViewSource extends Pick<MainWindowOptions, 'askLeaving' | 'account'> {
  locale: () => Locale
  /** Whether the desktop's panel shows the tray icon. */
  hasTray: () => boolean
  /** The size of the pages; 1 is the usual one. */
  zoom: () => number
  /** The user closed or hid the main window. */
  onPutAway: () => void
  /** The pointer approaches the tray icon. */
  onApproach: () => void
}

/** The tray icon and the main window, which need nothing of the rest of the program: it is loaded after them. */
export interface FirstView {
  tray: TrayIconView
  window: MainWindow
  displaySystem: DisplaySystem
  /** Replaces what was assumed at the start. */
  follow(source: FirstViewSource): void
}

/** The background of a window until its page is painted. */
export const windowBackground = (): string => (nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#f3f4f6')

/** Shows the tray icon, with a menu that opens the window or quits, and prepares the main window. */
export function openFirstView(places: { userData: string; resources: string; preload: string }): FirstView {
  const { theme, locale, zoom } = readFirstSettings(places.userData)
  nativeTheme.themeSource = theme
  let source: FirstViewSource = {
    locale: () => locale,
    hasTray: () => false,
    zoom: () => zoom,
    onPutAway: () => undefined,
    onApproach: () => undefined,
    askLeaving: () => undefined,
    account: () => ''
  }
  const displaySystem = displaySystemOf(displayFacts())
  const tray = createTray(
    places.resources,
    () => window.toggle(),
    () => source.onApproach()
  )
  const window = new MainWindow({
    preload: places.preload,
    icon: join(places.resources, 'icon.png'),
    title: () => desktopMessages[source.locale()].appName,
    background: windowBackground,
    trayBounds: tray.bounds,
    hasTray: () => source.hasTray(),
    zoom: () => source.zoom(),
    onPutAway: () => source.onPutAway(),
    displaySystem,
    clock: systemClock,
    askLeaving: (contents, id) => source.askLeaving(contents, id),
    account: () => source.account()
  })
  const words = desktopMessages[locale]
  tray.render({
    icon: 'offline',
    tooltip: words.appName,
    menu: [
      { label: words.tray.open, click: () => window.show() },
      { label: words.tray.quit, click: () => app.quit() }
    ]
  })
  return { tray, window, displaySystem, follow: (better) => (source = better) }
}
