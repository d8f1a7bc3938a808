import type { StateStore } from '../platform/state-store'
import type { UserFiles } from './user-files/user-files'

/** What is shown to new users once. */
export interface Guide {
  /** The guide was finished or left: it doesn't open by itself again. */
  end(): void
  /** The main window was closed or hidden: says once where the program is now. */
  tellWhere(): void
}

export function composeGuide(deps: {
  state: StateStore
  files: Pick<UserFiles, 'isGuideSeen' | 'isPutAwayTold'>
  /** Says where the program is; false: the system didn't show it. */
  notify: () => Promise<boolean>
}): Guide {
  const { state, files } = deps
  let isTelling = false
  return {
    end() {
      files.isGuideSeen.write(true)
      state.set('environment', { ...state.get('environment'), isGuideDue: false })
    },
    tellWhere() {
      if (isTelling || files.isPutAwayTold.read()) return
      isTelling = true
      void deps.notify().then((isShown) => {
        isTelling = false
        if (isShown) files.isPutAwayTold.write(true)
      })
    }
  }
}
