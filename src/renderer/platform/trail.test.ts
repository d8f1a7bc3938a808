import { expect, it } from 'vitest'
import { closed, opened, type Trail, type View } from './trail'

const walk = (...views: View[]): Trail => views.reduce<Trail>((trail, view) => opened(trail, view, null), [])
const views = (trail: Trail) => trail.map(({ view }) => view.view)

it('closing a page returns to the page that opened it', () => {
  expect(views(closed(walk({ view: 'team' }, { view: 'team-call', agentId: 1 })))).toEqual(['team'])
  expect(views(closed(walk({ view: 'team' })))).toEqual([])
})

it('closing a page restores the focus to the element that opened it', () => {
  const trail = opened(walk({ view: 'team' }), { view: 'team-call', agentId: 7 }, 'agent-7')
  expect(closed(trail)).toEqual([{ view: { view: 'team' }, returnTo: 'agent-7' }])
})

it('opening a page that is already open returns to it instead of opening it twice', () => {
  const trail = walk({ view: 'settings' }, { view: 'keys' }, { view: 'settings' }, { view: 'keys' })
  expect(views(trail)).toEqual(['settings', 'keys'])
})

it('a settings section returns to the settings, wherever it was opened from', () => {
  expect(closed(walk({ view: 'settings', section: 'hotKeys' }))).toEqual([
    { view: { view: 'settings' }, returnTo: 'hotKeys' }
  ])
  const twice = walk({ view: 'settings' }, { view: 'settings', section: 'links' })
  expect(views(closed(closed(twice)))).toEqual([])
})

it('the home view closes every page', () => {
  expect(walk({ view: 'settings' }, { view: 'connection' }, { view: 'home' })).toEqual([])
})
