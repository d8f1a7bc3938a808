import { z } from 'zod'
import { contactColumnSchema, type ContactContent } from '../../../shared/contacts/schema'
import { contactLimits } from '../../../shared/contacts/contacts'
import { importsErrorCodes } from '../../../shared/imports/imports'
import { cardWordsSchema, contactOperations, contactTableSchema } from '../contacts-operations'

// The messages of the thread that reads files of contacts. Both ends validate what arrives.

const count = z.number().int().min(0)
const path = z.string().min(1).max(4_096)

/** What a thread is started for. */
export const contactJobSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('check'), path }),
  z.strictObject({
    kind: z.literal('read'),
    path,
    table: contactTableSchema,
    columns: z.array(contactColumnSchema).max(contactLimits.maxColumns),
    words: cardWordsSchema
  })
])

/** See {@link contactJobSchema}. */
export type ContactJob = z.infer<typeof contactJobSchema>

/** Bulk data: its texts are validated when they are stored. */
const isContact = (value: unknown): value is ContactContent => {
  const { name, company, numbers, fields, note } = value as Partial<Record<keyof ContactContent, unknown>>
  const isText = (text: unknown): boolean => typeof text === 'string'
  return (
    [name, company, note].every(isText) &&
    Array.isArray(numbers) &&
    numbers.every(
      (one: unknown) =>
        isText((one as { label?: unknown }).label) && isText((one as { number?: unknown }).number)
    ) &&
    Array.isArray(fields) &&
    fields.every(
      (one: unknown) => isText((one as { name?: unknown }).name) && isText((one as { value?: unknown }).value)
    )
  )
}
const isBatch = (value: unknown): value is ContactContent[] =>
  Array.isArray(value) &&
  value.every((one: unknown) => typeof one === 'object' && one !== null && isContact(one))

/** Messages from the thread. After a batch it waits until the batch was taken. */
export const contactReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), done: count, total: count }),
  z.strictObject({ kind: z.literal('batch'), contacts: z.custom<ContactContent[]>(isBatch) }),
  z.strictObject({ kind: z.literal('checked'), file: contactOperations.checkFile.output }),
  z.strictObject({ kind: z.literal('end') }),
  z.strictObject({ kind: z.literal('failed'), code: z.enum(importsErrorCodes) })
])

/** See {@link contactReplySchema}. */
export type ContactReply = z.infer<typeof contactReplySchema>
