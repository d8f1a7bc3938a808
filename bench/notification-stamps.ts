import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** When a notification was requested, and when the daemon confirmed showing it; epoch ms. */
export interface NotificationStamp {
  askedAtMs: number
  shownAtMs: number
}

/** Notifications observed on the session bus (freedesktop.org, Desktop Notifications). */
export interface NotificationStamps {
  /** The stamp of the notification with this title and body; null until it is shown. */
  find(title: string, body: string): NotificationStamp | null
  close(): void
}

/** Starts dbus-monitor; resolves once it is watching. */
async function monitor(args: string[], onLine: (line: string) => void): Promise<ChildProcess> {
  const child = spawn('dbus-monitor', ['--session', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })
  const isWatching = new Promise<void>((resolve) => lines.once('line', () => resolve()))
  lines.on('line', onLine)
  await isWatching
  return child
}

/**
 * Watches the bus with two monitors, because one takes longer to print the image in a notification than the daemon
 * takes to show it.
 */
export async function watchNotifications(): Promise<NotificationStamps> {
  /** Keyed by the caller's bus name and the serial of its message. */
  const asked = new Map<string, { atMs: number; texts: string[] }>()
  const answeredAtMs = new Map<string, number>()
  let texts: string[] = []

  const calls = await monitor(["interface='org.freedesktop.Notifications',member='Notify'"], (line) => {
    const text = /^ {3}string "(.*)"$/.exec(line)
    if (text !== null) texts.push(text[1] ?? '')
    const head = /^method call time=(\d+\.\d+) sender=(\S+) .* serial=(\d+) .*member=Notify$/.exec(line)
    if (head === null) return
    texts = []
    asked.set(`${head[2]} ${head[3]}`, { atMs: Number(head[1]) * 1_000, texts })
  })
  const answers = await monitor(
    ['--profile', "type='method_return',sender='org.freedesktop.Notifications'"],
    (line) => {
      const [kind, seconds, , , caller, serial] = line.split('\t')
      if (kind === 'mr') answeredAtMs.set(`${caller} ${serial}`, Number(seconds) * 1_000)
    }
  )
  return {
    find(title, body) {
      for (const [name, question] of asked) {
        const has = (part: string): boolean => question.texts.some((text) => text.includes(part))
        const shownAtMs = answeredAtMs.get(name)
        if (shownAtMs !== undefined && has(title) && has(body)) return { askedAtMs: question.atMs, shownAtMs }
      }
      return null
    },
    close() {
      calls.kill()
      answers.kill()
    }
  }
}
