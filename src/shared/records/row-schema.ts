import { z } from 'zod'
import { resultIdSchema } from '../results/schema'
import { noteLimits } from './records'
import { timeMs, shortText, agentId, outcome, contactName, recordIdSchema } from './field-schema'

/** Tags of a call. */
export const noteTagsSchema = z
  .array(
    z
      .string()
      .min(1)
      .max(noteLimits.maxTagLength)
      .refine((tag) => tag.trim() === tag)
  )
  .max(noteLimits.maxTags)

/** The text of a note. */
export const noteTextSchema = z.string().max(noteLimits.maxLength)

/** The agent's own note on a call as earlier versions kept it. */
export const formerNoteSchema = z.strictObject({
  id: recordIdSchema,
  note: noteTextSchema,
  tags: noteTagsSchema
})

/** See {@link formerNoteSchema}. */
export type FormerNote = z.infer<typeof formerNoteSchema>

/** What the agent writes down about a call; kept on this machine, separately from the records. */
const recordNoteSchema = formerNoteSchema.extend({ result: resultIdSchema.nullable() })

/** See {@link recordNoteSchema}. */
export type RecordNote = z.infer<typeof recordNoteSchema>

/** A change of some parts of a note; absent parts stay. */
export const noteChangeSchema = recordNoteSchema.partial().required({ id: true })

/** See {@link noteChangeSchema}. */
export type NoteChange = z.infer<typeof noteChangeSchema>

/**
 * A call's record (话单; document, 二、查询一通呼叫). Any field but `id` can be missing: null then
 * means "not known yet". Times are epoch ms.
 */
export const callRecordDataSchema = z.strictObject({
  id: recordIdSchema,
  callerNumber: shortText.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable(),
  salesmanCode: shortText.nullable(),
  /** 呼叫发起时间 */
  startedAtMs: timeMs.nullable(),
  /** 应答时间 */
  answeredAtMs: timeMs.nullable(),
  /** 通话结束时间; a record with it is complete. */
  endedAtMs: timeMs.nullable(),
  /** 通话持续时长, seconds, as the service wrote them. */
  duration: shortText.nullable(),
  /** 费用, yuan, as the service wrote it. */
  cost: shortText.nullable(),
  /** 录音URL, unchecked text. */
  recordUrl: z.string().max(2_000).nullable()
})

/** See {@link callRecordDataSchema}. */
export type CallRecord = z.infer<typeof callRecordDataSchema>

/**
 * A call's record (话单; document, 二、查询一通呼叫) as tables show it, with the agent's own note. null: not known (yet). Times
 * are epoch ms.
 */
export const recordRowSchema = z.strictObject({
  id: recordIdSchema,
  startedAtMs: timeMs.nullable(),
  answeredAtMs: timeMs.nullable(),
  /** Set once the record is complete. */
  endedAtMs: timeMs.nullable(),
  callerNumber: shortText.nullable(),
  calleeNumber: shortText.nullable(),
  /** Who the callee number belongs to, on one line; empty while or if it isn't known. */
  contactName,
  agentId: agentId.nullable(),
  salesmanCode: shortText.nullable(),
  durationSeconds: z.number().nullable(),
  /** The duration as received, when it isn't a decimal number. */
  duration: shortText.nullable(),
  costYuan: z.number().nullable(),
  /** The cost as received, when it isn't a decimal number. */
  cost: shortText.nullable(),
  outcome,
  /** True if the record has an http(s) recording address, whether or not a recording exists there. */
  hasRecording: z.boolean(),
  result: resultIdSchema.nullable(),
  note: noteTextSchema,
  tags: noteTagsSchema
})

/** See {@link recordRowSchema}. */
export type RecordRow = z.infer<typeof recordRowSchema>

/** The address of a call's recording, and the data that its file name is built from. */
export const recordingOfCallSchema = z.strictObject({
  id: recordIdSchema,
  /** An http(s) address, otherwise unvalidated. */
  recordUrl: z.string().max(2_000),
  startedAtMs: timeMs.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable()
})

/** See {@link recordingOfCallSchema}. */
export type RecordingOfCall = z.infer<typeof recordingOfCallSchema>

/** Records of one page of callee numbers, and maximum names that are changed at once. */
export const maxPageNumbers = 10_000

/** A callee number as in the records, with the name of its contact; empty if it has none. */
export const numberNameSchema = z.strictObject({ number: shortText, name: contactName })

/** See {@link numberNameSchema}. */
export type NumberName = z.infer<typeof numberNameSchema>
