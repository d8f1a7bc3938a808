import { defaultSettings } from '../../shared/app/settings'
import type { AppState } from '../../shared/app/state'

const noKey = { accelerator: null, failed: null }

/** The state before anything is known; what the program starts from, and tests vary. */
export const emptyState: AppState = {
  environment: {
    version: '',
    platform: 'linux',
    locale: 'en',
    hasTray: false,
    storageProblems: [],
    unresponsive: [],
    withheld: { pages: 0, notifications: 0 }
  },
  session: { kind: 'restoring' },
  settings: defaultSettings,
  line: { kind: 'off' },
  prompt: { kind: 'none' },
  hotKeys: {
    keys: {
      'dial-copied': noKey,
      'redial-last': noKey,
      'toggle-window': noKey,
      'pause-notifications': noKey
    },
    test: null,
    isDoubtful: false
  },
  links: {
    schemes: { tel: { isOurs: false, handler: null }, callto: { isOurs: false, handler: null } },
    problem: null
  },
  connection: { address: null, transport: null, proxy: null, clockOffsetMs: 0, history: [] },
  offline: null,
  team: [],
  records: {
    period: null,
    load: { kind: 'none' },
    gaps: [],
    gapCount: 0,
    incompleteSeconds: 0,
    revision: 0,
    export: { kind: 'none' },
    problem: null,
    loss: null
  },
  recordings: { downloads: null, folderName: null, opening: null, cacheBytes: 0 },
  imports: {
    isOpen: false,
    imports: [],
    campaigns: [],
    blockList: null,
    isBlockListReading: false,
    export: { kind: 'none' },
    problem: null,
    loss: null
  },
  importDraft: {
    tables: [],
    check: { kind: 'none' },
    revision: 0,
    isDoubtfulIncluded: false,
    campaignId: '',
    canUndo: false
  },
  calls: []
}
