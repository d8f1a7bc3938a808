import { appId } from '../app-id'
import type { SessionBus } from './session-bus'

/** An image for the `image-data` hint: RGBA, 8 bits per channel. */
export interface NoticePicture {
  width: number
  height: number
  rgba: Buffer
}

/** A button of a notification. */
export interface NoticeAction {
  label: string
  onPress: () => void
}

/** Content of a notification on the bus. */
interface BusNotice {
  title: string
  body: string
  onClick: () => void
  /** Shown as buttons by servers that have them. */
  actions?: readonly NoticeAction[]
}

/** The notification server of a Linux desktop (freedesktop.org, Desktop Notifications 1.2). No call blocks. */
export interface BusNotifications {
  /** Resolves with the id for `close`; rejects with the server's or the bus's error. Has no time limit. */
  show(notice: BusNotice): Promise<number>
  close(id: number): void
}

const server = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications'
}

/** The server decides how long a notification is shown. */
const usualTimeout = -1

/** The key of a notification's button on the bus. */
const actionKey = (index: number): string => `button-${index}`

/** The number of notifications that keep their click action; the oldest lose it first. */
const maxClickable = 50

/** `icon` returns the image of the notifications; `appName` is the name shown with them. */
export function createBusNotifications(deps: {
  bus: SessionBus
  appName: string
  icon: () => NoticePicture
}): BusNotifications {
  const { bus, appName, icon } = deps
  /** What each action of a notification does; see {@link actionKey}. */
  const clicks = new Map<number, ReadonlyMap<unknown, () => void>>()
  let isListening = false

  const listen = (): void => {
    if (isListening) return
    isListening = true
    bus.listen({ interface: server.interface, member: 'ActionInvoked', path: server.path }, ([id, key]) => {
      if (typeof id === 'number') clicks.get(id)?.get(key)?.()
    })
    bus.listen({ interface: server.interface, member: 'NotificationClosed', path: server.path }, ([id]) => {
      if (typeof id === 'number') clicks.delete(id)
    })
  }

  return {
    async show({ title, body, onClick, actions = [] }) {
      listen()
      const { Variant } = await import('@jellybrick/dbus-next')
      const { width, height, rgba } = icon()
      const [id] = await bus.call({
        ...server,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [
          appName,
          0,
          '',
          title,
          body,
          // The default action (a click on the notification itself) needs no label.
          ['default', '', ...actions.flatMap(({ label }, index) => [actionKey(index), label])],
          {
            'image-data': new Variant('(iiibiiay)', [width, height, width * 4, true, 8, 4, rgba]),
            'desktop-entry': new Variant('s', appId)
          },
          usualTimeout
        ]
      })
      if (typeof id !== 'number') throw new Error('the notification server gave no id')
      clicks.set(
        id,
        new Map([
          ['default', onClick],
          ...actions.map(({ onPress }, index) => [actionKey(index), onPress] as const)
        ])
      )
      const [oldest] = clicks.keys()
      if (clicks.size > maxClickable && oldest !== undefined) clicks.delete(oldest)
      return id
    },
    close(id) {
      clicks.delete(id)
      bus
        .call({ ...server, member: 'CloseNotification', signature: 'u', body: [id] })
        // Already closed.
        .catch(() => undefined)
    }
  }
}
