import type { Handlers } from '../../shared/app/contract'
import type { Settings } from '../../shared/app/schema'
import { failed, succeeded } from '../../shared/platform/result'
import type { StateStore } from '../platform/state-store'

/** The commands without a topic of their own: state, settings, main window, clipboard. */
export type AppCommands = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    `${'app' | 'settings' | 'diagnostics' | 'clipboard' | 'storage-problems' | 'withheld' | 'window'}:${string}`
  >
>

const done = succeeded(undefined)

export function createAppCommands(deps: {
  state: StateStore
  applySettings: (settings: Settings) => void
  /** Asks the user to confirm the new origins of the enabled pages; false: the user declined. */
  confirmPages: (pages: Settings['pages']) => Promise<boolean>
  copy: (text: string) => void
  copyDiagnostics: () => Promise<void>
  hideWindow: () => void
  dismissStorageProblems: (ids: readonly string[]) => void
  quit: () => void
}): AppCommands {
  const { state } = deps
  return {
    'app:state': () =>
      succeeded({
        environment: state.snapshot('environment'),
        session: state.snapshot('session'),
        settings: state.snapshot('settings'),
        line: state.snapshot('line'),
        prompt: state.snapshot('prompt'),
        hotKeys: state.snapshot('hotKeys'),
        links: state.snapshot('links'),
        connection: state.snapshot('connection'),
        offline: state.snapshot('offline'),
        team: state.snapshot('team'),
        callbacks: state.snapshot('callbacks'),
        records: state.snapshot('records'),
        recordings: state.snapshot('recordings'),
        imports: state.snapshot('imports'),
        importDraft: state.snapshot('importDraft'),
        calls: state.snapshot('calls')
      }),
    'app:quit': () => {
      deps.quit()
      return done
    },
    'settings:change': async (patch) => {
      if (patch.pages !== undefined && !(await deps.confirmPages(patch.pages))) {
        return failed({ code: 'cancelled' })
      }
      deps.applySettings({ ...state.get('settings'), ...patch })
      return done
    },
    'diagnostics:copy': async () => {
      await deps.copyDiagnostics()
      return done
    },
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
    }
  }
}
