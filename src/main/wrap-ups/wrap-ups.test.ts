import { describe, expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import { failed, succeeded } from '../../shared/platform/result'
import type { NoteChange } from '../../shared/records/row-schema'
import type { KeptWrapUp } from '../../shared/wrap-ups/schema'
import { emptyState } from '../platform/empty-state'
import { createStateStore } from '../platform/state-store'
import { createManualClock } from '../platform/testing/manual-clock'
import { openWrapUps } from './wrap-ups'

const call = (key: string, callId: string | null = null): Call => ({
  ...blankCall,
  key,
  callId,
  callee: '13800138000',
  startedAtMs: 1,
  step: 'ended',
  outcome: 'answered'
})

/** A program with a file and a store that outlive it. */
function createBench(calls: Call[]) {
  const disk = { file: [] as KeptWrapUp[], stored: [] as NoteChange[], isFull: false }
  let pending: KeptWrapUp[] | null = null
  const start = () => {
    const clock = createManualClock()
    const state = createStateStore({ ...emptyState, calls })
    pending = null
    const wrapUps = openWrapUps({
      state,
      clock,
      file: {
        initial: disk.file,
        write: (list) => void (pending = list),
        flush: () => void (disk.file = pending ?? disk.file)
      },
      store(change) {
        if (disk.isFull) return failed({ code: 'disk-full' })
        disk.stored.push(change)
        return succeeded(undefined)
      },
      random: () => 0.5
    })
    return { clock, state, wrapUps }
  }
  return { disk, start }
}

describe('a wrap-up', () => {
  test('is stored under the call’s id, part by part, and shown beside its call', () => {
    const { disk, start } = createBench([call('k', 'id')])
    const { state, wrapUps } = start()
    expect(wrapUps.change('k', { result: 'interested' })).toEqual(succeeded(undefined))
    wrapUps.change('k', { note: '报价' })
    wrapUps.change('k', { result: null })
    expect(disk.stored).toEqual([
      { id: 'id', result: 'interested' },
      { id: 'id', note: '报价' },
      { id: 'id', result: null }
    ])
    expect(state.get('wrapUps')).toEqual([{ key: 'k', result: null, note: '报价', tags: [] }])
    expect(wrapUps.change('other', { note: 'x' })).toEqual(failed({ code: 'call-gone' }))
  })

  test('of a call whose id isn’t known is kept across a kill, and stored once it is', () => {
    const { disk, start } = createBench([call('k')])
    start().wrapUps.change('k', { result: 'done', tags: ['vip'] })
    expect(disk.stored).toEqual([])
    // The program is killed: nothing is closed.
    const { state } = start()
    expect(state.get('wrapUps')).toEqual([{ key: 'k', result: 'done', note: '', tags: ['vip'] }])
    state.set('calls', [call('k', 'late')])
    expect(disk.stored).toEqual([{ id: 'late', result: 'done', tags: ['vip'] }])
    state.set('calls', [call('k', 'late'), call('other', 'x')])
    expect(disk.stored).toHaveLength(1)
  })

  test('moves with its call to another id, and to the call that it turns out to be', () => {
    const { disk, start } = createBench([call('k', 'wrong'), call('twin', 'right')])
    const { state, wrapUps } = start()
    wrapUps.change('twin', { note: 'heard', tags: ['vip'] })
    wrapUps.change('k', { note: 'asked' })
    state.set('calls', [call('k', 'right')])
    expect(state.get('wrapUps')).toEqual([{ key: 'k', result: null, note: 'asked', tags: ['vip'] }])
    expect(disk.stored.at(-1)).toEqual({ id: 'right', note: 'asked', tags: ['vip'] })
  })

  test('that can’t be stored is stored later, also by the next run', async () => {
    const { disk, start } = createBench([call('k', 'id')])
    disk.isFull = true
    const { clock, wrapUps } = start()
    expect(wrapUps.change('k', { note: 'x' }).ok).toBe(true)
    disk.isFull = false
    await clock.advance(60_000)
    expect(disk.stored).toEqual([{ id: 'id', note: 'x' }])
    disk.isFull = true
    wrapUps.change('k', { note: 'y' })
    disk.isFull = false
    start()
    expect(disk.stored.at(-1)).toEqual({ id: 'id', note: 'y' })
  })

  test('stays while the list is empty or another account’s, as on signing out', () => {
    const { disk, start } = createBench([call('k')])
    const { state, wrapUps } = start()
    wrapUps.change('k', { note: 'x' })
    state.set('calls', [])
    expect(state.get('wrapUps')).toEqual([])
    wrapUps.close()
    const again = start()
    again.state.set('calls', [call('k', 'id')])
    expect(disk.stored).toEqual([{ id: 'id', note: 'x' }])
  })

  test('is changed from a call’s record too, and other calls’ notes go to the store', () => {
    const { disk, start } = createBench([call('k', 'id')])
    const { state, wrapUps } = start()
    wrapUps.note({ id: 'id', note: 'from the records' })
    wrapUps.note({ id: 'old', tags: ['vip'] })
    expect(state.get('wrapUps')).toEqual([{ key: 'k', result: null, note: 'from the records', tags: [] }])
    expect(disk.stored).toEqual([
      { id: 'id', note: 'from the records' },
      { id: 'old', tags: ['vip'] }
    ])
  })

  test('that waits for a full disk doesn’t undo what was written after its call had left the list', async () => {
    const { disk, start } = createBench([call('k', 'id')])
    const { clock, state, wrapUps } = start()
    disk.isFull = true
    wrapUps.change('k', { note: 'first', result: 'done' })
    state.set('calls', [])
    disk.isFull = false
    expect(wrapUps.note({ id: 'id', note: 'second' }).ok).toBe(true)
    await clock.advance(600_000)
    start().wrapUps.close()
    const note = disk.stored.reduce((all, change) => ({ ...all, ...change }), { id: 'id' })
    expect(note).toEqual({ id: 'id', note: 'second', result: 'done' })
  })
})
