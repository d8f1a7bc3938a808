import { z } from 'zod'
import { callOutcomes } from '../calls/steps'
import { appErrorSchema, historyLossSchema, shortText, timeMs } from '../platform/schema'
import { noteTextSchema } from '../records/schema'
import { resultLimits } from '../results/limits'
import { resultIdSchema } from '../results/schema'
import { holdReasons, workColumnKinds, workListLimits, workListStates, workStates } from './limits'

const count = z.number().int().min(0)
const digits = z.string().regex(/^\d{1,40}$/)

/** The id of a work list. */
export const workListIdSchema = z.uuid()

/** The position of an entry in its list, from 0; its id within the list. */
export const workEntryIdSchema = count.max(workListLimits.maxEntries)

/** What happens to an entry after a call with a result. */
const nextStepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  /** The user chooses when to call back. */
  z.strictObject({ kind: z.literal('call-back') }),
  /** Called again after `afterMinutes`, at most `times` times; then done. */
  z.strictObject({
    kind: z.literal('retry'),
    afterMinutes: z.number().int().min(1).max(workListLimits.maxRetryMinutes),
    times: z.number().int().min(1).max(workListLimits.maxRetries)
  }),
  /** The number goes on the do-not-call list. */
  z.strictObject({ kind: z.literal('never') })
])

/** See {@link nextStepSchema}. */
export type NextStep = z.infer<typeof nextStepSchema>

/** The settings of work lists. */
export const workListSettingsSchema = z.strictObject({
  /** The next call starts by itself after a countdown. */
  isAutomatic: z.boolean(),
  countdownMs: z.number().int().min(workListLimits.countdownMs.min).max(workListLimits.countdownMs.max),
  /** By result; a result that isn't listed is `done`. */
  next: z.array(z.strictObject({ result: resultIdSchema, step: nextStepSchema })).max(resultLimits.maxAll)
})

/** See {@link workListSettingsSchema}. */
export type WorkListSettings = z.infer<typeof workListSettingsSchema>

/** A free field of an entry, such as a column of the file. */
const workFieldSchema = z.strictObject({
  name: z.string().min(1).max(workListLimits.maxFieldName),
  value: z.string().max(workListLimits.maxValue)
})

/** One number of a work list, with what is known of it. */
export const workEntrySchema = z.strictObject({
  id: workEntryIdSchema,
  /** The digits to dial. */
  number: digits,
  name: z.string().max(workListLimits.maxValue),
  company: z.string().max(workListLimits.maxValue),
  fields: z.array(workFieldSchema).max(workListLimits.maxFields),
  state: z.enum(workStates),
  /** `later` only: from then on it is called, before `open` ones. */
  dueAtMs: timeMs.nullable(),
  /** Calls that the service accepted. */
  attempts: count,
  /** Retries after the last result with the step `retry`. */
  retries: count,
  /** The last call. */
  lastAtMs: timeMs.nullable(),
  outcome: z.enum(callOutcomes).nullable(),
  result: resultIdSchema.nullable(),
  note: noteTextSchema,
  /** Deskline's key of the last call, and the service's id. */
  callKey: shortText.nullable(),
  callId: shortText.nullable()
})

/** See {@link workEntrySchema}. */
export type WorkEntry = z.infer<typeof workEntrySchema>

/** Which entries of a list are shown; an empty list of states or results means all. */
export const workEntryFilterSchema = z.strictObject({
  states: z.array(z.enum(workStates)).max(workStates.length),
  /** Null: called, but without a result. */
  results: z.array(resultIdSchema.nullable()).max(resultLimits.maxAll + 1),
  /** Words that name, company, number or a field contain. */
  text: shortText
})

/** See {@link workEntryFilterSchema}. */
export type WorkEntryFilter = z.infer<typeof workEntryFilterSchema>

/** How far a list is. */
export const workProgressSchema = z.strictObject({
  entries: count,
  byState: z.strictObject({
    open: count,
    later: count,
    calling: count,
    unsure: count,
    done: count,
    skipped: count,
    never: count
  } satisfies Record<(typeof workStates)[number], typeof count>),
  /** Entries that were called, and those of them whose last call was answered. */
  called: count,
  answered: count,
  /** By the result of the last call, largest first; null: none was chosen. */
  byResult: z
    .array(z.strictObject({ result: resultIdSchema.nullable(), count }))
    .max(resultLimits.maxAll + 1),
  /** The earliest due time of `later` entries, epoch ms. */
  nextDueAtMs: timeMs.nullable(),
  /** Average time from the start of a call to the start of the next one within 30 minutes, in ms; null: unknown. */
  betweenCallsMs: z.number().min(0).nullable()
})

/** See {@link workProgressSchema}. */
export type WorkProgress = z.infer<typeof workProgressSchema>

/** What the agent says and checks during a call of the list. `{field}` in the script is replaced by the entry's. */
export const workGuideSchema = z.strictObject({
  script: z.string().max(workListLimits.maxScript),
  checklist: z.array(z.string().min(1).max(workListLimits.maxCheck)).max(workListLimits.maxChecks)
})

/** See {@link workGuideSchema}. */
export type WorkGuide = z.infer<typeof workGuideSchema>

/** A work list (外呼名单) of an account. */
export const workListSchema = z.strictObject({
  id: workListIdSchema,
  name: z.string().min(1).max(workListLimits.maxName),
  state: z.enum(workListStates),
  createdAtMs: timeMs,
  /** The names of the entries' fields, in order. */
  fieldNames: z.array(z.string().min(1).max(workListLimits.maxFieldName)).max(workListLimits.maxFields),
  guide: workGuideSchema,
  progress: workProgressSchema
})

