import { z } from 'zod'

/**
 * `feed-unreachable`: the server of updates doesn't answer. `feed-untrusted`: its answer isn't signed by the
 * organisation's key, or isn't a feed. `download-damaged`: the file isn't the one that the feed names.
 * `not-installed`: the system refused the installation, or the user cancelled it.
 */
const updateProblems = [
  'feed-unreachable',
  'feed-untrusted',
  'download-failed',
  'download-damaged',
  'not-installed'
] as const

/** See {@link updateProblems}. */
export type UpdateProblem = (typeof updateProblems)[number]

const version = z.string().max(100)

/** The state of the updater. */
export const updatesSchema = z.discriminatedUnion('kind', [
  /** The organisation's policy names no source of updates. */
  z.strictObject({ kind: z.literal('off') }),
  /** This installation can't replace itself: run from an archive or from its sources. */
  z.strictObject({ kind: z.literal('by-hand') }),
  /** `checkedAtMs`: null before the first check. */
  z.strictObject({ kind: z.literal('current'), checkedAtMs: z.number().nullable() }),
  z.strictObject({ kind: z.literal('checking') }),
  /** There is a newer version; it is downloaded once no call and no import is under way. */
  z.strictObject({ kind: z.literal('waiting'), version }),
  z.strictObject({ kind: z.literal('downloading'), version, percent: z.number().min(0).max(100) }),
  /** Installed when the user asks for it. */
  z.strictObject({ kind: z.literal('ready'), version }),
  z.strictObject({ kind: z.literal('failed'), problem: z.enum(updateProblems), atMs: z.number() })
])

/** See {@link updatesSchema}. */
export type Updates = z.infer<typeof updatesSchema>
