import { describe, expect, it } from 'vitest'
import type { ImportStatus } from '../../../shared/imports/state-schema'
import { endedSince, kindsOf } from './endings'
import { importOf } from '../testing/import'

const inState = (status: ImportStatus) => [importOf({ id: 'one', status })]
const running = kindsOf(inState({ kind: 'running' }))

describe('announcements of ended imports', () => {
  it.each([
    { kind: 'ended' },
    { kind: 'cancelled' },
    { kind: 'stopped', error: { code: 'disk-full' } }
  ] satisfies ImportStatus[])('an import that ran and is $kind is announced', (status) => {
    expect(endedSince(running, inState(status))).toHaveLength(1)
  })

  it('an end is announced once', () => {
    const ended = inState({ kind: 'ended' })
    expect(endedSince(kindsOf(ended), ended)).toEqual([])
  })

  it('an import that had ended before the first look isn’t announced', () => {
    expect(endedSince(new Map(), inState({ kind: 'ended' }))).toEqual([])
  })

  it('a pause isn’t an end', () => {
    expect(endedSince(running, inState({ kind: 'paused' }))).toEqual([])
  })
})
