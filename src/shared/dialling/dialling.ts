import type { CallOutcome } from '../calls/call'
import type { AppError } from '../platform/errors'
import type { DoubtReason, FoundNumber } from '../numbers/number'

/** The source of a number to dial. */
export const dialSources = ['window', 'hot-key', 'tray', 'link', 'command-line'] as const

/** See {@link dialSources}. */
export type DialSource = (typeof dialSources)[number]

/** When the user is asked before a call, in addition to the rules against accidental calls. */
export const dialPolicies = ['never-ask', 'ask-when-doubtful', 'ask-always'] as const

/** See {@link dialPolicies}. */
export type DialPolicy = (typeof dialPolicies)[number]

/** A reason to ask the user before a number is called. */
export type DialReason =
  | { kind: 'doubtful'; doubt: DoubtReason | null }
  /** `agoMs`: how long ago it was called. */
  | { kind: 'called-recently'; agoMs: number }
  /** Another call is being set up or is active. */
  | { kind: 'call-under-way' }
  /** The reply to a request for this number was lost: it may already ring. */
  | { kind: 'outcome-unknown' }
  /** The policy is to always ask. */
  | { kind: 'always' }
  /** A web page or another program requests it. */
  | { kind: 'link' }
  /** The service would create a salesman by this code (document, 一、发起呼叫, salesmanCode). */
  | { kind: 'new-salesman'; code: string }

/** The last call to a number. */
export interface LastCall {
  atMs: number
  /** Null while it is active. */
  outcome: CallOutcome | null
}

/** The common properties of prompts that can lead to a call. */
interface Asked {
  /** Unique per prompt in a run; an answer contains the id of its prompt. */
  id: number
  /** A link that arrived meanwhile was dropped: it never replaces a question. */
  hasIgnoredLink: boolean
}

/** The question or notice shown on the way from a number to a call. One at a time. */
export type Prompt =
  | { kind: 'none' }
  /** The call starts at `untilMs` (epoch ms) unless it is cancelled. */
  | ({
      kind: 'pausing'
      source: DialSource
      number: FoundNumber
      lastCall: LastCall | null
      startedAtMs: number
      untilMs: number
    } & Asked)
  /** Several numbers to choose from; the first is preselected. */
  | ({ kind: 'choosing'; source: DialSource; numbers: FoundNumber[] } & Asked)
  | ({
      kind: 'confirming'
      source: DialSource
      number: FoundNumber
      lastCall: LastCall | null
      /** At least one. */
      reasons: DialReason[]
    } & Asked)
  /** The text contains no number; `copied`: its beginning. Disappears at `untilMs`. */
  | { kind: 'no-number'; id: number; source: DialSource; copied: string; untilMs: number }
  /** Not dialled; `error` is the reason. Disappears at `untilMs`. */
  | {
      kind: 'refused'
      id: number
      source: DialSource
      number: FoundNumber | null
      error: AppError
      untilMs: number
    }

/** The outcome of dialling from the window. */
export type DialOutcome =
  | { kind: 'started'; key: string }
  /** A question is shown in the state's `prompt`. */
  | { kind: 'asked' }
