import { app, nativeTheme } from 'electron'
import type { Settings } from '../../shared/app/schema'
import { readAbout } from '../desktop/about'
import { setOpenedAtLogin } from '../desktop/autostart'
import { emptyState } from '../platform/empty-state'
import { createStateStore, type StateStore } from '../platform/state-store'
import { localeFor } from './user-files/first-settings'
import type { UserFiles } from './user-files/user-files'

/** Creates the state at the start of the program. */
export function createInitialState(files: UserFiles): StateStore {
  return createStateStore({
    ...emptyState,
    environment: {
      ...emptyState.environment,
      version: app.getVersion(),
      platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
      locale: localeFor(files.settings.initial.language),
      storageProblems: files.problems.list()
    },
    about: readAbout(),
    settings: files.settings.initial
  })
}

/** Applies the stored settings, and returns a function that publishes, persists and applies new ones. */
export function composeSettings(deps: {
  state: StateStore
  files: Pick<UserFiles, 'settings'>
}): (settings: Settings) => void {
  const { state, files } = deps
  const show = (settings: Settings): void => {
    nativeTheme.themeSource = settings.theme
    state.set('environment', { ...state.get('environment'), locale: localeFor(settings.language) })
  }
  show(files.settings.initial)

  return (settings) => {
    const { isOpenedAtLogin } = state.get('settings')
    state.set('settings', settings)
    files.settings.write(settings)
    show(settings)
    if (isOpenedAtLogin !== settings.isOpenedAtLogin) void setOpenedAtLogin(settings.isOpenedAtLogin)
  }
}
