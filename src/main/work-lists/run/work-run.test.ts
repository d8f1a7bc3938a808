import { describe, expect, it, test } from 'vitest'
import { failed } from '../../../shared/platform/result'
import { listIds, RunDesk } from '../testing/run-desk'

const unanswered = ['callCallee', 'calleeRingBack', 'processed', 'hangup']

describe('one entry after the other', () => {
  it('an entry is called once, claimed before its request, and done with its result', async () => {
    const desk = new RunDesk(3, () => expect(desk.stateOf(0)).toBe('calling'))
    await desk.start()
    expect([desk.phase, desk.entry, desk.shown.next?.id]).toEqual(['ready', 0, 1])
    await desk.callAndEnd()
    expect([desk.phase, desk.under.sent.length]).toEqual(['wrap-up', 1])
    desk.setResult('interested')
    await desk.settle()
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['ready', 1, 'done'])
    expect(desk.store.entries(listIds[0])[0]).toMatchObject({
      attempts: 1,
      result: 'interested',
      outcome: 'answered'
    })
  })

  it('a second Enter, or one for an entry that is no longer shown, starts nothing', async () => {
    const desk = new RunDesk()
    await desk.start()
    expect(desk.run.call(0).ok).toBe(true)
    expect(desk.run.call(0)).toEqual(failed({ code: 'work-entry-changed' }))
    await desk.settle()
    expect(desk.run.call(0).ok).toBe(false)
    await desk.under.answer()
    await desk.end()
    expect(desk.run.call(1).ok).toBe(false)
    expect(desk.under.sent.length).toBe(1)
  })

  it('a result that was chosen during the call is applied by Enter only', async () => {
    const desk = new RunDesk()
    await desk.start()
    await desk.callAndAccept()
    desk.setResult('interested')
    await desk.end()
    expect([desk.phase, desk.stateOf(0)]).toEqual(['wrap-up', 'calling'])
    await desk.run.finish(0, null)
    expect(desk.stateOf(0)).toBe('done')
  })

  it('a call that was not answered waits for the user, also in automatic mode', async () => {
    const desk = new RunDesk()
    desk.change({ isAutomatic: true })
    await desk.start()
    await desk.callAndEnd(unanswered)
    await desk.under.clock.advance(600_000)
    expect([desk.phase, desk.stateOf(0)]).toEqual(['wrap-up', 'calling'])
  })

  it('a result with retries comes back after its wait, and is done after the last one', async () => {
    const desk = new RunDesk(1)
    desk.change({ next: [{ result: 'no-answer', step: { kind: 'retry', afterMinutes: 30, times: 1 } }] })
    await desk.start()
    await desk.callAndEnd(unanswered)
    desk.setResult('no-answer')
    await desk.settle()
    expect([desk.phase, desk.stateOf(0)]).toEqual(['waiting', 'later'])
    await desk.under.clock.advance(30 * 60_000)
    expect([desk.phase, desk.entry]).toEqual(['ready', 0])
    await desk.callAndEnd(unanswered)
    desk.setResult('no-answer')
    await desk.settle()
    expect([desk.phase, desk.stateOf(0)]).toEqual(['finished', 'done'])
  })

  it('a call-back waits for its time, makes a reminder, and comes back then', async () => {
    const desk = new RunDesk(1)
    await desk.start()
    await desk.callAndEnd()
    desk.setResult('call-back')
    await desk.settle()
    expect(desk.phase).toBe('wrap-up')
    expect((await desk.run.finish(0, null)).ok).toBe(false)
    await desk.run.later(0, { kind: 'in', delayMs: 3_600_000 })
    expect(desk.under.state.get('callbacks')).toMatchObject([{ call: { key: desk.call?.key } }])
    expect([desk.phase, desk.stateOf(0)]).toEqual(['waiting', 'later'])
  })

  it('a call-back that the user makes on any card gives its time to the entry', async () => {
    const desk = new RunDesk(1)
    await desk.start()
    await desk.callAndEnd()
    desk.setResult('call-back')
    const dueAtMs = desk.under.clock.now() + 900_000
    desk.addCallback('other', desk.call?.key ?? null, dueAtMs)
    await desk.settle()
    expect(desk.store.entries(listIds[0])[0]).toMatchObject({ state: 'later', dueAtMs })
  })

  it('after a call, later needs no result, and makes no reminder', async () => {
    const desk = new RunDesk(2)
    await desk.start()
    await desk.callAndEnd()
    const dueAtMs = desk.under.clock.now() + 900_000
    await desk.run.later(0, { kind: 'in', delayMs: 900_000 })
    expect(desk.store.entries(listIds[0])[0]).toMatchObject({
      state: 'later',
      dueAtMs,
      result: null,
      attempts: 1
    })
    expect([desk.entry, desk.under.state.get('callbacks')]).toEqual([1, []])
  })

  it('later keeps the result that was chosen during the call', async () => {
    const desk = new RunDesk(2)
    await desk.start()
    await desk.callAndAccept()
    desk.setResult('interested')
    await desk.end()
    await desk.run.later(0, { kind: 'in', delayMs: 900_000 })
    expect(desk.store.entries(listIds[0])[0]).toMatchObject({ state: 'later', result: 'interested' })
  })

  it('an impossible time of a call-back leaves the wrap-up as it is', async () => {
    const desk = new RunDesk(1)
    await desk.start()
    await desk.callAndEnd()
    desk.setResult('call-back')
    expect((await desk.run.later(0, { kind: 'at', localTime: '2001-01-01 09:00' })).ok).toBe(false)
    expect(desk.phase).toBe('wrap-up')
  })

  it('a result for the do-not-call list puts the number there, and undo takes it off', async () => {
    const desk = new RunDesk()
    await desk.start()
    await desk.callAndEnd()
    desk.setResult('refused')
    await desk.settle()
    expect([desk.stateOf(0), desk.under.doNotCall.count()]).toEqual(['never', 1])
    await desk.run.undo()
    expect([desk.phase, desk.entry, desk.stateOf(0), desk.under.doNotCall.count()]).toEqual([
      'wrap-up',
      0,
      'calling',
      0
    ])
  })

  it('skip and later need no call, and undo brings the entry back', async () => {
    const desk = new RunDesk(2)
    await desk.start()
    await desk.run.skip(0)
    await desk.run.later(1, { kind: 'in', delayMs: 3_600_000 })
    expect([desk.phase, desk.stateOf(0), desk.stateOf(1)]).toEqual(['waiting', 'skipped', 'later'])
    await desk.run.undo()
    expect([desk.phase, desk.entry, desk.stateOf(1)]).toEqual(['ready', 1, 'open'])
    expect((await desk.run.undo()).ok).toBe(false)
  })

  it('results and notes that change later are stored with the entry', async () => {
    const desk = new RunDesk()
    await desk.start()
    await desk.callAndEnd()
    const key = desk.call?.key
    desk.setResult('interested', key)
    await desk.settle()
    desk.setNote('wants an offer', key)
    desk.setResult('not-interested', key)
    await desk.settle()
    expect(desk.store.entries(listIds[0])[0]).toMatchObject({
      result: 'not-interested',
      note: 'wants an offer'
    })
  })

  it('after a failure of the desk phone the same entry is presented again', async () => {
    const desk = new RunDesk()
    await desk.start()
    await desk.callAndEnd(['callAgentFailed', 'hangup'])
    expect(desk.phase).toBe('wrap-up')
    await desk.run.again(0)
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['ready', 0, 'later'])
  })

  it('calls from elsewhere and to other numbers do not change the entry', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.under.hear('theirs', '13900139000', 'calleeAnswered')
    desk.under.hear('theirs', '13900139000', 'hangup')
    await desk.settle()
    desk.setResult('refused', desk.call?.key)
    await desk.settle()
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['ready', 0, 'open'])
  })

  it('a list that was removed ends the work on it', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.store.removeList(listIds[0])
    desk.setLists()
    expect(desk.phase).toBe(null)
  })

  it('an entry that was finished on the page of the list makes room for the next one', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.store.edit(listIds[0], 0, { state: 'done' })
    desk.setLists()
    await desk.settle()
    expect([desk.phase, desk.entry]).toEqual(['ready', 1])
  })
})

