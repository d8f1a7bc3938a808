import { Message, sessionBus } from '@jellybrick/dbus-next'
import { execFileSync } from 'node:child_process'

/** A notification that the real notification daemon (dunst) has shown and closed. */
export interface ShownNotification {
  summary: string
  body: string
  app: string
}

interface HistoryEntry {
  id: { data: number }
  summary: { data: string }
  body: { data: string }
  appname: { data: string }
}

const dunstctl = (...args: string[]): string => execFileSync('dunstctl', args, { encoding: 'utf8' })

const history = (): HistoryEntry[] => {
  // Close the visible ones first: only closed notifications are in the history.
  dunstctl('close-all')
  const { data } = JSON.parse(dunstctl('history')) as { data: HistoryEntry[][] }
  return data.flat()
}

/** Notifications seen before; skipped, because dunst 1.9 can't clear its history. */
let seenBefore = new Set<number>()

/** The notifications shown since the last {@link clearNotifications}, newest first. */
export function shownNotifications(): ShownNotification[] {
  return history()
    .filter((entry) => !seenBefore.has(entry.id.data))
    .map((entry) => ({ summary: entry.summary.data, body: entry.body.data, app: entry.appname.data }))
}

/** Ignores all notifications shown so far. */
export function clearNotifications(): void {
  seenBefore = new Set(history().map((entry) => entry.id.data))
}

/** Activates the newest notification, as a click does. */
export function clickNotification(): void {
  dunstctl('action')
}

/** How many notifications after {@link clearNotifications} get a press of a button. */
const pressed = 10

/**
 * Presses a button of the notifications shown since the last {@link clearNotifications}. dunst shows buttons in a menu
 * of another program, so the press is its signal; looking for the id in its history would close the notification.
 */
export async function pressNotificationButton(index: number): Promise<void> {
  const bus = sessionBus()
  await new Promise<void>((resolve) => bus.once('connect', resolve))
  const last = Math.max(0, ...seenBefore)
  const [path, name] = ['/org/freedesktop/Notifications', 'org.freedesktop.Notifications']
  for (let id = last + 1; id <= last + pressed; id += 1) {
    bus.send(Message.newSignal(path, name, 'ActionInvoked', 'us', [id, `button-${index}`]))
  }
  bus.disconnect()
}
