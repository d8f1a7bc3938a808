import { Notification, nativeImage, type NativeImage } from 'electron'

/** A native notification, in words. */
export interface Notice {
  title: string
  body: string
  /** What it is about: a new notice takes the place of an older one about the same. */
  about: string
  onClick: () => void
}

/** How a notification went: a hope is not enough. */
export type NoticeOutcome = { kind: 'shown' } | { kind: 'failed'; reason: string }

/** Shows native notifications. */
export interface Notifier {
  show(notice: Notice): Promise<NoticeOutcome>
}

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

/** Native notifications with the program's `icon` (a path). */
export function createNotifier(icon: string): Notifier {
  // An object that nobody holds is collected, and its click is lost (electron issue 12690).
  const held = new Map<string, Notification>()
  // Given as a path, each notification decodes the file for itself and keeps about 2 MB of it (Electron 33).
  let drawn: NativeImage | null = null
  const drawnIcon = (): NativeImage =>
    (drawn ??= nativeImage.createFromPath(icon).resize({ width: iconSize, height: iconSize }))

  const hold = (about: string, notification: Notification): void => {
    held.get(about)?.close()
    held.delete(about)
    held.set(about, notification)
    const [oldest] = held.keys()
    if (held.size <= heldCount || oldest === undefined) return
    held.get(oldest)?.close()
    held.delete(oldest)
  }

  return {
    show: ({ title, body, about, onClick }) =>
      new Promise((resolve) => {
        if (!Notification.isSupported()) {
          resolve({ kind: 'failed', reason: 'not supported by this desktop' })
          return
        }
        const notification = new Notification({ title: plain(title), body: plain(body), icon: drawnIcon() })
        hold(about, notification)
        const limit = setTimeout(() => resolve({ kind: 'failed', reason: 'never shown' }), showLimitMs)
        const settle = (outcome: NoticeOutcome): void => {
          clearTimeout(limit)
          resolve(outcome)
        }
        notification.on('show', () => settle({ kind: 'shown' }))
        notification.on('failed', (_event, reason) => settle({ kind: 'failed', reason }))
        notification.on('click', onClick)
        notification.show()
      })
  }
}
