import { z } from 'zod'
import { dialPolicies } from '../dialling/dialling'
import { acceleratorSchema } from '../dialling/schema'
import { importLimits } from '../imports/imports'
import { neighbours } from '../platform/neighbours'
import { longText, shortText, timeMs } from '../platform/schema'
import { recordColumns } from '../records/records'
import type { Settings } from './settings'
import {
  maxStorageProblems,
  storageProblemKinds,
  storedFiles,
  type Environment,
  type StorageProblem
} from './environment'

const page = z.strictObject({ isOn: z.boolean(), template: longText })

/** See {@link Settings}. */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.strictObject({
    phoneRings: z.boolean(),
    calleeAnswered: z.boolean(),
    callEnded: z.boolean()
  }),
  notificationsPausedUntilMs: timeMs,
  isTokenSentEverywhere: z.boolean(),
  isOpenedAtLogin: z.boolean(),
  dialling: z.strictObject({
    policy: z.enum(dialPolicies),
    undoPauseMs: z.number().int().min(0).max(5_000),
    askAgainWithinMs: z.number().int().min(0).max(86_400_000),
    isSelectionTaken: z.boolean(),
    isBarShown: z.boolean()
  }),
  hotKeys: z.strictObject({
    'dial-copied': acceleratorSchema.nullable(),
    'redial-last': acceleratorSchema.nullable(),
    'toggle-window': acceleratorSchema.nullable(),
    'pause-notifications': acceleratorSchema.nullable()
  }),
  records: z.strictObject({
    columns: z.array(z.enum(recordColumns)).min(1).max(recordColumns.length),
    isNumberMasked: z.boolean(),
    playback: z.strictObject({
      rate: z.number().min(0.5).max(2),
      volume: z.number().min(0).max(1),
      deviceId: shortText
    }),
    maxCacheBytes: z.number().int().min(0).max(50_000_000_000)
  }),
  imports: z.strictObject({
    batchSize: z.number().int().min(importLimits.batchSize.min).max(importLimits.batchSize.max),
    requestsAtOnce: z
      .number()
      .int()
      .min(importLimits.requestsAtOnce.min)
      .max(importLimits.requestsAtOnce.max),
    isDoubtfulIncluded: z.boolean()
  }),
  pages: z.strictObject({ phoneRings: page, calleeAnswered: page, callEnded: page })
}) satisfies z.ZodType<Settings>

/** See {@link StorageProblem}. */
export const storageProblemSchema = z.strictObject({
  id: shortText.min(1),
  kind: z.enum(storageProblemKinds),
  file: z.enum(storedFiles),
  name: shortText,
  keptAs: shortText.nullable(),
  lostEntries: z.number().int().min(0).nullable(),
  atMs: timeMs
}) satisfies z.ZodType<StorageProblem>

/** See {@link Environment}. */
export const environmentSchema = z.strictObject({
  version: shortText,
  platform: z.enum(['win32', 'darwin', 'linux']),
  locale: z.enum(['zh-CN', 'en']),
  hasTray: z.boolean(),
  storageProblems: z.array(storageProblemSchema).max(maxStorageProblems),
  unresponsive: z.array(z.enum(neighbours)).max(neighbours.length),
  withheld: z.strictObject({ pages: z.number().int().min(0), notifications: z.number().int().min(0) })
}) satisfies z.ZodType<Environment>
