import type { Call } from '../../shared/calls/schema'
import type { NoteChange } from '../../shared/records/row-schema'
import { maxWrapUps } from '../../shared/wrap-ups/limits'
import { wrapUpParts, type KeptWrapUp, type WrapUp } from '../../shared/wrap-ups/schema'

// The changes of the list. Each returns the list itself if nothing changes.

/** The wrap-ups kept beside the recent calls, newest change last. */
export type WrapUps = readonly KeptWrapUp[]

/** A change of some parts of a wrap-up; absent parts stay. */
export type WrapUpChange = Partial<Pick<WrapUp, 'result' | 'note' | 'tags'>>

/** What a call's wrap-up needs of it. */
type CallIds = Pick<Call, 'key' | 'callId'>

type Part = KeptWrapUp['unsaved'][number]

const blank = ({ key, callId }: CallIds): KeptWrapUp => ({
  key,
  callId,
  result: null,
  note: '',
  tags: [],
  unsaved: []
})

/** Drops the oldest of too many, stored ones first. */
function bounded(list: WrapUps): WrapUps {
  if (list.length <= maxWrapUps) return list
  const oldest = list.findIndex(({ unsaved }) => unsaved.length === 0)
  return list.toSpliced(Math.max(0, oldest), 1)
}

const partsOf = (change: WrapUpChange): Part[] => wrapUpParts.filter((part) => change[part] !== undefined)

const union = (one: readonly Part[], other: readonly Part[]): Part[] =>
  wrapUpParts.filter((part) => one.includes(part) || other.includes(part))

const withParts = (
  wrapUp: KeptWrapUp,
  { result, note, tags }: WrapUpChange,
  unsaved: readonly Part[]
): KeptWrapUp => ({
  ...wrapUp,
  result: result === undefined ? wrapUp.result : result,
  note: note ?? wrapUp.note,
  tags: tags ?? wrapUp.tags,
  unsaved: union(wrapUp.unsaved, unsaved)
})

/** Changes the wrap-up of a call. `isSaved`: the change is stored already. */
export function changed(list: WrapUps, call: CallIds, change: WrapUpChange, isSaved = false): WrapUps {
  const parts = partsOf(change)
  if (parts.length === 0) return list
  const before = list.find(({ key }) => key === call.key) ?? blank(call)
  const next = withParts(before, change, isSaved ? [] : parts)
  return bounded([...list.filter(({ key }) => key !== call.key), next])
}

/** The parts that have a content. */
const contentOf = ({ result, note, tags }: KeptWrapUp): WrapUpChange => ({
  ...(result !== null && { result }),
  ...(note !== '' && { note }),
  ...(tags.length > 0 && { tags })
})

/** Under another id, where all parts with a content have to be stored. */
const movedTo = (wrapUp: KeptWrapUp, callId: string): KeptWrapUp => ({
  ...wrapUp,
  callId,
  unsaved: union(wrapUp.unsaved, partsOf(contentOf(wrapUp)))
})

/** Joins the wrap-up of a call that turned out to be another one of the list; what that one says takes precedence. */
function joined(list: WrapUps, twin: KeptWrapUp, key: string): WrapUps {
  const own = list.find((one) => one.key === key)
  const others = list.filter((one) => one !== twin && one !== own)
  if (own === undefined) return [...others, { ...twin, key }]
  const { result, note, tags } = contentOf(twin)
  const parts: WrapUpChange = {
    ...(own.result === null && result !== undefined && { result }),
    ...(own.note === '' && note !== undefined && { note }),
    ...(own.tags.length === 0 && tags !== undefined && { tags })
  }
  return [...others, withParts(own, parts, partsOf(parts))]
}

/**
 * Takes over ids that became known. Wrap-ups of calls that aren't in `calls` stay: while the account changes, the list
 * is empty or that of another account.
 */
export function following(list: WrapUps, calls: readonly CallIds[]): WrapUps {
  const byKey = new Map(calls.map((call) => [call.key, call]))
  const byId = new Map(calls.flatMap((call) => (call.callId === null ? [] : [[call.callId, call] as const])))
  const isConcerned = ({ key, callId }: KeptWrapUp): boolean => {
    const call = byKey.get(key)
    if (call === undefined) return callId !== null && byId.has(callId)
    return call.callId !== null && call.callId !== callId
  }
  let next = list
  for (const { key } of list.filter(isConcerned)) {
    const wrapUp = next.find((one) => one.key === key)
    if (wrapUp === undefined) continue
    const call = byKey.get(key)
    const sameCall = wrapUp.callId === null ? undefined : byId.get(wrapUp.callId)
    if (call === undefined) {
      if (sameCall !== undefined) next = joined(next, wrapUp, sameCall.key)
    } else if (call.callId !== null && call.callId !== wrapUp.callId) {
      const moved = movedTo(wrapUp, call.callId)
      next = next.map((one) => (one === wrapUp ? moved : one))
    }
  }
  return next
}

/** Adds notes that are stored already to the calls of the list that have no wrap-up. */
export const withNotes = (
  list: WrapUps,
  calls: readonly CallIds[],
  notes: readonly NoteChange[]
): WrapUps => {
  const byId = new Map(notes.map((note) => [note.id, note]))
  const known = new Set(list.map(({ key }) => key))
  return calls.reduce<WrapUps>((kept, call) => {
    const note = call.callId === null ? undefined : byId.get(call.callId)
    return note === undefined || known.has(call.key) ? kept : changed(kept, call, note, true)
  }, list)
}

/** What has to be stored of a wrap-up now; null: nothing, or its call has no id yet. */
export function unsavedChange({ callId, unsaved, ...parts }: KeptWrapUp): NoteChange | null {
  if (callId === null || unsaved.length === 0) return null
  const { result, note, tags } = parts
  return {
    id: callId,
    ...(unsaved.includes('result') && { result }),
    ...(unsaved.includes('note') && { note }),
    ...(unsaved.includes('tags') && { tags })
  }
}

/** Marks a wrap-up as stored. */
export const saved = (list: WrapUps, key: string): WrapUps =>
  list.map((one) => (one.key === key && one.unsaved.length > 0 ? { ...one, unsaved: [] } : one))

/** The wrap-ups as views show them: of calls of the list. */
export const shown = (list: WrapUps, calls: readonly CallIds[]): WrapUp[] => {
  const keys = new Set(calls.map(({ key }) => key))
  return list
    .filter(({ key }) => keys.has(key))
    .map(({ key, result, note, tags }) => ({ key, result, note, tags }))
}