/** See {@link workListSchema}. */
export type WorkList = z.infer<typeof workListSchema>

/** What a column of a source becomes. `label`: the name of the field, or the title of the column. */
export const workColumnSchema = z.strictObject({
  kind: z.enum(workColumnKinds),
  label: z.string().max(workListLimits.maxFieldName)
})

/** See {@link workColumnSchema}. */
export type WorkColumn = z.infer<typeof workColumnSchema>

/** What a list is made from. */
export const workSourceSchema = z.discriminatedUnion('kind', [
  /** A file that the user chooses in a dialog. */
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(workListLimits.maxPasted) }),
  /** The contacts that match a text; an empty one matches all. */
  z.strictObject({ kind: z.literal('contacts'), text: shortText }),
  /** The callee numbers of a view of the records. */
  z.strictObject({ kind: z.literal('records'), viewId: count }),
  /** The call-backs that are due. */
  z.strictObject({ kind: z.literal('callbacks') }),
  /** The numbers of a campaign import that were not reached. */
  z.strictObject({ kind: z.literal('campaign'), importId: z.string().min(1).max(100) })
])

/** See {@link workSourceSchema}. */
export type WorkSource = z.infer<typeof workSourceSchema>

/** A new list that is being made from a source. */
const workListMakingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('reading'), name: shortText, rows: count }),
  /** The user checks the columns of a file or a pasted text; kinds as for contacts. */
  z.strictObject({
    kind: z.literal('checking'),
    name: shortText,
    rows: count,
    columns: z.array(workColumnSchema).max(workListLimits.maxColumns),
    headers: z.array(z.string().max(workListLimits.maxValue)).max(workListLimits.maxColumns),
    sample: z.array(z.array(shortText).max(workListLimits.maxColumns)).max(20)
  }),
  z.strictObject({ kind: z.literal('storing'), name: shortText, rows: count, done: count }),
  /** `repeated`: rows with a number that the list already has; `skipped`: rows without a number. */
  z.strictObject({
    kind: z.literal('done'),
    id: workListIdSchema,
    entries: count,
    repeated: count,
    skipped: count,
    doNotCall: count
  }),
  z.strictObject({ kind: z.literal('failed'), name: shortText, error: appErrorSchema })
])

/** See {@link workListMakingSchema}. */
export type WorkListMaking = z.infer<typeof workListMakingSchema>

/** The work lists of the signed-in account. */
export const workListsStateSchema = z.strictObject({
  /** Null: not known yet. Newest first. */
  lists: z.array(workListSchema).max(workListLimits.maxLists).nullable(),
  /** Grows with every change of an entry; a table that shows an older one is loaded again. */
  revision: count,
  making: workListMakingSchema,
  export: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('writing'), fileName: shortText, done: count, total: count }),
    z.strictObject({ kind: z.literal('done'), fileName: shortText, rows: count }),
    z.strictObject({ kind: z.literal('failed'), fileName: shortText, error: appErrorSchema })
  ]),
  problem: appErrorSchema.nullable(),
  loss: historyLossSchema.nullable()
})

/** See {@link workListsStateSchema}. */
export type WorkListsState = z.infer<typeof workListsStateSchema>

const heldSchema = z.enum(holdReasons)

/** The work on one list. The entry's data are whole, so that its view needs nothing else. */
export const workRunSchema = z
  .strictObject({
    listId: workListIdSchema,
    isAutomatic: z.boolean(),
    /** The entry that is presented, called or wrapped up; null: none is due. */
    entry: workEntrySchema.nullable(),
    /** The entry after it, as far as it is known. */
    next: workEntrySchema.nullable(),
    /** The step that can be undone; null: none. */
    last: z
      .strictObject({
        number: digits,
        name: z.string().max(workListLimits.maxValue),
        state: z.enum(workStates),
        result: resultIdSchema.nullable(),
        dueAtMs: timeMs.nullable()
      })
      .nullable(),
    phase: z.discriminatedUnion('kind', [
      /** The next entry is being read. */
      z.strictObject({ kind: z.literal('loading') }),
      /** Enter calls; `unsure` entries are asked about. `error`: why the last try failed. */
      z.strictObject({
        kind: z.literal('ready'),
        heldBy: heldSchema.nullable(),
        error: appErrorSchema.nullable()
      }),
      /** The call starts at `untilMs` (epoch ms) unless it is held. */
      z.strictObject({ kind: z.literal('countdown'), startedAtMs: timeMs, untilMs: timeMs }),
      /** The call is being started, or a question is shown in the state's `prompt`. */
      z.strictObject({ kind: z.literal('starting') }),
      /** The call of the state's `calls` with this key is active. */
      z.strictObject({ kind: z.literal('calling'), callKey: shortText }),
      /** The call has ended and waits for its result. */
      z.strictObject({ kind: z.literal('wrap-up'), callKey: shortText }),
      /** Nothing is due before `nextDueAtMs`. */
      z.strictObject({ kind: z.literal('waiting'), nextDueAtMs: timeMs }),
      /** Every entry is done, skipped or never called. */
      z.strictObject({ kind: z.literal('finished') }),
      /** The store failed; the user can try again. */
      z.strictObject({ kind: z.literal('failed'), error: appErrorSchema })
    ])
  })
  .nullable()

/** See {@link workRunSchema}; null: no list is being worked through. */
export type WorkRun = z.infer<typeof workRunSchema>
