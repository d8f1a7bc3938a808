import type { ElectronApplication } from '@playwright/test'
import { inMain } from './main-process'

/** A question asked by a native dialog. */
export interface AskedQuestion {
  message: string
  detail: string
  buttons: string[]
  defaultId: number
  cancelId: number
}

/**
 * Answers native questions from now on, because neither a page nor a test can press their buttons. Clears the
 * questions recorded so far.
 */
export const answerQuestions = (app: ElectronApplication, answer: 'yes' | 'no'): Promise<void> =>
  inMain(
    app,
    ({ dialog }, response) => {
      const asked: unknown[] = []
      Reflect.set(globalThis, 'askedQuestions', asked)
      dialog.showMessageBox = (...given: unknown[]) => {
        asked.push(given.at(-1))
        return Promise.resolve({ response, checkboxChecked: false })
      }
    },
    answer === 'yes' ? 1 : 0
  )

/** The questions asked since {@link answerQuestions}. */
export const askedQuestions = (app: ElectronApplication): Promise<AskedQuestion[]> =>
  inMain(app, () => Reflect.get(globalThis, 'askedQuestions') as AskedQuestion[])
