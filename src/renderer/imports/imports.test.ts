import { describe, expect, it } from 'vitest'
import { importOf } from './testing/import'
import { doneOf, needsUser, stripKey, visibleImport } from './imports'

const ended = importOf({ id: 'ended', status: { kind: 'ended' } })
const open = importOf({ id: 'open', status: { kind: 'ended' }, undecided: 2 })
const stopped = importOf({ id: 'stopped', status: { kind: 'stopped', error: { code: 'disk-full' } } })
const running = importOf({ id: 'running' })

describe('the import shown in the main window', () => {
  it('is the running one, whatever else there is', () => {
    expect(visibleImport([stopped, open, running])?.id).toBe('running')
  })

  it('is otherwise the newest one that needs the user', () => {
    expect(visibleImport([ended, open, stopped])?.id).toBe('open')
  })

  it('is none if all are finished, or paused by the user', () => {
    expect(visibleImport([ended, importOf({ status: { kind: 'paused' } })])).toBeNull()
  })

  it('is announced again when more of it needs a decision', () => {
    expect(stripKey(open)).not.toBe(stripKey({ ...open, undecided: 3 }))
  })
})

describe('an import', () => {
  it('needs the user after an interruption', () => {
    expect(needsUser(importOf({ status: { kind: 'interrupted' } }))).toBe(true)
  })

  it('counts sent, refused and unknown numbers as processed', () => {
    expect(doneOf(importOf({ sent: 3, refused: 1, unknown: 2, waiting: 4 }))).toBe(6)
  })
})
