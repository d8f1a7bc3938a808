import { z } from 'zod'
import { callOutcomes } from '../../shared/calls/steps'
import { contactColumnSchema } from '../../shared/contacts/schema'
import { contactLimits } from '../../shared/contacts/contacts'
import { zoneOffsetsSchema } from '../../shared/records/filter-schema'
import { noteTextSchema } from '../../shared/records/row-schema'
import { historyLossSchema, shortText, timeMs } from '../../shared/platform/schema'
import { resultIdSchema } from '../../shared/results/schema'
import {
  maxWorkRows,
  workEntryChanges,
  workListFormats,
  workListLimits,
  workListStates,
  type workStates
} from '../../shared/work-lists/limits'
import {
  workEntryFilterSchema,
  workEntryIdSchema,
  workEntrySchema,
  workGuideSchema,
  workListIdSchema,
  workListSchema,
  workProgressSchema
} from '../../shared/work-lists/schema'
import { contactOperations, contactTableSchema } from '../contacts/contacts-operations'
import type { Ask, InputOf, OutputOf, ProcessCodes, ProcessContract } from '../platform/process-contract'
import { rowsProgress, type RowsProgress } from '../platform/rows-progress'

// The operations of the work lists' process. Both ends validate what they receive.

/** Why an operation on work lists failed. */
const workListsErrorCodes = [
  'input-invalid',
  'cancelled',
  'timed-out',
  'work-list-gone',
  'work-entry-changed',
  'work-lists-full',
  'work-list-empty',
  'work-lists-locked',
  'work-lists-failed',
  'export-failed',
  'list-unreadable',
  'list-unsupported',
  'list-damaged',
  'list-too-large'
] as const

/** See {@link workListsErrorCodes}. */
export type WorkListsErrorCode = (typeof workListsErrorCodes)[number]

/** The work lists' error codes for failures of the database or the process. */
export const workListsCodes = {
  known: workListsErrorCodes,
  failed: 'work-lists-failed',
  locked: 'work-lists-locked',
  cancelled: 'cancelled',
  timedOut: 'timed-out',
  inputInvalid: 'input-invalid'
} as const satisfies ProcessCodes<WorkListsErrorCode> & { locked: WorkListsErrorCode }

const count = z.number().int().min(0)
const path = z.string().min(1).max(4_096)
const word = z.string().max(100)
const none = z.strictObject({})
const list = { listId: workListIdSchema }
const entry = { ...list, id: workEntryIdSchema }
const claim = { ...entry, callKey: shortText }
/** Most entries that one change of chosen ones takes. */
const chosenIds = z.array(workEntryIdSchema).min(1).max(1_000)
/** Entries that are called at once, or were when the program ended: one of each list would be many. */
export const maxClaimed = 1_000
/** Numbers that are checked at once. */
export const numbersPerPage = 10_000

const callSchema = z.strictObject({
  callKey: shortText,
  callId: shortText.nullable(),
  outcome: z.enum(callOutcomes).nullable(),
  result: resultIdSchema.nullable(),
  note: noteTextSchema
})
const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('later'), dueAtMs: timeMs, isRetry: z.boolean() }),
  z.strictObject({ kind: z.literal('skipped') }),
  z.strictObject({ kind: z.literal('never') })
])

/** The texts of an exported list in the user's language. */
const exportWordsSchema = z.strictObject({
  number: word,
  name: word,
  company: word,
  state: word,
  states: z.strictObject({
    open: word,
    later: word,
    calling: word,
    unsure: word,
    done: word,
    skipped: word,
    never: word
  } satisfies Record<(typeof workStates)[number], typeof word>),
  due: word,
  attempts: word,
  last: word,
  outcome: word,
  outcomes: z.record(z.enum(callOutcomes), word),
  result: word,
  results: z.array(z.strictObject({ id: resultIdSchema, name: word })).max(100),
  note: word
})

/** See {@link exportWordsSchema}. */
export type WorkExportWords = z.infer<typeof exportWordsSchema>

