import { expect, it } from 'vitest'
import { closed, opened, type Trail, type View } from './trail'

const walk = (...views: View[]): Trail => views.reduce<Trail>((trail, view) => opened(trail, view, null), [])
const views = (trail: Trail) => trail.map(({ view }) => view.view)

it('a page goes back to the page that it was opened from', () => {
  expect(views(closed(walk({ view: 'team' }, { view: 'team-call', agentId: 1 })))).toEqual(['team'])
  expect(views(closed(walk({ view: 'team' })))).toEqual([])
})

it('what opened a page is focused when it is closed', () => {
  const trail = opened(walk({ view: 'team' }), { view: 'team-call', agentId: 7 }, 'agent-7')
  expect(closed(trail)).toEqual([{ view: { view: 'team' }, returnTo: 'agent-7' }])
})

it('a page that is open already is gone back to, not opened twice', () => {
  const trail = walk({ view: 'settings' }, { view: 'keys' }, { view: 'settings' }, { view: 'keys' })
  expect(views(trail)).toEqual(['settings', 'keys'])
})

it('a section of the settings goes back to the settings, wherever it was opened from', () => {
  expect(closed(walk({ view: 'settings', section: 'hotKeys' }))).toEqual([
    { view: { view: 'settings' }, returnTo: 'hotKeys' }
  ])
  const twice = walk({ view: 'settings' }, { view: 'settings', section: 'links' })
  expect(views(closed(closed(twice)))).toEqual([])
})

it('the home view closes every page', () => {
  expect(walk({ view: 'settings' }, { view: 'connection' }, { view: 'home' })).toEqual([])
})
