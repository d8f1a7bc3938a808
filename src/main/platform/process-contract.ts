import { z } from 'zod'
import type { CodedResult } from '../../shared/platform/coded-result'

// Requests to and replies of Deskline's child processes. Both ends parse what they receive.

/** Input and output of one operation. */
interface Operation {
  input: z.ZodType
  output: z.ZodType
}

/** All operations of a process. `open` comes first; only the client itself sends it. */
export type Operations = { open: Operation } & Record<string, Operation>

/** Names of the operations. */
export type OperationName<O extends Operations> = keyof O & string

/** Names of the operations that callers of a client can request. */
export type AskableName<O extends Operations> = Exclude<OperationName<O>, 'open'>

/** Input of an operation, parsed. */
export type InputOf<O extends Operations, N extends keyof O> = z.output<O[N]['input']>

/** Output of an operation, parsed. */
export type OutputOf<O extends Operations, N extends keyof O> = z.output<O[N]['output']>

/** One process's error codes for failed operations. */
export interface ProcessCodes<Code extends string> {
  /** All codes of its operations, including the four below. */
  known: readonly Code[]
  /** The process ended before it replied, or sent an invalid reply. */
  failed: Code
  cancelled: Code
  timedOut: Code
  /** The input is invalid for the operation. */
  inputInvalid: Code
}

/** The contract between both ends of a process. */
export interface ProcessContract<O extends Operations, Code extends string, Progress> {
  operations: O
  codes: ProcessCodes<Code>
  progress: z.ZodType<Progress>
  /** True if the progress is complete. */
  isWhole: (progress: Progress) => boolean
}

/** Options of one operation. */
export interface AskOptions<Progress> {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Runs one operation in a process and returns its parsed result. Never rejects. */
export type Ask<O extends Operations, Code extends string, Progress> = <N extends AskableName<O>>(
  operation: N,
  input: InputOf<O, N>,
  options?: AskOptions<Progress>
) => Promise<CodedResult<OutputOf<O, N>, Code>>

const id = z.number().int().min(0)

/** Message to the process; `input` is parsed with the operation's schema. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ask'), id, operation: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id })
])

/** See {@link requestSchema}. */
export type ProcessRequest = z.infer<typeof requestSchema>

/** Message from the process. */
export type ProcessReply<Code extends string, Progress> =
  /** `value` is parsed with the operation's schema. */
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; error: { code: Code } }
  | { kind: 'progress'; id: number; progress: Progress }

/** A parser of {@link ProcessReply}. */
export const replySchema = <O extends Operations, Code extends string, Progress>({
  codes,
  progress
}: ProcessContract<O, Code, Progress>): z.ZodType<ProcessReply<Code, Progress>> =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('done'), id, value: z.unknown() }),
    z.strictObject({ kind: z.literal('failed'), id, error: z.strictObject({ code: z.enum(codes.known) }) }),
    z.strictObject({ kind: z.literal('progress'), id, progress })
  ])
