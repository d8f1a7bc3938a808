import type { Handlers } from '../../shared/app/contract'
import type { DialOutcome } from '../../shared/dialling/dialling'
import type { HotKeyAction } from '../../shared/dialling/hot-keys'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { PageEvent, Settings } from '../../shared/app/settings'
import { readDialInput } from '../numbers/number'
import type { ImportsCommands } from '../imports/imports-commands'
import type { Prompter } from '../dialling/prompt'
import type { RecordingsCommands } from '../recordings/recordings-commands'
import type { RecordsCommands } from '../records/records-commands'
import type { SessionManager } from '../session/session-manager'
import type { StateStore } from '../platform/state-store'

const done = succeeded(undefined)

/** The demo line's own controls. */
interface DemoControls {
  callFromElsewhere(): boolean
  hangUp(): void
}

/** The global keys; what came of it stands in the state. */
interface HotKeyControls {
  set(action: HotKeyAction, accelerator: string | null): void
  record(isRecording: boolean): void
  test(action: HotKeyAction): void
}

/** Who opens phone links; what came of it stands in the state. */
interface LinkControls {
  set(isOurs: boolean): Promise<void>
}

/** The web pages of events. */
interface PageControls {
  /** Opens the page of an event with invented values. */
  test(event: PageEvent): Promise<Result<undefined>>
  /** Whether the user confirms the origins of the pages that are on. */
  confirm(pages: Settings['pages']): Promise<boolean>
}

/**
 * The one list of commands. The window reaches it over IPC; the hot key, the tray, links and the
 * command line call the same functions.
 */
export function createCommands(deps: {
  state: StateStore
  sessionManager: SessionManager
  prompter: Prompter
  hotKeys: HotKeyControls
  links: LinkControls
  pages: PageControls
  demo: () => DemoControls | null
  /** Those of the records window. */
  records: RecordsCommands & RecordingsCommands
  /** Those of the campaigns window. */
  imports: ImportsCommands
  keepSettings: (settings: Settings) => void
  copy: (text: string) => void
  copyDiagnostics: () => void | Promise<void>
  showWindow: () => void
  hideWindow: () => void
  dismissStorageProblems: (ids: readonly string[]) => void
  giveUpKeyStore: () => void
  quit: () => void
}): Handlers {
  const { state, sessionManager, prompter } = deps
  const withSession = <T>(
    act: (current: NonNullable<ReturnType<SessionManager['current']>>) => Result<T>
  ): Result<T> => {
    const current = sessionManager.current()
    return current === null ? failed({ code: 'signed-out' }) : act(current)
  }
  /** A question is answered in the main window; who dialled from the records window may not have it open. */
  const withQuestion = (outcome: Result<DialOutcome>): Result<DialOutcome> => {
    if (outcome.ok && outcome.value.kind === 'asked') deps.showWindow()
    return outcome
  }

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
    'session:restore': () => sessionManager.restore(),
    'session:sign-in': (form) => sessionManager.signIn(form),
    'session:cancel-sign-in': () => {
      sessionManager.cancelSignIn()
      return done
    },
    'session:start-demo': () => sessionManager.startDemo(),
    'session:sign-out': () => sessionManager.signOut(),
    'line:reconnect': () =>
      withSession(({ connection }) => {
        connection.line.retry()
        return done
      }),
    'calls:dial': async ({ number }) => withQuestion(await prompter.dialFromWindow(number)),
    'calls:redial': async ({ key }) => withQuestion(await prompter.redialFromWindow(key)),
    'prompt:choose': ({ id, index }) => prompter.choose(id, index),
    'prompt:confirm': ({ id }) => prompter.confirm(id),
    'prompt:cancel': () => {
      prompter.cancel()
      return done
    },
    'hot-keys:set': ({ action, accelerator }) => {
      deps.hotKeys.set(action, accelerator)
      return done
    },
    'hot-keys:record': ({ isRecording }) => {
      deps.hotKeys.record(isRecording)
      return done
    },
    'hot-keys:test': ({ action }) => {
      deps.hotKeys.test(action)
      return done
    },
    'links:set': async ({ isOurs }) => {
      await deps.links.set(isOurs)
      return done
    },
    'pages:test': ({ event }) => deps.pages.test(event),
    'offline:dismiss': () =>
      withSession(({ calls }) => {
        calls.offline.dismiss()
        return done
      }),
    'offline:retry': () =>
      withSession(({ calls }) => {
        calls.offline.retry()
        return done
      }),
    'team:set': ({ entries }) =>
      withSession(({ team }) => {
        team.set(entries)
        return done
      }),
    'team:call': ({ agentId }) => withSession(({ team }) => succeeded(team.call(agentId))),
    'diagnostics:copy': async () => {
      await deps.copyDiagnostics()
      return done
    },
    ...deps.records,
    ...deps.imports,
    'calls:refresh-record': async ({ key }) =>
      (await sessionManager.current()?.calls.refreshRecord(key)) ?? failed({ code: 'signed-out' }),
    'calls:forget-all': () =>
      withSession(({ calls }) => {
        calls.forgetEnded()
        return done
      }),
    'numbers:read': ({ text }) => succeeded(readDialInput(text)),
    'clipboard:write': ({ text }) => {
      deps.copy(text)
      return done
    },
    'settings:change': async (patch) => {
      if (patch.pages !== undefined && !(await deps.pages.confirm(patch.pages))) {
        return failed({ code: 'cancelled' })
      }
      const settings = { ...state.get('settings'), ...patch }
      deps.keepSettings(settings)
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
    'key-store:give-up': () => {
      deps.giveUpKeyStore()
      return done
    },
    'window:hide': () => {
      deps.hideWindow()
      return done
    },
    'demo:call-from-elsewhere': () => {
      const demo = deps.demo()
      if (demo === null) return failed({ code: 'signed-out' })
      return demo.callFromElsewhere() ? done : failed({ code: 'phone-busy' })
    },
    'demo:hang-up': () => {
      const demo = deps.demo()
      if (demo === null) return failed({ code: 'signed-out' })
      demo.hangUp()
      return done
    }
  }
}