describe('requests that fail', () => {
  it('a refused request releases the entry, and the screen says why', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.run.call(0)
    await desk.settle()
    await desk.under.refuse()
    await desk.settle()
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['ready', 0, 'open'])
    expect(desk.shown.phase).toMatchObject({ error: { code: 'service-refused' } })
  })

  it('a number of the do-not-call list is never called, or later if it is on the list for a time only', async () => {
    const desk = new RunDesk()
    const untilMs = desk.under.clock.now() + 3_600_000
    desk.under.changeRules({ doNotCall: { action: 'refuse' } })
    await desk.start()
    desk.under.doNotCall.add([desk.shown.entry?.number ?? ''], { reason: '', untilMs: null })
    desk.under.doNotCall.add([desk.shown.next?.number ?? ''], { reason: '', untilMs })
    for (const id of [0, 1]) {
      desk.run.call(id)
      await desk.settle()
    }
    expect([desk.entry, desk.stateOf(0), desk.under.sent.length]).toEqual([2, 'never', 0])
    expect(desk.store.entries(listIds[0])[1]).toMatchObject({ state: 'later', dueAtMs: untilMs })
  })

  it('nothing is requested while the claim cannot be stored', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.store.takeFailure = () => true
    desk.run.call(0)
    await desk.settle()
    expect([desk.phase, desk.stateOf(0), desk.under.sent.length]).toEqual(['ready', 'open', 0])
  })

  it('a lost reply is followed by its key, and not called again', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.run.call(0)
    await desk.settle()
    await desk.under.lose()
    await desk.settle()
    expect([desk.phase, desk.stateOf(0), desk.under.sent.length]).toEqual(['calling', 'calling', 1])
  })
})

