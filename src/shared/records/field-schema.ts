import { z } from 'zod'
import { maxRecordName, recordOutcomes } from './records'

/** Epoch ms. */
export const timeMs = z.number().int().min(0).max(8.64e15)

/** A number of things. */
export const count = z.number().int().min(0)

/** A text of the service. */
export const shortText = z.string().max(200)

/** The id of a desk phone. */
export const agentId = z.number().int().positive()

/** How a call ended. */
export const outcome = z.enum(recordOutcomes)

/** The name of a contact; empty if unknown. */
export const contactName = z.string().max(maxRecordName)

/** The service's id of a call. */
export const recordIdSchema = z.string().min(1).max(200)
