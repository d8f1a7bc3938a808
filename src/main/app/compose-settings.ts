import { app, nativeTheme } from 'electron'
import type { Settings } from '../../shared/app/schema'
import { readAbout } from '../desktop/about'
import { setOpenedAtLogin } from '../desktop/autostart'
import { emptyState } from '../platform/empty-state'
import { createStateStore, type StateStore } from '../platform/state-store'
import { localeFor } from './user-files/first-settings'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { PolicyInForce } from '../policy/policy-in-force'
import type { UserFiles } from './user-files/user-files'

/** Creates the state at the start of the program. */
export function createInitialState(files: UserFiles, policy: PolicyInForce): StateStore {
  const settings = policy.layers.effective(files.settings.initial)
  return createStateStore({
    ...emptyState,
    environment: {
      ...emptyState.environment,
      version: app.getVersion(),
      isPackaged: app.isPackaged,
      isGuideDue: !files.isGuideSeen.read() && files.account.read() === null,
      platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
      locale: localeFor(settings.language),
      storageProblems: files.problems.list()
    },
    about: readAbout(),
    settings,
    policy: policy.state
  })
}

/**
 * Publishes, persists and applies new settings; every change of a setting goes through it. Refused as a whole if it
 * touches what the policy locks.
 */
export type ApplySettings = (settings: Settings) => Result<undefined>

/** Applies the settings in force, and returns a function that changes them. */
export function composeSettings(deps: {
  state: StateStore
  files: Pick<UserFiles, 'settings'>
  policy: PolicyInForce
}): ApplySettings {
  const { state, files } = deps
  const { layers, isClosed } = deps.policy
  let chosen = files.settings.initial
  const show = (settings: Settings): void => {
    nativeTheme.themeSource = settings.theme
    state.set('environment', { ...state.get('environment'), locale: localeFor(settings.language) })
  }
  show(state.get('settings'))
  // A value from the policy hasn't been applied to the system yet.
  if (layers.isGiven('isOpenedAtLogin')) void setOpenedAtLogin(state.get('settings').isOpenedAtLogin)

  return (settings) => {
    const current = state.get('settings')
    const field = layers.refused(current, settings)
    if (field !== null) return failed({ code: isClosed ? 'policy-closed' : 'policy-locked', field })
    chosen = layers.chosen(chosen, settings)
    state.set('settings', settings)
    files.settings.write(chosen)
    show(settings)
    if (current.isOpenedAtLogin !== settings.isOpenedAtLogin) void setOpenedAtLogin(settings.isOpenedAtLogin)
    return succeeded(undefined)
  }
}
