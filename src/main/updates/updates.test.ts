import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CodedResult } from '../../shared/platform/coded-result'
import type { UpdateProblem, Updates } from '../../shared/updates/schema'
import { createManualClock } from '../platform/testing/manual-clock'
import { busyWaitMs, checkEveryMs, createUpdates, firstCheckMs, type UpdateEngine } from './updates'

type Found = CodedResult<{ version: string } | null, UpdateProblem>
type Done = CodedResult<undefined, UpdateProblem>

const newer: Found = { ok: true, value: { version: '2.0.0' } }
const none: Found = { ok: true, value: null }
const done: Done = { ok: true, value: undefined }
const problem = (code: UpdateProblem): { ok: false; error: { code: UpdateProblem } } => ({
  ok: false,
  error: { code }
})

/** Updates over an engine that is played by the test. */
function updatesOf({
  found = newer,
  downloaded = done,
  installed = problem('not-installed')
}: { found?: Found; downloaded?: Done; installed?: Done } = {}) {
  const clock = createManualClock()
  const states: Updates[] = []
  const did: string[] = []
  const world = { isBusy: false, found, holdDownload: false, opened: 0 }
  const engine: UpdateEngine = {
    check: () => {
      did.push(world.isBusy ? 'check in a call' : 'check')
      return Promise.resolve(world.found)
    },
    download: ({ signal, onPercent }) => {
      did.push(world.isBusy ? 'download in a call' : 'download')
      if (!world.holdDownload) return Promise.resolve(downloaded)
      onPercent(40)
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(problem('download-failed')))
      )
    },
    install: () => {
      did.push(world.isBusy ? 'install in a call' : 'install')
      return Promise.resolve(installed)
    }
  }
  const updates = createUpdates({
    clock,
    publish: (state) => states.push(state),
    isBusy: () => world.isBusy,
    openEngine() {
      world.opened += 1
      return Promise.resolve(engine)
    }
  })
  return { clock, states, did, world, updates, last: () => states.at(-1) }
}

test('nothing is loaded or asked at the start, only minutes later', async () => {
  const { clock, world, did, updates } = updatesOf()
  updates.start()
  await clock.advance(firstCheckMs - 1)
  expect([world.opened, did]).toEqual([0, []])
  await clock.advance(1)
  expect(did).toEqual(['check', 'download'])
})

test('a newer version is downloaded, and installed only when the user asks', async () => {
  const { clock, did, updates, last } = updatesOf()
  updates.start()
  await clock.advance(firstCheckMs)
  expect(last()).toEqual({ kind: 'ready', version: '2.0.0' })
  await clock.advance(checkEveryMs * 3)
  expect(did).toEqual(['check', 'download'])
  expect(updates.install().ok).toBe(true)
  expect(did).toContain('install')
})

test('the same version is up to date, and looked for again hours later', async () => {
  const { clock, did, updates, last } = updatesOf({ found: none })
  updates.start()
  await clock.advance(firstCheckMs)
  expect(last()).toMatchObject({ kind: 'current', checkedAtMs: clock.now() })
  await clock.advance(checkEveryMs)
  expect(did).toEqual(['check', 'check'])
})

test.each<[string, Parameters<typeof updatesOf>[0], UpdateProblem]>([
  ['a feed that is down', { found: problem('feed-unreachable') }, 'feed-unreachable'],
  ['an unsigned feed', { found: problem('feed-untrusted') }, 'feed-untrusted'],
  ['a damaged file', { downloaded: problem('download-damaged') }, 'download-damaged']
])('%s is told and nothing is installed', async (_name, played, expected) => {
  const { clock, did, updates, last } = updatesOf(played)
  updates.start()
  await clock.advance(firstCheckMs)
  expect(last()).toMatchObject({ kind: 'failed', problem: expected })
  expect(updates.install()).toMatchObject({ ok: false, error: { code: 'update-not-ready' } })
  expect(did).not.toContain('install')
})

describe('a call or an import', () => {
  test('puts the check off', async () => {
    const { clock, did, world, updates } = updatesOf()
    world.isBusy = true
    updates.start()
    await clock.advance(firstCheckMs + busyWaitMs * 5)
    expect(did).toEqual([])
    expect(updates.check()).toMatchObject({ ok: false, error: { code: 'update-busy' } })
    world.isBusy = false
    await clock.advance(busyWaitMs)
    expect(did).toEqual(['check', 'download'])
  })

  test('stops a download, which is resumed afterwards', async () => {
    const { clock, did, world, updates, last } = updatesOf()
    world.holdDownload = true
    updates.start()
    await clock.advance(firstCheckMs)
    expect(last()).toEqual({ kind: 'downloading', version: '2.0.0', percent: 40 })
    world.isBusy = true
    updates.pause()
    await clock.advance(busyWaitMs)
    expect(last()).toEqual({ kind: 'waiting', version: '2.0.0' })
    world.isBusy = false
    world.holdDownload = false
    await clock.advance(busyWaitMs)
    expect(last()).toEqual({ kind: 'ready', version: '2.0.0' })
    expect(did.filter((what) => what.endsWith('in a call'))).toEqual([])
  })

  test('refuses the restart', async () => {
    const { clock, did, world, updates } = updatesOf()
    updates.start()
    await clock.advance(firstCheckMs)
    world.isBusy = true
    expect(updates.install()).toMatchObject({ ok: false, error: { code: 'update-busy' } })
    expect(did).not.toContain('install')
  })
})

test('after an installation that the system refused, the user can try again', async () => {
  const { clock, updates, last } = updatesOf()
  updates.start()
  await clock.advance(firstCheckMs)
  updates.install()
  await clock.advance(0)
  expect(last()).toMatchObject({ kind: 'failed', problem: 'not-installed' })
  updates.check()
  await clock.advance(0)
  expect(last()).toEqual({ kind: 'ready', version: '2.0.0' })
})

test('an installation that can’t replace itself says so and asks no server', async () => {
  const clock = createManualClock()
  const states: Updates[] = []
  const updates = createUpdates({
    clock,
    publish: (state) => states.push(state),
    isBusy: () => false,
    openEngine: () => Promise.resolve(null)
  })
  updates.start()
  await clock.advance(firstCheckMs + checkEveryMs)
  expect(states.at(-1)).toEqual({ kind: 'by-hand' })
})

test('whatever happens when, nothing is asked, downloaded or installed in a call', async () => {
  const step = fc.constantFrom('ring', 'hang up', 'check', 'install', 'wait', 'hold', 'none', 'newer')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { clock, did, world, updates } = updatesOf()
      updates.start()
      for (const one of steps) {
        if (one === 'ring') {
          world.isBusy = true
          updates.pause()
        } else if (one === 'hang up') world.isBusy = false
        else if (one === 'check') updates.check()
        else if (one === 'install') updates.install()
        else if (one === 'hold') world.holdDownload = !world.holdDownload
        else if (one === 'wait') await clock.advance(firstCheckMs)
        else world.found = one === 'none' ? none : newer
        await clock.advance(0)
      }
      updates.close()
      expect(did.filter((what) => what.endsWith('in a call'))).toEqual([])
    }),
    { numRuns: 100 }
  )
})
