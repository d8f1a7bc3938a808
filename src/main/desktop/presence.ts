import { powerMonitor } from 'electron'

/** Whether the user is at the computer. */
export interface UserPresence {
  isLocked(): boolean
  /** Time since the last key or mouse event anywhere, in ms. */
  idleMs(): number
}

/**
 * Watches whether the user is at the computer; `sleep` is reported before it and after it. Where the system doesn't
 * report a locked screen, the screen counts as unlocked.
 */
export function watchPresence(onChange: (change: 'lock' | 'unlock' | 'sleep') => void): UserPresence {
  let isLocked = false
  powerMonitor.on('lock-screen', () => {
    isLocked = true
    onChange('lock')
  })
  powerMonitor.on('unlock-screen', () => {
    isLocked = false
    onChange('unlock')
  })
  powerMonitor.on('suspend', () => onChange('sleep'))
  powerMonitor.on('resume', () => onChange('sleep'))
  return { isLocked: () => isLocked, idleMs: () => powerMonitor.getSystemIdleTime() * 1_000 }
}
