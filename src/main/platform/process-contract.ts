import { z } from 'zod'
import type { CodedResult } from '../../shared/platform/coded-result'

// What a process of Deskline's own is asked and answers. Both ends parse what arrives.

/** Input and output of one operation. */
interface Operation {
  input: z.ZodType
  output: z.ZodType
}

/** All that a process can be asked. `open` comes first, and is its client's own. */
export type Operations = { open: Operation } & Record<string, Operation>

/** The operations' names. */
export type OperationName<O extends Operations> = keyof O & string

/** Those that can be asked of a client. */
export type AskableName<O extends Operations> = Exclude<OperationName<O>, 'open'>

/** What an operation is given. */
export type InputOf<O extends Operations, N extends keyof O> = z.output<O[N]['input']>

/** What an operation gives back. */
export type OutputOf<O extends Operations, N extends keyof O> = z.output<O[N]['output']>

/** The words of one process for what can happen to a question. */
export interface ProcessCodes<Code extends string> {
  /** All that its operations can fail with, and the four below. */
  known: readonly Code[]
  /** The process ended before it answered, or answered what is no answer. */
  failed: Code
  cancelled: Code
  timedOut: Code
  /** What was asked is no input of the operation. */
  inputInvalid: Code
}

/** What both ends of a process agree on. */
export interface ProcessContract<O extends Operations, Code extends string, Progress> {
  operations: O
  codes: ProcessCodes<Code>
  progress: z.ZodType<Progress>
  /** Is nothing left to be done? */
  isWhole: (progress: Progress) => boolean
}

/** For one question. */
export interface AskOptions<Progress> {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Carries out one operation in a process and returns its result, parsed. Never rejects. */
export type Ask<O extends Operations, Code extends string, Progress> = <N extends AskableName<O>>(
  operation: N,
  input: InputOf<O, N>,
  options?: AskOptions<Progress>
) => Promise<CodedResult<OutputOf<O, N>, Code>>

const id = z.number().int().min(0)

/** To the process; `input` is parsed by the operation's own schema. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ask'), id, operation: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id })
])

/** See {@link requestSchema}. */
export type ProcessRequest = z.output<typeof requestSchema>

/** From the process. */
export type ProcessReply<Code extends string, Progress> =
  /** `value` is parsed by the operation's own schema. */
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
