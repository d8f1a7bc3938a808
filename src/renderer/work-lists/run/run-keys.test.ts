import { describe, expect, it } from 'vitest'
import { actOf, type RunScreen } from './run-keys'

type Phase = RunScreen['phase']
const phases = {
  ready: { kind: 'ready', heldBy: null, error: null },
  held: { kind: 'ready', heldBy: 'user', error: null },
  countdown: { kind: 'countdown', startedAtMs: 0, untilMs: 1 },
  starting: { kind: 'starting' },
  calling: { kind: 'calling', callKey: 'k' },
  wrapUp: { kind: 'wrap-up', callKey: 'k' },
  loading: { kind: 'loading' },
  finished: { kind: 'finished' }
} satisfies Record<string, Phase>

const press = (key: string, phase: Phase, part: Partial<RunScreen> = {}, isMod = false) =>
  actOf(
    { key, isMod, isRepeat: false },
    {
      phase,
      isAutomatic: true,
      isUnsure: false,
      isUnresolved: false,
      hasQuestion: false,
      canUndo: true,
      ...part
    }
  )

describe('keys of the call screen', () => {
  it('Enter calls, answers the question, or confirms the result', () => {
    expect(press('Enter', phases.ready)).toBe('call')
    expect(press('Enter', phases.countdown)).toBe('call')
    expect(press('Enter', phases.starting, { hasQuestion: true })).toBe('confirm-question')
    expect(press('Enter', phases.wrapUp)).toBe('confirm-result')
    for (const phase of [phases.starting, phases.calling, phases.loading, phases.finished]) {
      expect(press('Enter', phase)).toBe(null)
    }
  })

  it('Enter never calls an entry that may have been called', () => {
    expect(press('Enter', phases.ready, { isUnsure: true })).toBe(null)
    expect(press('1', phases.ready, { isUnsure: true })).toBe('unsure-result')
  })

  it('a held key acts once', () => {
    const screen = {
      phase: phases.ready,
      isAutomatic: false,
      isUnsure: false,
      isUnresolved: false,
      hasQuestion: false,
      canUndo: false
    }
    expect(actOf({ key: 'Enter', isMod: false, isRepeat: true }, screen)).toBe(null)
  })

  it('S skips what can be called or is wrapped up, and leaves a call whose reply was lost', () => {
    for (const phase of [phases.ready, phases.countdown, phases.wrapUp])
      expect(press('s', phase)).toBe('skip')
    expect(press('s', phases.calling)).toBe(null)
    expect(press('S', phases.calling, { isUnresolved: true })).toBe('skip')
  })

  it('L asks for a time before a call and in its wrap-up, not during the call', () => {
    for (const phase of [phases.ready, phases.countdown, phases.wrapUp])
      expect(press('l', phase)).toBe('later')
    for (const phase of [phases.starting, phases.calling, phases.loading, phases.finished]) {
      expect(press('L', phase)).toBe(null)
    }
  })

  it('Space holds, and continues what is held', () => {
    expect(press(' ', phases.countdown)).toBe('hold')
    expect(press(' ', phases.held)).toBe('resume')
    expect(press(' ', phases.ready)).toBe(null)
    expect(press(' ', phases.held, { isAutomatic: false })).toBe(null)
  })

  it('Esc cancels what is being started', () => {
    expect(press('Escape', phases.starting)).toBe('cancel')
    expect(press('Escape', phases.countdown)).toBe('hold')
    expect(press('Escape', phases.calling)).toBe(null)
  })

  it('digits and N are for the wrap-up of a call only', () => {
    for (const key of ['1', '9', 'n', 'N']) {
      expect(press(key, phases.calling)).toBe('wrap-up')
      expect(press(key, phases.wrapUp)).toBe('wrap-up')
      expect(press(key, phases.ready)).toBe(null)
    }
  })

  it('Ctrl+Z undoes if there is something to undo; other combinations do nothing', () => {
    expect(press('z', phases.ready, {}, true)).toBe('undo')
    expect(press('z', phases.ready, { canUndo: false }, true)).toBe(null)
    expect(press('s', phases.ready, {}, true)).toBe(null)
  })
})
