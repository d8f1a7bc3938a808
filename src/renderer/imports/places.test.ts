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

describe('places', () => {
  it('an import that goes on stands above newer ones', () => {
    expect(placesOf([ended, paused, running]).map(keyOf)).toEqual([
      'draft',
      'running',
      'ended',
      'paused',
      'campaigns',
      'block-list'
    ])
  })

  it('a step goes to the next place, and no further than the ends', () => {
    const places = placesOf([ended])
    expect(placeBeside(places, { kind: 'draft' }, 1)).toEqual({ kind: 'import', id: 'ended' })
    expect(placeBeside(places, { kind: 'draft' }, -1)).toEqual({ kind: 'draft' })
    expect(placeBeside(places, { kind: 'campaigns' }, 99)).toEqual({ kind: 'block-list' })
  })

  it('from an import that is gone a step goes to the first place', () => {
    expect(placeBeside(placesOf([ended]), { kind: 'import', id: 'gone' }, 1)).toEqual({ kind: 'draft' })
  })

  it('the window begins at lists that were added', () => {
    expect(firstPlace([running], true)).toEqual({ kind: 'draft' })
  })

  it('without any it begins at the import that goes on, else at one that isn’t done', () => {
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

describe('where the window stands', () => {
  const reading: NavigationState = {
    place: { kind: 'import', id: 'one' },
    view: 'entries',
    part: 'refused',
    removingId: 'one'
  }

  it('another place begins at its overview, and a question about a removal is gone', () => {
    const place = { kind: 'import', id: 'two' } as const
    expect(navigated(reading, place)).toEqual({ ...noPlace, place })
  })

  it('the place that is shown already stays as it is', () => {
    expect(navigated(reading, { kind: 'import', id: 'one' })).toBe(reading)
  })
})
