import { app, nativeImage, Notification, type NativeImage } from 'electron'
import type { Neighbours } from '../../platform/neighbours'
import { createBusNotifications } from './bus-notifications'
import type { SessionBus } from './session-bus'

/** A native notification, in words. */
interface Notice {
  title: string
  body: string
  /** What it is about: a new notice takes the place of an older one about the same. */
  about: string
  onClick: () => void
}

/** How a notification went: a hope is not enough. */
type NoticeOutcome = { kind: 'shown' } | { kind: 'failed'; reason: string }

/** Shows native notifications. */
export interface Notifier {
  show(notice: Notice): Promise<NoticeOutcome>
}

/** Shows one by one of the system's ways. `shown` rejects when it can't be; `close` takes it away again. */
type ShowOne = (notice: Notice) => { shown: Promise<unknown>; close: () => void }

/** How long the system may take to show one, in ms. */
const showLimitMs = 5_000

/** How many notifications are held, so that a click still finds its listener. */
const heldCount = 20

/** Notification servers show icons no larger than this, in pixels. */
const iconSize = 64

/**
 * Notification servers on Linux read the body as markup (freedesktop.org, Desktop Notifications, "Markup"),
 * and not all undo an escape: what could begin a tag or an entity becomes a character that looks like it.
 */
const plain = (text: string): string => text.replace(/</g, '‹').replace(/>/g, '›').replace(/&/g, '＆')

/** Electron's own notifications. On Linux they wait for the notification server on the main thread (libnotify). */
function byElectron(icon: () => NativeImage): ShowOne {
  return ({ title, body, onClick }) => {
    const notification = new Notification({ title, body, icon: icon() })
    const shown = new Promise<void>((resolve, reject) => {
      if (!Notification.isSupported()) reject(new Error('not supported by this desktop'))
      notification.on('show', () => resolve())
      notification.on('failed', (_event, reason) => reject(new Error(reason)))
      notification.on('click', onClick)
      notification.show()
    })
    return { shown, close: () => notification.close() }
  }
}

/** The session bus's notifications. */
function byBus(bus: SessionBus, icon: () => NativeImage): ShowOne {
  const notifications = createBusNotifications({
    bus,
    appName: app.getName(),
    icon() {
      const { width, height } = icon().getSize()
      // Electron's bitmaps are BGRA.
      const rgba = Buffer.from(icon().toBitmap())
      for (let at = 0; at < rgba.length; at += 4) rgba.subarray(at, at + 3).reverse()
      return { width, height, rgba }
    }
  })
  return (notice) => {
    const shown = notifications.show(notice)
    return {
      shown,
      close: () => void shown.then((id) => notifications.close(id)).catch(() => undefined)
    }
  }
}

/** Native notifications with the program's `icon` (a path). */
export function createNotifier(deps: { icon: string; bus: SessionBus; neighbours: Neighbours }): Notifier {
  const { icon, bus, neighbours } = deps
  // Given as a path, each notification decodes the file for itself and keeps about 2 MB of it (Electron 33).
  let drawn: NativeImage | null = null
  const drawnIcon = (): NativeImage =>
    (drawn ??= nativeImage.createFromPath(icon).resize({ width: iconSize, height: iconSize }))
  const showOne = process.platform === 'linux' ? byBus(bus, drawnIcon) : byElectron(drawnIcon)

  // A notification of Electron's that nothing refers to is collected, and its click is lost (electron issue 12690).
  const held = new Map<string, { close: () => void }>()
  const hold = (about: string, notification: { close: () => void }): void => {
    held.set(about, notification)
    const [oldest] = held.keys()
    if (held.size <= heldCount || oldest === undefined) return
    held.get(oldest)?.close()
    held.delete(oldest)
  }

  return {
    async show(notice) {
      held.get(notice.about)?.close()
      held.delete(notice.about)
      const one = showOne({ ...notice, title: plain(notice.title), body: plain(notice.body) })
      hold(notice.about, one)
      try {
        const isShown = neighbours.within(
          'notifications',
          showLimitMs,
          one.shown.then(() => true)
        )
        return (await isShown) === true ? { kind: 'shown' } : { kind: 'failed', reason: 'never shown' }
      } catch (problem) {
        return { kind: 'failed', reason: String(problem) }
      }
    }
  }
}
