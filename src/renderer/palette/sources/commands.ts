import Bell from '@lucide/svelte/icons/bell'
import BellOff from '@lucide/svelte/icons/bell-off'
import BookUser from '@lucide/svelte/icons/book-user'
import CalendarClock from '@lucide/svelte/icons/calendar-clock'
import ClipboardCopy from '@lucide/svelte/icons/clipboard-copy'
import Info from '@lucide/svelte/icons/info'
import Keyboard from '@lucide/svelte/icons/keyboard'
import LogOut from '@lucide/svelte/icons/log-out'
import Megaphone from '@lucide/svelte/icons/megaphone'
import Phone from '@lucide/svelte/icons/phone'
import Power from '@lucide/svelte/icons/power'
import RadioTower from '@lucide/svelte/icons/radio-tower'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import Settings from '@lucide/svelte/icons/settings'
import Users from '@lucide/svelte/icons/users'
import { isPauseOn, notificationPauseMs } from '../../../shared/calls/notification-pause'
import { formatNumber } from '../../../shared/numbers/number'
import type { Result } from '../../../shared/platform/result'
import { callbackDialog } from '../../callbacks/callback-dialog.svelte.ts'
import { redialCall } from '../../dialling/redial'
import { announcer } from '../../platform/announcer.svelte.ts'
import { commands } from '../../platform/bridge'
import { minuteClock } from '../../platform/clock.svelte.ts'
import { i18n } from '../../platform/i18n.svelte.ts'
import { navigation } from '../../platform/navigation.svelte.ts'
import { openContacts } from '../../platform/open-contacts'
import { openImports } from '../../platform/open-imports'
import { openRecords } from '../../platform/open-records'
import { settingsChanges } from '../../platform/settings-changes.svelte.ts'
import { app } from '../../platform/state.svelte.ts'
import { wallNow } from '../../platform/time'
import { bestMatches } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteEntry, PaletteSource } from '../source'

const maxEntries = 20

type CommandId = keyof (typeof messages)['palette']['commands']

interface Command extends Pick<PaletteEntry, 'Icon'> {
  id: CommandId
  run: () => void
  /** The letter that does the same with Ctrl or ⌘. */
  key?: string
  detail?: string
  question?: string
  title?: string
}

const tell = async (command: Promise<Result<unknown>>, done = ''): Promise<void> => {
  const reply = await command
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
  else if (done !== '') announcer.say(done)
}

/** The commands that open windows and pages. */
const openers = (isMac: boolean): Command[] => [
  { id: 'contacts', Icon: BookUser, key: 'P', run: () => void openContacts() },
  { id: 'records', Icon: ScrollText, key: isMac ? 'Y' : 'H', run: () => void openRecords() },
  { id: 'campaigns', Icon: Megaphone, key: 'I', run: () => void openImports() },
  {
    id: 'callbacks',
    Icon: CalendarClock,
    key: 'B',
    run: () => navigation.show({ view: 'callbacks', id: null })
  },
  { id: 'newCallback', Icon: CalendarClock, run: () => callbackDialog.open({ kind: 'number' }) },
  { id: 'team', Icon: Users, key: 'T', run: () => navigation.show({ view: 'team' }) },
  { id: 'connection', Icon: RadioTower, run: () => navigation.show({ view: 'connection' }) },
  { id: 'settings', Icon: Settings, key: ',', run: () => navigation.show({ view: 'settings' }) },
  { id: 'about', Icon: Info, run: () => navigation.show({ view: 'settings', section: 'about' }) },
  { id: 'keys', Icon: Keyboard, run: () => navigation.show({ view: 'keys' }) }
]

/** The commands that do something at once. */
function doers(): Command[] {
  const isPaused = isPauseOn(settingsChanges.current?.notificationsPausedUntilMs ?? 0, minuteClock.nowMs)
  const [last] = app.calls
  const isDemo = app.session?.kind === 'signed-in' && app.session.account.isDemo
  const t = i18n.t.settings
  const pause = (untilMs: number) => void settingsChanges.change({ notificationsPausedUntilMs: untilMs })
  return [
    isPaused
      ? { id: 'resume', Icon: Bell, run: () => pause(0) }
      : { id: 'pause', Icon: BellOff, run: () => pause(wallNow() + notificationPauseMs) },
    ...(last === undefined
      ? []
      : [
          {
            id: 'redial' as const,
            Icon: Phone,
            detail: formatNumber(last.callee),
            run() {
              navigation.home()
              void redialCall(last)
            }
          }
        ]),
    {
      id: 'diagnostics',
      Icon: ClipboardCopy,
      run: () => void tell(commands['diagnostics:copy'](undefined), i18n.t.app.copied)
    },
    {
      id: 'signOut',
      Icon: LogOut,
      ...(isDemo ? { title: t.leaveDemo } : {}),
      question: isDemo ? t.leaveDemoAsk : t.signOutAsk,
      run: () => void tell(commands['session:sign-out'](undefined))
    },
    { id: 'quit', Icon: Power, key: 'Q', run: () => void tell(commands['app:quit'](undefined)) }
  ]
}

/** What the main window can do. */
export const commandSource: PaletteSource = {
  group: 'commands',
  find(query) {
    const isMac = app.environment?.platform === 'darwin'
    const mod = isMac ? '⌘' : 'Ctrl+'
    const { acts, commands: words } = messages.palette
    const entries = [...openers(isMac), ...doers()].map(
      ({ id, Icon, run, key, detail = '', question, title }): PaletteEntry => ({
        id,
        title: title ?? words[id].title,
        keywords: words[id].keywords,
        detail,
        Icon,
        ...(key === undefined ? {} : { keys: mod + key }),
        action: { label: acts.run, run, ...(question === undefined ? {} : { question }) }
      })
    )
    return bestMatches(query, entries, maxEntries)
  }
}