describe('a call whose reply was lost', () => {
  const lose = async (desk: RunDesk): Promise<void> => {
    await desk.start()
    desk.run.call(0)
    await desk.settle()
    await desk.under.lose()
    await desk.settle()
    expect(desk.phase).toBe('calling')
  }

  it('can be left before it is resolved: its entry is unsure, and the user decides', async () => {
    const desk = new RunDesk(2)
    await lose(desk)
    expect((await desk.run.skip(0)).ok).toBe(true)
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['ready', 0, 'unsure'])
    await desk.run.skip(0)
    expect([desk.entry, desk.stateOf(0), desk.under.sent.length]).toEqual([1, 'skipped', 1])
  })

  it('is not followed by another call while it may ring, also in automatic mode', async () => {
    const desk = new RunDesk(2)
    desk.change({ isAutomatic: true })
    await lose(desk)
    await desk.run.skip(0)
    await desk.run.skip(0)
    await desk.under.clock.advance(60_000)
    expect([desk.phase, desk.heldBy, desk.under.sent.length]).toEqual(['ready', 'busy', 1])
  })

  it('is followed once an event shows that it was made, while the user decides', async () => {
    const desk = new RunDesk(2)
    await lose(desk)
    await desk.run.skip(0)
    desk.under.hear('late', desk.call?.callee ?? '', 'calleeAnswered')
    await desk.settle()
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['calling', 0, 'calling'])
    expect(desk.store.entries(listIds[0])[0]).toMatchObject({ attempts: 1, callId: 'late' })
    await desk.end(['hangup'])
    expect(desk.phase).toBe('wrap-up')
  })

  it('can’t be skipped or left once it is known to be active', async () => {
    const desk = new RunDesk(2)
    await desk.start()
    await desk.callAndAccept()
    expect(await desk.run.skip(0)).toEqual(failed({ code: 'work-entry-changed' }))
    expect([desk.phase, desk.stateOf(0)]).toEqual(['calling', 'calling'])
  })
})

describe('after a restart', () => {
  it('a known call goes on to its wrap-up', async () => {
    const desk = new RunDesk()
    await desk.start()
    await desk.callAndEnd()
    await desk.restart()
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['wrap-up', 0, 'calling'])
    await desk.run.finish(0, null)
    expect([desk.phase, desk.entry]).toEqual(['ready', 1])
  })

  it('a call that is not known is never called without the user, who can decide', async () => {
    const desk = new RunDesk()
    desk.change({ isAutomatic: true })
    await desk.start()
    desk.run.call(0)
    await desk.settle()
    await desk.restart(false)
    expect([desk.phase, desk.entry, desk.stateOf(0)]).toEqual(['ready', 0, 'unsure'])
    desk.run.resume()
    await desk.under.clock.advance(600_000)
    expect([desk.phase, desk.under.sent.length]).toEqual(['ready', 1])
    await desk.run.finish(0, 'interested')
    expect(desk.stateOf(0)).toBe('done')
  })

  it('the list is on the screen again, held', async () => {
    const desk = new RunDesk()
    desk.change({ isAutomatic: true })
    await desk.start()
    await desk.run.skip(0)
    await desk.restart()
    await desk.under.clock.advance(600_000)
    expect([desk.phase, desk.entry, desk.heldBy, desk.under.sent.length]).toEqual(['ready', 1, 'user', 0])
  })

  it('a list that was left is not offered', async () => {
    const desk = new RunDesk()
    await desk.start()
    desk.run.stop()
    await desk.restart()
    expect(desk.phase).toBe(null)
  })
})

test('a call of a list that was left and started again is wrapped up in the end', async () => {
  const desk = new RunDesk(2)
  await desk.start()
  desk.run.call(0)
  await desk.settle()
  desk.run.stop()
  await desk.start()
  expect(desk.entry).toBe(1)
  await desk.under.answer()
  await desk.end()
  await desk.run.skip(1)
  expect([desk.phase, desk.entry]).toEqual(['wrap-up', 0])
})

test('a call that is all that is left of a list is taken up once, though taking it up changes the list', async () => {
  const desk = new RunDesk(2)
  await desk.start()
  await desk.run.later(0, { kind: 'in', delayMs: 3_600_000 })
  desk.run.call(1)
  await desk.settle()
  desk.run.stop()
  await desk.start()
  expect(desk.phase).toBe('waiting')
  desk.store.allowed = 100
  await desk.under.answer()
  await desk.settle()
  expect([desk.phase, desk.entry]).toEqual(['calling', 1])
})