/** Input and output of each operation. Operations that change something resolve once it is durable. */
export const workListOperations = {
  /** `isFirst`: the first opening of this run of the program; lists that were removed or half made go away. */
  open: {
    input: z.strictObject({ file: path, nowMs: timeMs, isFirst: z.boolean() }),
    output: z.strictObject({ loss: historyLossSchema.nullable() })
  },
  acknowledgeLoss: { input: none, output: z.null() },
  lists: { input: none, output: z.array(workListSchema).max(workListLimits.maxLists) },
  progress: { input: z.strictObject(list), output: workProgressSchema },
  rename: {
    input: z.strictObject({ ...list, name: workListSchema.shape.name }),
    output: z.null()
  },
  setState: { input: z.strictObject({ ...list, state: z.enum(workListStates) }), output: z.null() },
  setGuide: { input: z.strictObject({ ...list, guide: workGuideSchema }), output: z.null() },
  /** Hides a list; it is deleted at the next start of the program. */
  remove: { input: z.strictObject(list), output: z.null() },
  /** Shows a list again that was removed in this run. */
  restore: { input: z.strictObject(list), output: z.null() },
  // Entries
  entries: {
    input: z.strictObject({
      ...list,
      filter: workEntryFilterSchema,
      offset: count,
      limit: z.number().int().min(1).max(maxWorkRows)
    }),
    output: z.strictObject({ rows: z.array(workEntrySchema).max(maxWorkRows), total: count })
  },
  /** Entries whose state doesn't allow the change are left out; the number of changed ones. */
  changeEntries: {
    input: z.strictObject({ ...list, ids: chosenIds, change: z.enum(workEntryChanges) }),
    output: z.strictObject({ changed: count })
  },
  /** Puts all skipped entries back. */
  putBackSkipped: { input: z.strictObject(list), output: z.strictObject({ changed: count }) },
  // Working through: see WorkRunStore
  next: {
    input: z.strictObject({
      ...list,
      nowMs: timeMs,
      except: z.array(workEntryIdSchema).max(10_000)
    }),
    output: z.strictObject({ entry: workEntrySchema.nullable(), nextDueAtMs: timeMs.nullable() })
  },
  get: { input: z.strictObject(entry), output: workEntrySchema },
  claim: { input: z.strictObject({ ...claim, nowMs: timeMs }), output: z.null() },
  release: { input: z.strictObject(claim), output: z.null() },
  accepted: { input: z.strictObject({ ...claim, callId: shortText.nullable() }), output: z.null() },
  doubt: { input: z.strictObject(claim), output: z.null() },
  settle: {
    input: z.strictObject({ ...entry, step: stepSchema, call: callSchema.nullable(), nowMs: timeMs }),
    output: workEntrySchema
  },
  unsettle: { input: z.strictObject(entry), output: workEntrySchema },
  update: { input: callSchema, output: z.strictObject({ changed: count }) },
  claimed: {
    input: none,
    output: z.array(z.strictObject({ listId: workListIdSchema, entry: workEntrySchema })).max(maxClaimed)
  },
  // Making
  checkFile: contactOperations.checkFile,
  /** Stores the numbers of a file as a list that isn't shown until `publish`: all or none. */
  make: {
    input: z.strictObject({
      ...list,
      name: workListSchema.shape.name,
      path,
      table: contactTableSchema,
      columns: z.array(contactColumnSchema).max(contactLimits.maxColumns),
      nowMs: timeMs
    }),
    output: z.strictObject({ entries: count, repeated: count, skipped: count })
  },
  /** The numbers of a list that is being made, in the order of their ids from `from`. */
  numbers: {
    input: z.strictObject({ ...list, from: count }),
    output: z.array(z.string().max(40)).max(numbersPerPage)
  },
  /** Marks entries of a list that is being made as never to be called. */
  markNever: {
    input: z.strictObject({ ...list, ids: z.array(workEntryIdSchema).min(1).max(numbersPerPage) }),
    output: z.null()
  },
  publish: { input: z.strictObject(list), output: z.null() },
  /** Removes a list that is being made. */
  discard: { input: z.strictObject(list), output: z.null() },
  export: {
    input: z.strictObject({
      ...list,
      path,
      /** Numbers are masked in the file. */
      isMasked: z.boolean(),
      format: z.enum(workListFormats),
      words: exportWordsSchema,
      zone: zoneOffsetsSchema
    }),
    output: z.strictObject({ rows: count })
  }
} as const

/** Names of the operations. */
export type WorkListOperation = keyof typeof workListOperations

/** The input of an operation. */
export type WorkListInput<O extends WorkListOperation> = InputOf<typeof workListOperations, O>

/** The output of an operation. */
export type WorkListOutput<O extends WorkListOperation> = OutputOf<typeof workListOperations, O>

/** The contract between both ends of the work lists' process. */
export const workListsProcessContract: ProcessContract<
  typeof workListOperations,
  WorkListsErrorCode,
  RowsProgress
> = {
  operations: workListOperations,
  codes: workListsCodes,
  ...rowsProgress
}

/** Runs an operation in the work lists' process. */
export type AskWorkLists = Ask<typeof workListOperations, WorkListsErrorCode, RowsProgress>
