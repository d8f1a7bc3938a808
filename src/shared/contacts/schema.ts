import { z } from 'zod'
import { shortText, timeMs, historyLossSchema, appErrorSchema } from '../platform/schema'
import { contactColumnKinds, contactLimits } from './contacts'

const count = z.number().int().min(0)
const name = z.string().max(contactLimits.maxName)

/** The id of a contact. */
export const contactIdSchema = z.string().min(1).max(100)

/** One phone number of a contact. */
const contactNumberSchema = z.strictObject({
  /** Such as `mobile` or `办公室`; as imported or typed, may be empty. */
  label: name,
  /** The digits to dial, as `FoundNumber.dial`. */
  number: z.string().regex(/^\d{1,40}$/)
})

/** See {@link contactNumberSchema}. */
export type ContactNumber = z.infer<typeof contactNumberSchema>

/** What the user can enter of a contact. A contact has a name, a company or a number. */
export const contactContentSchema = z
  .strictObject({
    name,
    company: name,
    numbers: z.array(contactNumberSchema).max(contactLimits.maxNumbers),
    /** Free fields, in the order of the import. */
    fields: z
      .array(z.strictObject({ name: name.min(1), value: z.string().max(contactLimits.maxValue) }))
      .max(contactLimits.maxFields),
    note: z.string().max(contactLimits.maxNote)
  })
  .refine(({ name, company, numbers }) => name !== '' || company !== '' || numbers.length > 0)

/** See {@link contactContentSchema}. */
export type ContactContent = z.infer<typeof contactContentSchema>

/** A contact (联系人), kept on this computer for one tenant. */
export const contactSchema = z.strictObject({
  id: contactIdSchema,
  ...contactContentSchema.shape,
  updatedAtMs: timeMs
})

/** See {@link contactSchema}. */
export type Contact = z.infer<typeof contactSchema>

/** A contact in a list. */
export const contactRowSchema = contactSchema.pick({ id: true, name: true, company: true, numbers: true })

/** See {@link contactRowSchema}. */
export type ContactRow = z.infer<typeof contactRowSchema>

/** Who a number belongs to. */
export const contactNameSchema = z.strictObject({
  /** Null: the name comes from the look-up. */
  contactId: contactIdSchema.nullable(),
  /** Name and company; one of them can be empty. */
  name,
  company: name,
  /** The number's label; may be empty. */
  label: name,
  /** The http(s) link that the look-up returned; null: none. */
  link: z.string().max(2_000).nullable()
})

/** See {@link contactNameSchema}. */
export type ContactName = z.infer<typeof contactNameSchema>

/**
 * Names by the digits to dial, of the numbers that Deskline shows now (calls, call-backs, prompt, team). A number
 * that is missing has no name, or it isn't known yet; nothing waits for it.
 */
export const contactNamesSchema = z
  .record(shortText, contactNameSchema)
  .refine((names) => Object.keys(names).length <= contactLimits.maxNames)

/** See {@link contactNamesSchema}. */
export type ContactNames = z.infer<typeof contactNamesSchema>

/** What a column of the table becomes. `label`: of the number, or the name of the free field. */
export const contactColumnSchema = z.strictObject({ kind: z.enum(contactColumnKinds), label: name })

/** See {@link contactColumnSchema}. */
export type ContactColumn = z.infer<typeof contactColumnSchema>

/** The result of an import: `skipped` rows have neither name, company nor number. */
const importedSchema = z.strictObject({ added: count, updated: count, unchanged: count, skipped: count })

/** The import of contacts from a file. */
const contactImportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('reading'), fileName: shortText, rows: count }),
  /** The user checks the columns. A vCard file has none. */
  z.strictObject({
    kind: z.literal('checking'),
    fileName: shortText,
    rows: count,
    columns: z.array(contactColumnSchema).max(contactLimits.maxColumns),
    /** The header of each column; empty where the file has none. */
    headers: z.array(name).max(contactLimits.maxColumns),
    /** The cells of the first rows, cut to 200 units. */
    sample: z.array(z.array(shortText).max(contactLimits.maxColumns)).max(20)
  }),
  z.strictObject({ kind: z.literal('storing'), fileName: shortText, rows: count, done: count }),
  z.strictObject({ kind: z.literal('done'), fileName: shortText, result: importedSchema }),
  z.strictObject({ kind: z.literal('failed'), fileName: shortText, error: appErrorSchema })
])

/** See {@link contactImportSchema}. */
export type ContactImport = z.infer<typeof contactImportSchema>

/** The contacts of the signed-in tenant. */
export const contactsStateSchema = z.strictObject({
  /** Null: not known yet. */
  count: count.nullable(),
  /** Grows with every change; a list that shows an older one is loaded again. */
  revision: count,
  import: contactImportSchema,
  export: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('writing'), fileName: shortText, done: count, total: count }),
    z.strictObject({ kind: z.literal('done'), fileName: shortText, contacts: count }),
    z.strictObject({ kind: z.literal('failed'), fileName: shortText, error: appErrorSchema })
  ]),
  /** The store can't be used now. */
  problem: appErrorSchema.nullable(),
  loss: historyLossSchema.nullable()
})

/** See {@link contactsStateSchema}. */
export type ContactsState = z.infer<typeof contactsStateSchema>
