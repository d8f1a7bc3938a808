import type { CommandInput, Handlers } from '../../shared/app/contract'
import type { Settings } from '../../shared/app/schema'
import type { PageRest } from '../desktop/windows/page-rest'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { StateStore } from '../platform/state-store'

/** The commands without a topic of their own: state, settings, main window, clipboard. */
export type AppCommands = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    `${'app' | 'about' | 'settings' | 'diagnostics' | 'clipboard' | 'storage-problems' | 'withheld' | 'window' | 'guide'}:${string}`
  >
>

const done = succeeded(undefined)

export function createAppCommands(deps: {
  state: StateStore
  /** Refused if it touches what the policy locks. */
  applySettings: (settings: Settings) => Result<undefined>
  /** Asks the user to confirm the new origins of the enabled pages; false: the user declined. */
  confirmPages: (pages: Settings['pages']) => Promise<boolean>
  /** Asks the user to confirm a new server of the look-up that is on; false: the user declined. */
  confirmLookUp: (lookUp: Settings['lookUp']) => Promise<boolean>
  copy: (text: string) => void
  copyDiagnostics: () => Promise<void>
  /** Opens a shipped text of licences; false: nothing could open it. */
  openLicence: (text: CommandInput<'about:open-licence'>['text']) => Promise<boolean>
  hideWindow: () => void
  /** The main window shows its home view, or another one. */
  onViewed: (isHome: boolean) => void
  /** Shows a sample notification; false: the system didn't show it. */
  notifySample: () => Promise<boolean>
  endGuide: () => void
  /** The view state that the main window's page leaves to the next one. */
  pageRest: Pick<PageRest, 'answer' | 'take'>
  dismissStorageProblems: (ids: readonly string[]) => void
  quit: () => void
}): AppCommands {
  const { state } = deps
  return {
    'app:state': () => succeeded(state.snapshots()),
    'app:quit': () => {
      deps.quit()
      return done
    },
    'settings:change': async (patch) => {
      if (patch.pages !== undefined && !(await deps.confirmPages(patch.pages))) {
        return failed({ code: 'cancelled' })
      }
      if (patch.lookUp !== undefined && !(await deps.confirmLookUp(patch.lookUp))) {
        return failed({ code: 'cancelled' })
      }
      return deps.applySettings({ ...state.get('settings'), ...patch })
    },
    'diagnostics:copy': async () => {
      await deps.copyDiagnostics()
      return done
    },
    'about:open-licence': async ({ text }) =>
      (await deps.openLicence(text)) ? done : failed({ code: 'file-not-opened' }),
    'clipboard:write': ({ text }) => {
      deps.copy(text)
      return done
    },
    'storage-problems:dismiss': ({ ids }) => {
      deps.dismissStorageProblems(ids)
      return done
    },
    'withheld:dismiss': () => {
      state.set('environment', { ...state.get('environment'), withheld: { pages: 0, notifications: 0 } })
      return done
    },
    'window:hide': () => {
      deps.hideWindow()
      return done
    },
    'window:viewed': ({ isHome }) => {
      deps.onViewed(isHome)
      return done
    },
    'guide:notify': async () => succeeded({ isShown: await deps.notifySample() }),
    'guide:end': () => {
      deps.endGuide()
      return done
    },
    'window:leave': ({ id, view }) => {
      deps.pageRest.answer(id, view)
      return done
    },
    'window:enter': () => succeeded(deps.pageRest.take())
  }
}
