import type { Caller } from '../agents'
import { PlayedCall, type CallInPlay, type PlayDeps } from './played-call'
import type { RecordStore } from '../records/record-store'
import type { CallState, Scenario } from './scenarios'

export interface CallsInPlay {
  list: () => readonly CallInPlay[]
  isBusy: (agentId: number) => boolean
  /** Adds the call to the records, starts to play it and returns its id. */
  start: (caller: Caller, calleeNumber: string, scenario: Scenario) => string
  /** This and the next two return false if the call isn't in progress or in a state that allows it. */
  pickUp: (callId: string) => boolean
  answer: (callId: string) => boolean
  hangUp: (callId: string) => boolean
}

/** Starts without calls; each call is added to `records`. */
export function createCallsInPlay({ records, ...deps }: PlayDeps & { records: RecordStore }): CallsInPlay {
  const played = new Map<string, PlayedCall>()
  const list = (): CallInPlay[] => [...played.values()].map((play) => play.call())
  const jump = (callId: string, from: readonly CallState[], to: CallState): boolean =>
    played.get(callId)?.jump(from, to) ?? false

  return {
    list,
    isBusy: (agentId) => list().some((call) => call.agentId === agentId),
    start: (caller, calleeNumber, scenario) => {
      const play = new PlayedCall(deps, { caller, calleeNumber, scenario }, () => played.delete(id))
      const { id } = play.call()
      played.set(id, play)
      records.put(play.record())
      play.play()
      return id
    },
    pickUp: (callId) => jump(callId, ['agentReady'], 'callAgentSuccess'),
    answer: (callId) => jump(callId, ['callCallee', 'calleeRingBack', 'processed'], 'calleeAnswered'),
    hangUp: (callId) => {
      const play = played.get(callId)
      play?.hangUp()
      return play !== undefined
    }
  }
}
