import { powerMonitor } from 'electron'

/** Calls `onWake` after sleep and unlock, when connections may have been lost unnoticed. */
export function watchPower(onWake: (reason: 'resume' | 'unlock') => void): void {
  powerMonitor.on('resume', () => onWake('resume'))
  powerMonitor.on('unlock-screen', () => onWake('unlock'))
}
