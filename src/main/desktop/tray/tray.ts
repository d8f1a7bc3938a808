import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron'
import { join } from 'node:path'
import type { TrayIcon } from '../tray-view'
import type { Rectangle } from '../windows/window-place'

/** Rendered content of the tray. */
export interface TrayContent {
  icon: TrayIcon
  tooltip: string
  menu: MenuItemConstructorOptions[]
}

/** The tray icon; renders the state. */
export interface TrayIconView {
  render(content: TrayContent): void
  /** Recreates the icon: a panel that started later, or refused it, doesn't accept the old one. */
  remake(): void
  bounds: () => Rectangle
  destroy(): void
}

/**
 * `resources`: folder of the icons. `onOpen`: the icon was clicked; Linux may send no click, so the menu offers
 * everything. `onApproach`: the pointer entered (Windows and macOS), so that the menu can be refreshed.
 */
export function createTray(resources: string, onOpen: () => void, onApproach: () => void): TrayIconView {
  // Linux panels scale the one icon they get, so the larger one looks crisper.
  const suffix = { darwin: 'Template', linux: '-24' }[process.platform as string] ?? ''
  const pictures = new Map<TrayIcon, NativeImage>()
  const picture = (icon: TrayIcon): NativeImage => {
    let image = pictures.get(icon)
    if (image === undefined) {
      image = nativeImage.createFromPath(join(resources, 'tray', `${icon}${suffix}.png`))
      pictures.set(icon, image)
    }
    return image
  }

  let tray: Tray | null = null
  let shown: { icon: TrayIcon; tooltip: string; menu: string } | null = null
  let last: TrayContent | null = null

  const render = (content: TrayContent): void => {
    const { icon, tooltip, menu } = content
    last = content
    if (tray === null) {
      tray = new Tray(picture(icon))
      tray.on('click', onOpen)
      tray.on('mouse-enter', onApproach)
    }
    // Each call is sent to the desktop's panel, so send changes only.
    if (shown?.icon !== icon) tray.setImage(picture(icon))
    if (shown?.tooltip !== tooltip) tray.setToolTip(tooltip)
    const signature = JSON.stringify(menu)
    if (shown?.menu !== signature) tray.setContextMenu(Menu.buildFromTemplate(menu))
    shown = { icon, tooltip, menu: signature }
  }

  return {
    render,
    remake() {
      tray?.destroy()
      tray = null
      shown = null
      if (last !== null) render(last)
    },
    bounds: () => tray?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 },
    destroy() {
      tray?.destroy()
      tray = null
    }
  }
}
