import { describe, expect, it } from 'vitest'
import { staleMs } from '../../dialling/prompt/prompt-state'
import { jumpMs } from './countdown'
import { idleMs } from './hold-conditions'
import { RunDesk } from '../testing/run-desk'

const countdownMs = 10_000

/** In automatic mode, with the countdown for the second entry. */
async function counting(): Promise<RunDesk> {
  const desk = new RunDesk()
  desk.change({ isAutomatic: true, countdownMs })
  await desk.start()
  await desk.run.skip(0)
  expect(desk.phase).toBe('countdown')
  return desk
}

describe('automatic mode', () => {
  it('the first call of a list needs the user', async () => {
    const desk = new RunDesk()
    desk.change({ isAutomatic: true })
    await desk.start()
    await desk.under.clock.advance(600_000)
    expect([desk.phase, desk.under.sent.length]).toEqual(['ready', 0])
  })

  it('after a step the next call starts once the countdown is over', async () => {
    const desk = await counting()
    await desk.under.clock.advance(countdownMs - 1)
    expect(desk.under.sent).toEqual([])
    await desk.under.clock.advance(1)
    expect(desk.under.sent.length).toBe(1)
  })

  const holds: [string, string, (desk: RunDesk) => void][] = [
    ['the user holds', 'user', (desk) => desk.run.hold()],
    ['the user types', 'typing', (desk) => desk.run.setTyping(true)],
    [
      'the screen is locked',
      'screen-locked',
      (desk) => {
        desk.isLocked = true
        desk.run.onPresence('lock')
      }
    ],
    ['the window is hidden', 'window-hidden', (desk) => desk.run.setWindowVisible(false)],
    [
      'the line is lost',
      'line-lost',
      (desk) => desk.under.state.set('line', { kind: 'lost', sinceMs: 0, nextTryAtMs: 0 })
    ],
    ['another call is active', 'busy', (desk) => desk.under.hear('theirs', '13900139000', 'calleeAnswered')],
    [
      'another question asks',
      'question',
      (desk) => desk.under.prompter.begin('13900139000 13900139001', 'tray')
    ],
    ['the computer sleeps', 'asleep', (desk) => desk.run.onPresence('sleep')]
  ]
  it.each(holds)('nothing is called after %s', async (_, reason, happen) => {
    const desk = await counting()
    happen(desk)
    await desk.settle()
    expect([desk.phase, desk.heldBy]).toEqual(['ready', reason])
    await desk.under.clock.advance(600_000)
    expect(desk.under.sent).toEqual([])
  })

  it('nothing is called if the user was idle when the countdown ends', async () => {
    const desk = await counting()
    desk.idleMs = idleMs
    await desk.under.clock.advance(countdownMs)
    expect([desk.heldBy, desk.under.sent.length]).toEqual(['idle', 0])
  })

  it('nothing is called if the clock was set or the countdown ended far too late', async () => {
    for (const disturb of [
      (desk: RunDesk) => desk.under.clock.jumpWall(jumpMs + 1),
      (desk: RunDesk) => desk.under.clock.jumpWall(-jumpMs - 1),
      (desk: RunDesk) => void desk.under.clock.sleep(countdownMs + staleMs + 1, { isCounted: true })
    ]) {
      const desk = await counting()
      disturb(desk)
      await desk.under.clock.advance(countdownMs)
      expect([desk.heldBy, desk.under.sent.length]).toEqual(['asleep', 0])
    }
  })

  it('a hold while the claim is being stored drops the call', async () => {
    const desk = await counting()
    let goOn = (): void => undefined
    desk.store.delay = () => new Promise((resolve) => (goOn = resolve))
    await desk.under.clock.advance(countdownMs)
    expect(desk.phase).toBe('starting')
    desk.run.hold()
    desk.store.delay = () => Promise.resolve()
    goOn()
    await desk.settle()
    expect([desk.phase, desk.heldBy, desk.stateOf(1), desk.under.sent.length]).toEqual([
      'ready',
      'user',
      'open',
      0
    ])
  })

  it('when the user has finished typing, a whole countdown starts again', async () => {
    const desk = await counting()
    await desk.under.clock.advance(countdownMs - 1)
    desk.run.setTyping(true)
    await desk.under.clock.advance(60_000)
    desk.run.setTyping(false)
    await desk.under.clock.advance(countdownMs - 1)
    expect([desk.phase, desk.under.sent.length]).toEqual(['countdown', 0])
  })

  it('unlocking the screen does not continue, the user does', async () => {
    const desk = await counting()
    desk.isLocked = true
    desk.run.onPresence('lock')
    desk.isLocked = false
    desk.run.onPresence('unlock')
    await desk.under.clock.advance(600_000)
    expect(desk.under.sent).toEqual([])
    desk.run.resume()
    await desk.under.clock.advance(countdownMs)
    expect(desk.under.sent.length).toBe(1)
  })

  it('it is held after the desk phone failed twice in a row, and after a call that failed', async () => {
    const desk = await counting()
    for (const heldBy of [null, 'desk-phone']) {
      await desk.callAndEnd(['callAgentFailed', 'hangup'])
      await desk.run.again(desk.entry)
      expect(desk.heldBy).toBe(heldBy)
    }
    desk.run.resume()
    await desk.under.clock.advance(countdownMs + 500)
    // The number was called a moment ago: the user is asked.
    desk.under.confirm()
    await desk.settle()
    await desk.under.refuse()
    await desk.settle()
    expect(desk.heldBy).toBe('call-failed')
  })
})
