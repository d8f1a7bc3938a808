import { app } from 'electron'
import { messages } from '../../shared/messages'
import { askNatively } from '../desktop/windows/native-question'
import type { StateStore } from '../platform/state-store'
import type { ComposedImports } from './compose-imports'

/** Quitting by the user. */
export interface Quitting {
  /** Quits, after asking for confirmation if an import is under way. */
  quit: () => void
  /** True once quitting needs no confirmation or the user confirmed. */
  isAgreed: () => boolean
}

export function composeQuitting(deps: {
  state: StateStore
  imports: Pick<ComposedImports, 'underWay'>
}): Quitting {
  let isAsking = false
  let isAgreed = false

  const mayQuit = async (): Promise<boolean> => {
    const underWay = await deps.imports.underWay()
    if (underWay === null) return true
    const { question, detail, pauseAndQuit, keepRunning } =
      messages[deps.state.get('environment').locale].desktop.quit
    return askNatively({ question, detail: detail(underWay.waiting), yes: pauseAndQuit, no: keepRunning })
  }
  const quit = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    isAgreed = await mayQuit()
    isAsking = false
    if (isAgreed) app.quit()
  }

  return { quit: () => void quit(), isAgreed: () => isAgreed }
}
