import { z } from 'zod'
import { signInFormSchema } from './schema'

const nothing = z.undefined()

/** The commands for the session, the live line and the demo; part of the IPC contract. */
export const sessionContract = {
  /** Checks the account against the service, then persists it. Errors contain the form's field. */
  'session:sign-in': { input: signInFormSchema, output: nothing },
  /** Cancels a sign-in during its check: it fails with `cancelled`, and nothing is persisted. */
  'session:cancel-sign-in': { input: nothing, output: nothing },
  /** Shows the form of the account in the main window, with the value that the service refused. */
  'session:show-form': { input: nothing, output: nothing },
  'session:start-demo': { input: nothing, output: nothing },
  /** Retries the stored sign-in, e.g. after the key store was unlocked; the result is in `session`. */
  'session:restore': { input: nothing, output: nothing },
  /** Removes the token from the key store. */
  'session:sign-out': { input: nothing, output: nothing },
  /** Reconnects the live line immediately. */
  'line:reconnect': { input: nothing, output: nothing },
  /** Stops waiting for the system's key store. */
  'key-store:give-up': { input: nothing, output: nothing },
  /** Demo only: a call started by another program, e.g. a CRM page. */
  'demo:call-from-elsewhere': { input: nothing, output: nothing },
  /** Demo only: the callee hangs up. */
  'demo:hang-up': { input: nothing, output: nothing }
} as const
