import { describe, expect, it } from 'vitest'
import type { ImportStatus } from '../../../shared/imports/state-schema'
import { endedSince, kindsOf } from './endings'
import { importOf } from '../testing/import'

const inState = (status: ImportStatus) => [importOf({ id: 'one', status })]
const running = kindsOf(inState({ kind: 'running' }))

describe('endings', () => {
  it.each([
    { kind: 'ended' },
    { kind: 'cancelled' },
    { kind: 'stopped', error: { code: 'disk-full' } }
  ] satisfies ImportStatus[])('an import that ran and is $kind is told', (status) => {
    expect(endedSince(running, inState(status))).toHaveLength(1)
  })

  it('it is told once', () => {
    const ended = inState({ kind: 'ended' })
    expect(endedSince(kindsOf(ended), ended)).toEqual([])
  })

  it('what had ended before anybody looked is not told', () => {
    expect(endedSince(new Map(), inState({ kind: 'ended' }))).toEqual([])
  })

  it('a pause is no end', () => {
    expect(endedSince(running, inState({ kind: 'paused' }))).toEqual([])
  })
})
