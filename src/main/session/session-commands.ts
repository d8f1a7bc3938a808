import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded } from '../../shared/platform/result'
import type { SessionManager } from './session-manager'

/** The commands for signing in and out. */
export type SessionCommands = Pick<
  Handlers,
  Extract<keyof Handlers, `session:${string}` | `line:${string}` | `key-store:${string}`>
>

const done = succeeded(undefined)

export function createSessionCommands(deps: {
  session: SessionManager
  /** Shows the form of the account in the main window. */
  showForm: () => void
  pauseImports: () => Promise<void>
  /** Stops waiting for the key store. */
  giveUpKeyStore: () => void
}): SessionCommands {
  const { session, pauseImports } = deps
  return {
    'session:restore': () => session.restore(),
    'session:sign-in': (form) => session.signIn(form),
    'session:cancel-sign-in': () => {
      session.cancelSignIn()
      return done
    },
    'session:show-form': () => {
      deps.showForm()
      return done
    },
    'session:start-demo': () => session.startDemo(),
    'session:sign-out': async () => {
      // A reply that arrives after the token was deleted would be lost.
      await pauseImports()
      return session.signOut()
    },
    'line:reconnect': () => {
      const current = session.current()
      if (current === null) return failed({ code: 'signed-out' })
      current.connection.line.retry()
      return done
    },
    'key-store:give-up': () => {
      deps.giveUpKeyStore()
      return done
    }
  }
}
