import type { Handlers } from '../../shared/contract'
import { failed, succeeded } from '../../shared/result'
import type { Settings } from '../../shared/settings'
import { readDialInput } from './number'
import type { SessionKeeper } from './session'
import type { State } from './topics'

const done = succeeded(undefined)

/** The demo line's own controls. */
interface DemoControls {
  callFromElsewhere(): boolean
  hangUp(): void
}

/**
 * The one list of commands. The window reaches it over IPC; the hot key, the tray, links and the
 * command line call the same functions.
 */
export function createCommands(deps: {
  state: State
  sessionKeeper: SessionKeeper
  demo: () => DemoControls | null
  keepSettings: (settings: Settings) => void
  copy: (text: string) => void
  hideWindow: () => void
  dismissStorageProblems: () => void
  quit: () => void
}): Handlers {
  const { state, sessionKeeper } = deps
  return {
    'app:state': () =>
      succeeded({
        environment: state.snapshot('environment'),
        session: state.snapshot('session'),
        settings: state.snapshot('settings'),
        line: state.snapshot('line'),
        calls: state.snapshot('calls')
      }),
    'app:quit': () => {
      deps.quit()
      return done
    },
    'session:restore': () => sessionKeeper.restore(),
    'session:sign-in': (form) => sessionKeeper.signIn(form),
    'session:start-demo': () => sessionKeeper.startDemo(),
    'session:sign-out': () => sessionKeeper.signOut(),
    'line:reconnect': () => {
      const current = sessionKeeper.current()
      if (current === null) return failed({ code: 'signed-out' })
      current.connection.line.retry()
      return done
    },
    'calls:dial': async (intent) =>
      (await sessionKeeper.current()?.desk.dial(intent)) ?? failed({ code: 'signed-out' }),
    'calls:refresh-record': async ({ key }) =>
      (await sessionKeeper.current()?.desk.refreshRecord(key)) ?? failed({ code: 'signed-out' }),
    'calls:forget-all': () => {
      const current = sessionKeeper.current()
      if (current === null) return failed({ code: 'signed-out' })
      current.desk.forgetEnded()
      return done
    },
    'numbers:read': ({ text }) => succeeded(readDialInput(text)),
    'clipboard:write': ({ text }) => {
      deps.copy(text)
      return done
    },
    'settings:change': (patch) => {
      const settings = { ...state.get('settings'), ...patch }
      state.set('settings', settings)
      deps.keepSettings(settings)
      return done
    },
    'storage-problems:dismiss': () => {
      deps.dismissStorageProblems()
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
