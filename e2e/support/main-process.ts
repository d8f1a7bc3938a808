import type { ElectronApplication } from '@playwright/test'

/**
 * Runs a function in the main process. Under load V8 can collect the promise of the reply, so that only the reply is
 * lost: the function runs again, and must be repeatable.
 */
export async function inMain<T, A = undefined>(
  app: ElectronApplication,
  act: (electron: typeof Electron.CrossProcessExports, arg: A) => T | Promise<T>,
  arg?: A
): Promise<T> {
  for (;;) {
    try {
      return (await app.evaluate(act as (electron: unknown, arg: unknown) => T | Promise<T>, arg)) as T
    } catch (error) {
      const isLost = error instanceof Error && error.message.includes('promise was garbage collected')
      if (!isLost) throw error
    }
  }
}
