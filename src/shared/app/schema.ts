import { z } from 'zod'
import { dialPolicies } from '../dialling/dialling'
import { linkAnswers } from '../dialling/links'
import { zoomLimits } from './zoom'
import { acceleratorSchema } from '../dialling/schema'
import { importLimits } from '../imports/imports'
import { neighbours } from '../platform/neighbours'
import { longText, shortText, timeMs } from '../platform/schema'
import { recordColumns } from '../records/records'
import { maxDailyGoal } from '../calls/today'
import { callingRulesSchema } from '../calling-rules/schema'
import { maxRetentionDays } from './retention'
import { callResultsSchema } from '../results/schema'
import { workListSettingsSchema } from '../work-lists/schema'
import { maxStorageProblems, storageProblemKinds, storedFiles } from './environment'

const retentionDays = z.number().int().min(0).max(maxRetentionDays)
const page = z.strictObject({ isOn: z.boolean(), template: longText })

/** The user's settings. Every setting has a default, so an empty file is valid. */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** The size of everything in the windows; 1 is the usual size. */
  zoom: z.number().min(zoomLimits.min).max(zoomLimits.max),
  /** Which native notifications are shown. */
  notifications: z.strictObject({
    phoneRings: z.boolean(),
    calleeAnswered: z.boolean(),
    callEnded: z.boolean(),
    /** A call-back is due. */
    callBacks: z.boolean()
  }),
  /** Notifications are paused until this time; epoch ms, 0 for not paused. */
  notificationsPausedUntilMs: timeMs,
  /** Send the token on every call to the service, not only on the period query that documents it. */
  isTokenSentEverywhere: z.boolean(),
  isOpenedAtLogin: z.boolean(),
  dialling: z.strictObject({
    policy: z.enum(dialPolicies),
    /** How long a call can be cancelled before it starts. */
    undoPauseMs: z.number().int().min(0).max(5_000),
    /** Confirm calling the same number again within this time; 0: never. */
    askAgainWithinMs: z.number().int().min(0).max(86_400_000),
    /** The hot key takes the selected text instead of the clipboard. */
    isSelectionTaken: z.boolean(),
    /** Show the small bar for the hot key; without it only questions are shown. */
    isBarShown: z.boolean()
  }),
  /** What the links of each scheme lead to. */
  links: z.strictObject({ tel: z.enum(linkAnswers), callto: z.enum(linkAnswers) }),
  /** Null: none. */
  hotKeys: z.strictObject({
    'dial-copied': acceleratorSchema.nullable(),
    'redial-last': acceleratorSchema.nullable(),
    'toggle-window': acceleratorSchema.nullable(),
    'wrap-up-last': acceleratorSchema.nullable(),
    'pause-notifications': acceleratorSchema.nullable()
  }),
  /** What calls can result in, in the order of the keys 1–9. */
  results: callResultsSchema,
  records: z.strictObject({
    /** In display order. */
    columns: z.array(z.enum(recordColumns)).min(1).max(recordColumns.length),
    /** The records open on the calls of the user's own desk phone. */
    isOwnShown: z.boolean(),
    /** Show numbers masked, as 138****8000. */
    isNumberMasked: z.boolean(),
    playback: z.strictObject({
      rate: z.number().min(0.5).max(2),
      volume: z.number().min(0).max(1),
      /** The system's device id; '' for the default. */
      deviceId: shortText
    }),
    /** The cache size of played recordings. */
    maxCacheBytes: z.number().int().min(0).max(50_000_000_000)
  }),
  imports: z.strictObject({
    /** Numbers per request. */
    batchSize: z.number().int().min(importLimits.batchSize.min).max(importLimits.batchSize.max),
    /** Concurrent requests. */
    requestsAtOnce: z
      .number()
      .int()
      .min(importLimits.requestsAtOnce.min)
      .max(importLimits.requestsAtOnce.max),
    /** Doubtful numbers of a new draft are included. */
    isDoubtfulIncluded: z.boolean()
  }),
  /** A web page per event, with the placeholders {callee}, {caller}, {call}, {agent}, {salesman}. */
  pages: z.strictObject({ phoneRings: page, calleeAnswered: page, callEnded: page }),
  /** A server that is asked for the names of numbers, with the same placeholders; {callee} is needed. */
  lookUp: page,
  /** Calls that the user wants to make on a day; 0: no goal. */
  dailyGoal: z.number().int().min(0).max(maxDailyGoal),
  callingRules: callingRulesSchema,
  workLists: workListSettingsSchema,
  privacy: z.strictObject({
    /** Numbers of others leave the main process masked only, as 138****8000. */
    isNumberMasked: z.boolean()
  }),
  /** How many days each local store keeps its entries; 0: no limit of days. */
  retention: z.strictObject({
    calls: retentionDays,
    recordings: retentionDays,
    ruleDecisions: retentionDays,
    logs: retentionDays
  })
})

/** See {@link settingsSchema}. */
export type Settings = z.infer<typeof settingsSchema>

/** Stored data that couldn't be read or written; shown until the user dismisses it. */
export const storageProblemSchema = z.strictObject({
  id: shortText.min(1),
  kind: z.enum(storageProblemKinds),
  file: z.enum(storedFiles),
  /** The file's name in the user-data folder, such as `calls-….json`. */
  name: shortText,
  /** The name of the copy of the damaged file; null: none. */
  keptAs: shortText.nullable(),
  /** The number of unreadable entries; null: unknown. */
  lostEntries: z.number().int().min(0).nullable(),
  /** When the problem was found; epoch ms. */
  atMs: timeMs
})

/** See {@link storageProblemSchema}. */
export type StorageProblem = z.infer<typeof storageProblemSchema>

/** Pages and notifications withheld during a flood of events; counted until the user dismisses them. */
const withheldSchema = z.strictObject({
  /** Web pages that were not opened. */
  pages: z.number().int().min(0),
  /** Notifications that were merged into one. */
  notifications: z.number().int().min(0)
})

/** See {@link withheldSchema}. */
export type Withheld = z.infer<typeof withheldSchema>

/** Facts about the program's environment; rarely change. */
export const environmentSchema = z.strictObject({
  version: shortText,
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** The language in use. */
  locale: z.enum(['zh-CN', 'en']),
  /** False where no tray is available: closing then minimises instead of hiding. */
  hasTray: z.boolean(),
  /** Installed, and not run from its sources. */
  isPackaged: z.boolean(),
  /** The guide opens after the next sign-in, which is the first one in this user-data folder. */
  isGuideDue: z.boolean(),
  storageProblems: z.array(storageProblemSchema).max(maxStorageProblems),
  /** Neighbours that exceeded their time limit, until they answer again. */
  unresponsive: z.array(z.enum(neighbours)).max(neighbours.length),
  withheld: withheldSchema
})

/** See {@link environmentSchema}. */
export type Environment = z.infer<typeof environmentSchema>
