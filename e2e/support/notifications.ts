import { execFileSync } from 'node:child_process'

/** A notification that the real notification daemon (dunst) has shown and closed again. */
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
  // Closes what is on the screen: only then it is history.
  dunstctl('close-all')
  const { data } = JSON.parse(dunstctl('history')) as { data: HistoryEntry[][] }
  return data.flat()
}

/** Its history can't be emptied (dunst 1.9): what was there before is left out. */
let seenBefore = new Set<number>()

/** What the daemon has shown since the last {@link clearNotifications}, newest first. */
export function shownNotifications(): ShownNotification[] {
  return history()
    .filter((entry) => !seenBefore.has(entry.id.data))
    .map((entry) => ({ summary: entry.summary.data, body: entry.body.data, app: entry.appname.data }))
}

/** Forgets what was shown before. */
export function clearNotifications(): void {
  seenBefore = new Set(history().map((entry) => entry.id.data))
}

/** Does what a click on the newest notification does. */
export function clickNotification(): void {
  dunstctl('action')
}
