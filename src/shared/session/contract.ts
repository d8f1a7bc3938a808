import { z } from 'zod'
import { signInFormSchema } from './schema'

const nothing = z.undefined()

/** The commands of the session, the live line and the demo line; a part of the one contract. */
export const sessionContract = {
  /** Checks the account against the service, then keeps it. Errors carry the form's field. */
  'session:sign-in': { input: signInFormSchema, output: nothing },
  /** Ends a sign-in that is being checked: it answers `cancelled`, and nothing of it is kept. */
  'session:cancel-sign-in': { input: nothing, output: nothing },
  'session:start-demo': { input: nothing, output: nothing },
  /** Tries the kept sign-in again (after the key store was unlocked, say); the outcome is in `session`. */
  'session:restore': { input: nothing, output: nothing },
  /** Takes the token out of the key store. */
  'session:sign-out': { input: nothing, output: nothing },
  /** Tries the live line again at once. */
  'line:reconnect': { input: nothing, output: nothing },
  /** Ends the wait for the system's key store. */
  'key-store:give-up': { input: nothing, output: nothing },
  /** Demo line only: a call that another program started (a CRM page, say). */
  'demo:call-from-elsewhere': { input: nothing, output: nothing },
  /** Demo line only: the callee hangs up. */
  'demo:hang-up': { input: nothing, output: nothing }
} as const
