import type { CallingRules } from '../../../shared/calling-rules/schema'
import type { OutsideSource } from '../prompt/prompt'

/** Actions of the user, a web page, the service and the clock. */
export type Action =
  | { do: 'press'; text: string; fetchMs: number | null }
  | { do: 'hold'; text: string; repeats: number }
  | { do: 'burst'; text: string; presses: number }
  | { do: 'begin'; text: string; source: OutsideSource }
  | { do: 'redial'; source: OutsideSource }
  /** `caller`: the caller number chosen beside the number box; undefined for none. */
  | { do: 'click'; text: string; clicks: number; caller?: string }
  /** The user chooses the caller number of the visible prompt. */
  | { do: 'caller'; number: string }
  | { do: 'choose'; index: number }
  | { do: 'confirm' }
  | { do: 'cancel' }
  | { do: 'pass'; ms: number }
  | { do: 'reply'; kind: 'accepted' | 'refused' | 'lost' }
  /** `startedAgoMs`: the call's start in the event; null for none. */
  | { do: 'event'; call: string; callee: string; state: string; startedAgoMs: number | null }
  /** A web page opens several links in a row. */
  | { do: 'links'; texts: string[] }
  | { do: 'jump'; ms: number }
  | { do: 'sleep'; ms: number; isCounted: boolean }
  | { do: 'fire-early' }
  /** The user changes the calling rules. */
  | { do: 'rules'; rules: CallingRules }
  | { do: 'do-not-call'; number: string; isListed: boolean }
  /** A colleague calls a number. */
  | { do: 'colleague'; number: string; agoMs: number }
  /** From now on the service answers queries for the tenant's calls so. */
  | { do: 'tenant'; answer: 'all' | 'error' | 'silent' }
  /** The computer's time zone changes. */
  | { do: 'zone'; timeZone: string }
  | { do: 'sign-out' }
  | { do: 'sign-in'; salesmanCode: string | null }
