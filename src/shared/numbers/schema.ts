import { z } from 'zod'
import { longText, shortText } from '../platform/schema'
import { doubtReasons } from './number'

/** A telephone number found in a text. */
export const foundNumberSchema = z.strictObject({
  /** The source text of the number: part of the text, of the visible text of HTML, or of a decoded tel: link. */
  raw: longText,
  /** The digits to dial: national form, or 00 and the country code. */
  dial: shortText,
  kind: z.enum(['mobile', 'fixed', 'doubtful']),
  /** Digits after 转, ext etc.; only displayed, the service has no field for them. */
  extension: shortText.optional(),
  /** Present exactly when `kind` is doubtful. */
  doubt: z.enum(doubtReasons).optional()
})

/** See {@link foundNumberSchema}. */
export type FoundNumber = z.infer<typeof foundNumberSchema>

/** The parsed text of the number box. */
export type DialInput =
  | { kind: 'empty' }
  | { kind: 'number'; number: FoundNumber }
  | { kind: 'several'; numbers: FoundNumber[] }
  /** The beginning of a number: its digits so far, with a typed +. */
  | { kind: 'partial'; digits: string }
  | { kind: 'none' }
