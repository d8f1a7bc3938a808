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
