import { describe, expect, it } from 'vitest'
import { importOf } from './testing/import'
import {
  firstPlace,
  keyOf,
  noPlace,
  placeAfter,
  placeBeside,
  placesOf,
  navigated,
  type NavigationState
} from './places'

const ended = importOf({ id: 'ended', status: { kind: 'ended' } })
const paused = importOf({ id: 'paused', status: { kind: 'paused' } })
const running = importOf({ id: 'running' })
const open = importOf({ id: 'open', status: { kind: 'ended' }, undecided: 1 })

describe('sidebar pages', () => {
  it('a running import is listed above newer ones', () => {
    expect(placesOf([ended, paused, running]).map(keyOf)).toEqual([
      'draft',
      'running',
      'ended',
      'paused',
      'campaigns',
      'block-list'
    ])
  })

  it('a step moves to the next page and stops at the ends', () => {
    const places = placesOf([ended])
    expect(placeBeside(places, { kind: 'draft' }, 1)).toEqual({ kind: 'import', id: 'ended' })
    expect(placeBeside(places, { kind: 'draft' }, -1)).toEqual({ kind: 'draft' })
    expect(placeBeside(places, { kind: 'campaigns' }, 99)).toEqual({ kind: 'block-list' })
  })

  it('from a removed import a step moves to the first page', () => {
    expect(placeBeside(placesOf([ended]), { kind: 'import', id: 'gone' }, 1)).toEqual({ kind: 'draft' })
  })

  it('the window opens at the draft if it has lists', () => {
    expect(firstPlace([running], true)).toEqual({ kind: 'draft' })
  })

  it('without lists it opens at the running import, otherwise at an unfinished one', () => {
    expect(firstPlace([open, running], false)).toEqual({ kind: 'import', id: 'running' })
    expect(firstPlace([ended, open], false)).toEqual({ kind: 'import', id: 'open' })
    expect(firstPlace([ended, paused], false)).toEqual({ kind: 'import', id: 'paused' })
    expect(firstPlace([ended], false)).toEqual({ kind: 'draft' })
  })

  it('after a removal the import below is shown, then the one above, then the draft', () => {
    expect(placeAfter([ended, paused], 'ended')).toEqual({ kind: 'import', id: 'paused' })
    expect(placeAfter([ended, paused], 'paused')).toEqual({ kind: 'import', id: 'ended' })
    expect(placeAfter([ended], 'ended')).toEqual({ kind: 'draft' })
  })
})

describe('the navigation state of the window', () => {
  const reading: NavigationState = {
    place: { kind: 'import', id: 'one' },
    view: 'entries',
    part: 'refused',
    removingId: 'one'
  }

  it('another page opens at its overview, and a removal prompt is closed', () => {
    const place = { kind: 'import', id: 'two' } as const
    expect(navigated(reading, place)).toEqual({ ...noPlace, place })
  })

  it('selecting the current page changes nothing', () => {
    expect(navigated(reading, { kind: 'import', id: 'one' })).toBe(reading)
  })
})
