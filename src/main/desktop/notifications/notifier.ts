import { app, nativeImage, Notification, type NativeImage } from 'electron'
import type { Neighbours } from '../../platform/neighbours'
import { createBusNotifications, type NoticeAction } from './bus-notifications'
import type { SessionBus } from './session-bus'

/** Content of a native notification. */
interface Notice {
  title: string
  body: string
  /** Its subject: a new notice replaces an older one with the same subject. */
  about: string
  onClick: () => void
  /** Shown as buttons where the system has them. */
  actions?: readonly NoticeAction[]
}

/** Whether the notification was actually shown. */
type NoticeOutcome = { kind: 'shown' } | { kind: 'failed'; reason: string }

/** Shows native notifications. */
export interface Notifier {
  show(notice: Notice): Promise<NoticeOutcome>
}

/** A backend for notifications. `shown` rejects when it couldn't be shown; `close` removes it. */
type ShowOne = (notice: Notice) => { shown: Promise<unknown>; close: () => void }

/** Time limit for showing a notification, in ms. */
const showLimitMs = 5_000

/** The number of notifications kept referenced, so that a click still reaches its listener. */
const heldCount = 20

/** Maximum icon size of notification servers, in px. */
const iconSize = 64

/**
 * Notification servers on Linux read the body as markup (freedesktop.org, Desktop Notifications, "Markup"), and not
 * all of them decode escapes. Replaces characters that could start a tag or an entity with look-alikes.
 */
const plain = (text: string): string => text.replace(/</g, '‹').replace(/>/g, '›').replace(/&/g, '＆')

/** Electron's own notifications. On Linux, libnotify waits for the notification server on the main thread. */
function byElectron(icon: () => NativeImage): ShowOne {
  return ({ title, body, onClick, actions = [] }) => {
    const notification = new Notification({
      title,
      body,
      icon: icon(),
      actions: actions.map(({ label }) => ({ type: 'button', text: label }))
    })
    const shown = new Promise<void>((resolve, reject) => {
      if (!Notification.isSupported()) reject(new Error('not supported by this desktop'))
      notification.on('show', () => resolve())
      notification.on('failed', (_event, reason) => reject(new Error(reason)))
      notification.on('click', onClick)
      notification.on('action', ({ actionIndex }) => actions[actionIndex]?.onPress())
      notification.show()
    })
    return { shown, close: () => notification.close() }
  }
}

/** Notifications over the session bus. */
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

/** Creates native notifications. `icon`: path of the icon. */
export function createNotifier(deps: { icon: string; bus: SessionBus; neighbours: Neighbours }): Notifier {
  const { icon, bus, neighbours } = deps
  // Decode the icon once: given a path, every notification decodes the file and keeps about 2 MB (Electron 33).
  let drawn: NativeImage | null = null
  const drawnIcon = (): NativeImage =>
    (drawn ??= nativeImage.createFromPath(icon).resize({ width: iconSize, height: iconSize }))
  const showOne = process.platform === 'linux' ? byBus(bus, drawnIcon) : byElectron(drawnIcon)

  // Unreferenced Electron notifications are garbage-collected, and their clicks are lost (electron issue 12690).
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
