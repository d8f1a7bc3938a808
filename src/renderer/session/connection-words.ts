import type { ConnectionEventKind } from '../../shared/session/connection'
import type { ConnectionEvent, ConnectionInfo } from '../../shared/session/schema'
import type { LineStatus } from '../../shared/calls/schema'
import type { WindowMessages } from '../../shared/messages/en/window'
import type { Tone } from '../ui/tone'
import { dayOf, formatMoment, secondsLeft } from '../platform/times'

/** The state of the line in two words. */
export function lineWords(line: LineStatus, nowMs: number, locale: string, t: WindowMessages): string {
  if (line.kind !== 'lost') return t.line[line.kind]
  return t.line.lost(formatMoment(line.sinceMs, nowMs, locale, t.recents))
}

/** The time to the next attempt, or that it is running. */
export function nextTryWords(leftMs: number, t: WindowMessages['line']): string {
  const seconds = secondsLeft(leftMs)
  return seconds === 0 ? t.trying : t.nextTry(seconds)
}

/** An event of the connection's history as a sentence, without the service's own words. */
export function eventWords(event: ConnectionEvent, t: WindowMessages['connection']): string {
  const { kind, address, reason } = event
  const what = kind === 'moved' && address !== null ? t.moved[address] : t.events[kind]
  const text = reason === null ? what : t.because(what, t.reasons[reason])
  return kind === 'moved' || address === null ? text : t.via(text, t.addresses[address])
}

const tones: Record<ConnectionEventKind, Tone> = {
  connecting: 'quiet',
  live: 'ok',
  lost: 'wait',
  refused: 'bad',
  off: 'quiet',
  moved: 'quiet',
  woken: 'quiet',
  'token-refused': 'bad'
}

/** The colour of an event, redundant to icon and text. */
export const toneOfEvent = ({ kind }: ConnectionEvent): Tone => tones[kind]

/** Events of one local day, in their order. */
export interface DayOfEvents {
  /** A moment of that day, epoch ms. */
  atMs: number
  events: ConnectionEvent[]
}

/** Groups the history by day, in its order. */
export function groupEventsByDay(history: readonly ConnectionEvent[]): DayOfEvents[] {
  const days: DayOfEvents[] = []
  for (const event of history) {
    const last = days.at(-1)
    if (last !== undefined && dayOf(last.atMs) === dayOf(event.atMs)) last.events.push(event)
    else days.push({ atMs: event.atMs, events: [event] })
  }
  return days
}

/** One-line connection summary: Connected · cc.uccc.cc · not encrypted. */
export function connectionSummary(
  words: string,
  { address }: ConnectionInfo,
  isDemo: boolean,
  t: WindowMessages['connection']
): string {
  if (address === null) return t.signedOutSummary
  if (isDemo) return [words, t.demo].join(' · ')
  return [words, address.host, address.isEncrypted ? t.shortEncrypted : t.shortPlain].join(' · ')
}
