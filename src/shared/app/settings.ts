import type { DialPolicy } from '../dialling/dialling'
import type { HotKeyAction } from '../dialling/hot-keys'
import type { RecordColumn } from '../records/records'

/** The events of a call on which a web page can be opened. */
export const pageEvents = ['phoneRings', 'calleeAnswered', 'callEnded'] as const

/** An event of a call on which a web page can be opened. */
export type PageEvent = (typeof pageEvents)[number]

/** The user's settings. Every setting has a default, so an empty file is valid. */
export interface Settings {
  language: 'system' | 'zh-CN' | 'en'
  theme: 'system' | 'light' | 'dark'
  /** Which native notifications are shown. */
  notifications: {
    phoneRings: boolean
    calleeAnswered: boolean
    callEnded: boolean
  }
  /** Notifications are paused until this time; epoch ms, 0 for not paused. */
  notificationsPausedUntilMs: number
  /** Send the token on every call to the service, not only on the period query that documents it. */
  isTokenSentEverywhere: boolean
  isOpenedAtLogin: boolean
  dialling: {
    policy: DialPolicy
    /** How long a call can be cancelled before it starts; ms, 0 to 5,000. */
    undoPauseMs: number
    /** Confirm calling the same number again within this time; ms, 0: never. */
    askAgainWithinMs: number
    /** The hot key takes the selected text instead of the clipboard. */
    isSelectionTaken: boolean
    /** Show the small bar for the hot key; without it only questions are shown. */
    isBarShown: boolean
  }
  /** Accelerators in Electron's syntax; null: none. */
  hotKeys: Record<HotKeyAction, string | null>
  records: {
    /** In display order. */
    columns: RecordColumn[]
    /** Show numbers masked, as 138****8000. */
    isNumberMasked: boolean
    playback: {
      rate: number
      volume: number
      /** The system's device id; '' for the default. */ deviceId: string
    }
    /** The cache size of played recordings, in bytes. */
    maxCacheBytes: number
  }
  imports: {
    /** Numbers per request, 1 to 10,000. */
    batchSize: number
    /** Concurrent requests, 1 to 4. */
    requestsAtOnce: number
    /** Doubtful numbers of a new draft are included. */
    isDoubtfulIncluded: boolean
  }
  /** A web page per event, with the placeholders {callee}, {caller}, {call}, {agent}, {salesman}. */
  pages: Record<PageEvent, { isOn: boolean; template: string }>
}

/** The settings of a new installation. */
export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  notifications: { phoneRings: true, calleeAnswered: true, callEnded: true },
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
  // Unused by default on Windows, macOS, GNOME, KDE and Xfce.
  hotKeys: {
    'dial-copied': 'CommandOrControl+Shift+F9',
    'redial-last': null,
    'toggle-window': null,
    'pause-notifications': null
  },
  records: {
    columns: [
      'startedAtMs',
      'calleeNumber',
      'outcome',
      'duration',
      'cost',
      'agentId',
      'salesmanCode',
      'hasRecording',
      'note'
    ],
    isNumberMasked: false,
    playback: { rate: 1, volume: 1, deviceId: '' },
    maxCacheBytes: 500 * 1_024 * 1_024
  },
  imports: { batchSize: 1_000, requestsAtOnce: 1, isDoubtfulIncluded: false },
  pages: {
    phoneRings: { isOn: false, template: '' },
    calleeAnswered: { isOn: false, template: '' },
    callEnded: { isOn: false, template: '' }
  }
}
