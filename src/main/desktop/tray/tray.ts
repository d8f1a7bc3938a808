import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron'
import { join } from 'node:path'
import type { TrayIcon } from '../tray-view'
import type { Rectangle } from '../windows/window-place'

/** What the tray shows, in words. */
export interface TrayContent {
  icon: TrayIcon
  tooltip: string
  menu: MenuItemConstructorOptions[]
}

/** The icon in the task bar's corner; a render of the state. */
export interface TrayIconView {
  render(content: TrayContent): void
  /** Makes the icon anew: a panel that came later, or refused it, doesn't take the old one. */
  remake(): void
  bounds: () => Rectangle
  destroy(): void
}

/**
 * `resources` holds the pictures. `onOpen`: it was clicked; Linux may send no click, so the menu can do
 * all. `onApproach`: the pointer came (Windows and macOS), so that the menu can be made up to date.
 */
export function createTray(resources: string, onOpen: () => void, onApproach: () => void): TrayIconView {
  // A Linux panel takes the one picture it is given and scales it: the larger one is the crisper.
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
    // Each call crosses to the desktop's panel: only what differs is sent.
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
