import type { CallOutcome } from '../calls/call'
import type { AppError } from '../platform/errors'
import type { DoubtReason, FoundNumber } from '../numbers/number'

/** By which way in a number came. */
export const dialSources = ['window', 'hot-key', 'tray', 'link', 'command-line'] as const

/** By which way in a number came. */
export type DialSource = (typeof dialSources)[number]

/** When the person is asked before a call, beyond the rules against accidents. */
export const dialPolicies = ['never-ask', 'ask-when-doubtful', 'ask-always'] as const

/** When the person is asked before a call, beyond the rules against accidents. */
export type DialPolicy = (typeof dialPolicies)[number]

/** Why a person is asked before a number is called. */
export type DialReason =
  | { kind: 'doubtful'; doubt: DoubtReason | null }
  /** `agoMs`: how long ago it was called. */
  | { kind: 'called-recently'; agoMs: number }
  /** Another call is being set up or goes on. */
  | { kind: 'call-under-way' }
  /** A call to this number was asked for and its reply was lost: it may ring already. */
  | { kind: 'outcome-unknown' }
  /** The person wants to be asked always. */
  | { kind: 'always' }
  /** A web page or another program asks for it. */
  | { kind: 'link' }
  /** The service would create a salesman by this code (document, 一、发起呼叫, salesmanCode). */
  | { kind: 'new-salesman'; code: string }

/** The last call to a number. */
export interface LastCall {
  atMs: number
  /** Null while it goes on. */
  outcome: CallOutcome | null
}

/** What the prompts that can lead to a call have in common. */
interface Asked {
  /** Differs for each prompt of a run; an answer names the prompt it was given to. */
  id: number
  /** A link that came meanwhile was dropped: it never takes the place of what is asked. */
  hasIgnoredLink: boolean
}

/** What is asked or told on the way from a copied number to a call. One at a time. */
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
  /** Several numbers: one is to be chosen; the first is preselected. */
  | ({ kind: 'choosing'; source: DialSource; numbers: FoundNumber[] } & Asked)
  | ({
      kind: 'confirming'
      source: DialSource
      number: FoundNumber
      lastCall: LastCall | null
      /** At least one. */
      reasons: DialReason[]
    } & Asked)
  /** The text holds no number; `copied`: its beginning. Goes by itself at `untilMs`. */
  | { kind: 'no-number'; id: number; source: DialSource; copied: string; untilMs: number }
  /** It was not dialled; `error` says by which rule. Goes by itself at `untilMs`. */
  | {
      kind: 'refused'
      id: number
      source: DialSource
      number: FoundNumber | null
      error: AppError
      untilMs: number
    }

/** What became of an intent to dial from the window. */
export type DialOutcome =
  | { kind: 'started'; key: string }
  /** A question stands in the state's `prompt`. */
  | { kind: 'asked' }
