import type { Call } from '../../shared/calls/schema'

/** The call that ended last; refused requests, which rang nowhere, don't count. Null: none has ended. */
export const lastEnded = (calls: readonly Call[]): Call | null =>
  calls
    .filter(({ step, outcome }) => step === 'ended' && outcome !== 'refused')
    .reduce<Call | null>((last, call) => (last === null || endOf(call) > endOf(last) ? call : last), null)

const endOf = ({ startedAtMs, endedAtMs }: Call): number => endedAtMs ?? startedAtMs
