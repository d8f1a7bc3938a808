import { describe, expect, it } from 'vitest'
import { importOf } from './testing/import'
import { doneOf, needsUser, stripKey, visibleImport } from './imports'

const ended = importOf({ id: 'ended', status: { kind: 'ended' } })
const open = importOf({ id: 'open', status: { kind: 'ended' }, undecided: 2 })
const stopped = importOf({ id: 'stopped', status: { kind: 'stopped', error: { code: 'disk-full' } } })
const running = importOf({ id: 'running' })

describe('the import that the main window tells of', () => {
  it('is the one that goes on, whatever else there is', () => {
    expect(visibleImport([stopped, open, running])?.id).toBe('running')
  })

  it('is else the newest that needs a person', () => {
    expect(visibleImport([ended, open, stopped])?.id).toBe('open')
  })

  it('is none where everything is done, or paused by the person', () => {
    expect(visibleImport([ended, importOf({ status: { kind: 'paused' } })])).toBeNull()
  })

  it('is told again when more of it is to be decided', () => {
    expect(stripKey(open)).not.toBe(stripKey({ ...open, undecided: 3 }))
  })
})

describe('an import', () => {
  it('that was interrupted needs a person', () => {
    expect(needsUser(importOf({ status: { kind: 'interrupted' } }))).toBe(true)
  })

  it('is as far as numbers had their turn, whatever became of them', () => {
    expect(doneOf(importOf({ sent: 3, refused: 1, unknown: 2, waiting: 4 }))).toBe(6)
  })
})
