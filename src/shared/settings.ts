/** What a person can choose. Everything has a default, so an empty file is a valid one. */
export interface Settings {
  language: 'system' | 'zh-CN' | 'en'
  theme: 'system' | 'light' | 'dark'
  /** Which native notifications are shown. */
  notifications: {
    phoneRings: boolean
    calleeAnswered: boolean
    callEnded: boolean
  }
  /** No notification before this time; epoch ms, 0 for not paused. */
  notificationsPausedUntilMs: number
  /** Send the token on every call to the service, not only on the period query that documents it. */
  isTokenSentEverywhere: boolean
  isOpenedAtLogin: boolean
}

/** The settings of a new installation. */
export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  notifications: { phoneRings: true, calleeAnswered: true, callEnded: true },
  notificationsPausedUntilMs: 0,
  isTokenSentEverywhere: true,
  isOpenedAtLogin: false
}
