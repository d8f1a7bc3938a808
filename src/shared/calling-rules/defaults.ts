import type { CallingRules } from './schema'

const day = { isOn: true, fromMinute: 8 * 60, toMinute: 21 * 60 }

/** The calling rules of a new installation. */
export const defaultCallingRules: CallingRules = {
  doNotCall: { action: 'refuse' },
  hours: { action: 'ask', days: Array.from({ length: 7 }, () => day) },
  attempts: {
    action: 'off',
    perHour: 1,
    perDay: 3,
    total: 0,
    totalDays: 30,
    scope: 'tenant',
    whenUnknown: 'ask'
  }
}
