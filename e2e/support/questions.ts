import type { ElectronApplication } from '@playwright/test'

/** What a dialog of the system asked. */
export interface AskedQuestion {
  message: string
  detail: string
  buttons: string[]
  defaultId: number
  cancelId: number
}

/**
 * Answers the system's questions from now on: no page can press their buttons, and a test can't either. Forgets
 * what was asked before.
 */
export const answerQuestions = (app: ElectronApplication, answer: 'yes' | 'no'): Promise<void> =>
  app.evaluate(
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

/** What was asked since {@link answerQuestions}. */
export const askedQuestions = (app: ElectronApplication): Promise<AskedQuestion[]> =>
  app.evaluate(() => Reflect.get(globalThis, 'askedQuestions') as AskedQuestion[])
