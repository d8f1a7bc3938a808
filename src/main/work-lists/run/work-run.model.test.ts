import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSize } from '../../platform/testing/run-size'
import { runAction } from '../testing/run-actions'
import { RunPlay } from '../testing/run-play'

// Model test: keys of the user, replies and events, losses, kills and restarts, other ways in, holds and clocks, in any
// order, against a list, the real prompter and dialler.

test('whatever happens: one claimed request for each intent, none after a hold, none twice without the user', async () => {
  const counts = { steps: 0, requests: 0, automatic: 0, countdowns: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(runAction, { minLength: 5, maxLength: 60, size: 'max' }),
      fc.boolean(),
      async (actions, isAutomatic) => {
        const play = new RunPlay()
        const { watch } = play
        play.desk.change({ isAutomatic })
        await play.run({ do: 'start', list: 0 })
        for (const next of actions) await play.run(next)
        await play.end()
        counts.steps += actions.length
        counts.requests += watch.requests
        counts.automatic += watch.automaticRequests
        counts.countdowns += watch.countdowns
      }
    ),
    {
      numRuns: runSize(80, 20_000),
      // Found once: a list that was left during a question counted down unseen.
      examples: [
        [
          [
            { do: 'skip' },
            { do: 'call', times: 1, isStale: false },
            { do: 'event', of: 'own', state: 'callAgentFailed' },
            { do: 'reply', kind: 'lost' },
            { do: 'finish', result: 'no-answer' },
            { do: 'rule', rule: 'hours', action: 'ask' },
            { do: 'skip' },
            { do: 'smooth' },
            { do: 'undo' },
            { do: 'call', times: 1, isStale: false },
            { do: 'pass', ms: 10 },
            { do: 'start', list: 0 },
            { do: 'result', result: 'interested', isOld: false },
            { do: 'pass', ms: 60_000 },
            { do: 'sleep-event' }
          ],
          false
        ]
      ]
    }
  )
  // The rules would also hold if nothing was ever called.
  expect(counts.requests).toBeGreaterThan(counts.steps / 100)
  expect(counts.automatic).toBeGreaterThan(5)
}, 600_000)
