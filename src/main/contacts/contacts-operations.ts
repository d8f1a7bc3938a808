import { z } from 'zod'
import { contactFormats, contactLimits } from '../../shared/contacts/contacts'
import { maxContactRows } from '../../shared/contacts/contract'
import {
  contactColumnSchema,
  contactContentSchema,
  contactIdSchema,
  contactNameSchema,
  contactRowSchema,
  contactSchema
} from '../../shared/contacts/schema'
import { listDelimiters, listEncodings } from '../../shared/imports/imports'
import { historyLossSchema } from '../../shared/platform/schema'
import type { Ask, InputOf, OutputOf, ProcessCodes, ProcessContract } from '../platform/process-contract'
import { rowsProgress, type RowsProgress } from '../platform/rows-progress'

// The operations of the contacts' process. Both ends validate what they receive.

/** Why an operation on contacts failed. */
const contactsErrorCodes = [
  'input-invalid',
  'cancelled',
  'timed-out',
  'contact-gone',
  'contacts-full',
  'contacts-locked',
  'contacts-failed',
  'export-failed',
  'list-unreadable',
  'list-unsupported',
  'list-damaged',
  'list-too-large'
] as const

/** See {@link contactsErrorCodes}. */
export type ContactsErrorCode = (typeof contactsErrorCodes)[number]

/** The contacts' error codes for failures of the database or the process. */
export const contactsCodes = {
  known: contactsErrorCodes,
  failed: 'contacts-failed',
  locked: 'contacts-locked',
  cancelled: 'cancelled',
  timedOut: 'timed-out',
  inputInvalid: 'input-invalid'
} as const satisfies ProcessCodes<ContactsErrorCode> & { locked: ContactsErrorCode }

const count = z.number().int().min(0)
const path = z.string().min(1).max(4_096)
const timeMs = z.number().min(0).max(8.64e15)
const searchText = z.string().max(200)
const word = z.string().max(100)

/** How a file of contacts is read, as found in its beginning. */
export const contactTableSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('vcard'), encoding: z.enum(listEncodings) }),
  z.strictObject({
    kind: z.literal('table'),
    /** Null: a text file. */
    sheetIndex: count.nullable(),
    encoding: z.enum(listEncodings).nullable(),
    delimiter: z.enum(listDelimiters).nullable(),
    headerLine: count.nullable()
  })
])

/** See {@link contactTableSchema}. */
export type ContactTable = z.infer<typeof contactTableSchema>

/** The words of a vCard's properties and number types, in the user's language. */
export const cardWordsSchema = z.strictObject({
  mobile: word,
  work: word,
  home: word,
  fax: word,
  pager: word,
  email: word,
  title: word,
  department: word,
  address: word,
  website: word,
  birthday: word,
  nickname: word
})

/** See {@link cardWordsSchema}. */
export type CardWords = z.infer<typeof cardWordsSchema>

/** For reading vCards whose properties and number types aren't used. */
export const noCardWords: CardWords = {
  mobile: '',
  work: '',
  home: '',
  fax: '',
  pager: '',
  email: '',
  title: '',
  department: '',
  address: '',
  website: '',
  birthday: '',
  nickname: ''
}

/** The column titles of an exported table. */
const tableWordsSchema = z.strictObject({
  name: word,
  company: word,
  number: word,
  note: word,
  more: word
})

/** See {@link tableWordsSchema}. */
export type TableWords = z.infer<typeof tableWordsSchema>

/** The outcome of an import. */
const importedSchema = z.strictObject({ added: count, updated: count, unchanged: count, skipped: count })

/** See {@link importedSchema}. */
export type Imported = z.infer<typeof importedSchema>

/** The contacts of the process after a change. */
const changed = { count }

/** Input and output of each operation. */
export const contactOperations = {
  open: {
    input: z.strictObject({ file: path, nowMs: timeMs }),
    output: z.strictObject({ loss: historyLossSchema.nullable(), count })
  },
  /** Acknowledges that contacts were lost. */
  acknowledgeLoss: { input: z.strictObject({}), output: z.null() },
  search: {
    input: z.strictObject({
      text: searchText,
      offset: count,
      limit: z.number().int().min(1).max(maxContactRows)
    }),
    output: z.strictObject({ rows: z.array(contactRowSchema).max(maxContactRows), total: count })
  },
  suggest: { input: z.strictObject({ text: searchText }), output: z.array(contactRowSchema).max(8) },
  get: { input: z.strictObject({ id: contactIdSchema }), output: contactSchema },
  save: {
    input: z.strictObject({
      id: contactIdSchema.nullable(),
      content: contactContentSchema,
      nowMs: timeMs
    }),
    output: z.strictObject({ id: contactIdSchema, ...changed })
  },
  remove: {
    input: z.strictObject({ ids: z.array(contactIdSchema).max(1_000) }),
    output: z.strictObject({ removed: z.array(contactSchema).max(1_000), ...changed })
  },
  /** Adds contacts that were removed, under their ids. */
  restore: {
    input: z.strictObject({ contacts: z.array(contactSchema).max(1_000) }),
    output: z.strictObject({ restored: count, ...changed })
  },
  /** Who numbers belong to; those without a contact are missing. */
  names: {
    input: z.strictObject({ numbers: z.array(z.string().max(40)).max(contactLimits.maxNames) }),
    output: z
      .array(z.strictObject({ number: z.string().max(40), name: contactNameSchema }))
      .max(contactLimits.maxNames)
  },
  /** Reads a file to its end, and guesses its columns. A vCard file has none. */
  checkFile: {
    input: z.strictObject({ path }),
    output: z.strictObject({
      table: contactTableSchema,
      rows: count,
      columns: z.array(contactColumnSchema).max(contactLimits.maxColumns),
      headers: z.array(z.string().max(contactLimits.maxName)).max(contactLimits.maxColumns),
      sample: z.array(z.array(z.string().max(200)).max(contactLimits.maxColumns)).max(20)
    })
  },
  /** Stores the contacts of a file, all or none. */
  importFile: {
    input: z.strictObject({
      path,
      table: contactTableSchema,
      columns: z.array(contactColumnSchema).max(contactLimits.maxColumns),
      words: cardWordsSchema,
      nowMs: timeMs
    }),
    output: z.strictObject({ result: importedSchema, ...changed })
  },
  export: {
    /** `text`: only the contacts that match it, see `search`. */
    input: z.strictObject({
      path,
      format: z.enum(contactFormats),
      words: tableWordsSchema,
      text: searchText,
      /** Numbers are masked in the file. */
      isMasked: z.boolean()
    }),
    /** `columns`: of the table; none for vCards. */
    output: z.strictObject({
      rows: count,
      columns: z.array(contactColumnSchema).max(contactLimits.maxColumns)
    })
  }
} as const

/** Names of the operations. */
export type ContactOperation = keyof typeof contactOperations

/** The input of an operation. */
export type ContactInput<O extends ContactOperation> = InputOf<typeof contactOperations, O>

/** The output of an operation. */
export type ContactOutput<O extends ContactOperation> = OutputOf<typeof contactOperations, O>

/** The contract between both ends of the contacts' process. */
export const contactsProcessContract: ProcessContract<
  typeof contactOperations,
  ContactsErrorCode,
  RowsProgress
> = {
  operations: contactOperations,
  codes: contactsCodes,
  ...rowsProgress
}

/** Runs an operation in the contacts' process. */
export type AskContacts = Ask<typeof contactOperations, ContactsErrorCode, RowsProgress>
