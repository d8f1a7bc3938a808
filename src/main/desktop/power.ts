import { powerMonitor } from 'electron'

/** Calls `onWake` when this computer may have lost its connections unnoticed: after sleep and unlock. */
export function watchPower(onWake: (reason: 'resume' | 'unlock') => void): void {
  powerMonitor.on('resume', () => onWake('resume'))
  powerMonitor.on('unlock-screen', () => onWake('unlock'))
}
