import { describe, expect, test, vi } from 'vitest'
import { emptyState } from '../platform/empty-state'
import { createStateStore } from '../platform/state-store'
import { composeGuide } from './compose-guide'

const stored = (initial: boolean) => {
  let value = initial
  return { read: () => value, write: (next: boolean) => void (value = next) }
}

function open(isShown: boolean) {
  const state = createStateStore({
    ...emptyState,
    environment: { ...emptyState.environment, isGuideDue: true }
  })
  const files = { isGuideSeen: stored(false), isPutAwayTold: stored(false) }
  const notify = vi.fn(() => Promise.resolve(isShown))
  return { state, files, notify, guide: composeGuide({ state, files, notify }) }
}

describe('new users', () => {
  test('are told once where the program is when its window is closed', async () => {
    const { guide, notify } = open(true)
    guide.tellWhere()
    guide.tellWhere()
    await vi.waitFor(() => expect(notify).toHaveBeenCalledTimes(1))
    await Promise.resolve()
    guide.tellWhere()
    expect(notify).toHaveBeenCalledTimes(1)
  })

  test('are told at the next close when the system didn’t show it', async () => {
    const { guide, notify, files } = open(false)
    guide.tellWhere()
    await Promise.resolve()
    await Promise.resolve()
    expect(files.isPutAwayTold.read()).toBe(false)
    guide.tellWhere()
    expect(notify).toHaveBeenCalledTimes(2)
  })

  test('don’t see the guide again after they left it', () => {
    const { guide, state, files } = open(true)
    guide.end()
    expect(state.get('environment').isGuideDue).toBe(false)
    expect(files.isGuideSeen.read()).toBe(true)
  })
})
