import type { DialPolicy } from '../dialling/dialling'
import type { HotKeyAction } from '../dialling/hot-keys'
import type { RecordColumn } from '../records/records'

/** The events of a call on which a web page can be opened. */
export const pageEvents = ['phoneRings', 'calleeAnswered', 'callEnded'] as const

/** An event of a call on which a web page can be opened. */
export type PageEvent = (typeof pageEvents)[number]

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
  dialling: {
    policy: DialPolicy
    /** How long a call can be called off before it starts; ms, 0 to 5,000. */
    undoPauseMs: number
    /** The same number within this time asks first; ms, 0: it doesn't ask. */
    askAgainWithinMs: number
    /** The hot key takes the marked text instead of what was copied. */
    isSelectionTaken: boolean
    /** The small bar shows what the hot key does; without it only questions are shown. */
    isBarShown: boolean
  }
  /** Combinations as Electron writes them; null: none. */
  hotKeys: Record<HotKeyAction, string | null>
  records: {
    /** In order. */
    columns: RecordColumn[]
    /** Numbers are shown as 138****8000. */
    isNumberMasked: boolean
    playback: {
      rate: number
      volume: number
      /** An id of the system's; '' for its default. */ deviceId: string
    }
    /** How much room recordings that were played may take, in bytes. */
    maxCacheBytes: number
  }
  imports: {
    /** Numbers of one request, 1 to 10,000. */
    batchSize: number
    /** 1 to 4. */
    requestsAtOnce: number
    /** Doubtful numbers of a new draft are sent. */
    isDoubtfulIncluded: boolean
  }
  /** A web page for each event, with {callee}, {caller}, {call}, {agent}, {salesman} in it. */
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
  // Free on Windows, macOS, GNOME, KDE and Xfce as they come.
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
