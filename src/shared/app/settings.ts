import { defaultCallingRules } from '../calling-rules/defaults'
import { defaultResults } from '../results/results'
import { defaultWorkListSettings } from '../work-lists/defaults'
import type { Settings } from './schema'

/** The events of a call on which a web page can be opened. */
export const pageEvents = ['phoneRings', 'calleeAnswered', 'callEnded'] as const

/** An event of a call on which a web page can be opened. */
export type PageEvent = (typeof pageEvents)[number]

/** The settings of a new installation. */
export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  zoom: 1,
  notifications: { phoneRings: true, calleeAnswered: true, callEnded: true, callBacks: true },
  notificationsPausedUntilMs: 0,
  isTokenSentEverywhere: true,
  isOpenedAtLogin: false,
  dialling: {
    policy: 'ask-when-doubtful',
    undoPauseMs: 1_500,
    askAgainWithinMs: 600_000,
    isSelectionTaken: false,
    isBarShown: true
  },
  links: { tel: 'ask', callto: 'ask' },
  // Unused by default on Windows, macOS, GNOME, KDE and Xfce.
  hotKeys: {
    'dial-copied': 'CommandOrControl+Shift+F9',
    'redial-last': null,
    'toggle-window': null,
    'wrap-up-last': null,
    'pause-notifications': null
  },
  results: defaultResults,
  records: {
    columns: [
      'startedAtMs',
      'calleeNumber',
      'outcome',
      'result',
      'duration',
      'cost',
      'agentId',
      'hasRecording',
      'note'
    ],
    isOwnShown: true,
    isNumberMasked: false,
    playback: { rate: 1, volume: 1, deviceId: '' },
    maxCacheBytes: 500 * 1_024 * 1_024
  },
  imports: { batchSize: 1_000, requestsAtOnce: 1, isDoubtfulIncluded: false },
  pages: {
    phoneRings: { isOn: false, template: '' },
    calleeAnswered: { isOn: false, template: '' },
    callEnded: { isOn: false, template: '' }
  },
  lookUp: { isOn: false, template: '' },
  dailyGoal: 0,
  callingRules: defaultCallingRules,
  workLists: defaultWorkListSettings,
  privacy: { isNumberMasked: false },
  retention: { calls: 0, recordings: 0, ruleDecisions: 0, logs: 0 }
}
