/** The steps of the guide, in order. */
export const guideSteps = ['key', 'notification', 'login', 'links', 'tray'] as const

/** Where the program is while its window is closed. */
export function whereabouts(environment: {
  hasTray: boolean
  platform: 'win32' | 'darwin' | 'linux'
}): 'tray' | 'menuBar' | 'taskBar' {
  if (!environment.hasTray) return 'taskBar'
  return environment.platform === 'darwin' ? 'menuBar' : 'tray'
}
