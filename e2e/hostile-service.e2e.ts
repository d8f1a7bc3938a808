import { expect, test } from '@playwright/test'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FaultRule } from '../src/simulator/faults'
import type { Simulator } from '../src/simulator/simulator'
import type { Deskline } from './support/deskline'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService, testAgentId, testToken } from './support/sign-in'

// A service with hostile replies and events: the window keeps working, reports the problem, and runs none of it.

let service: Simulator
let deskline: Deskline

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  service = await startService()
  await signInAnew(deskline, service)
})
test.afterEach(() => service.close())

const script = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'

const calls = () =>
  deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok ? state.value.calls.value : []
  })
const posts = (): number => service.requests.entries().filter(({ method }) => method === 'POST').length

const isUnharmed = async (): Promise<void> => {
  const seen = await deskline.page.evaluate(() => ({
    title: document.title,
    images: document.querySelectorAll('img[src="x"]').length,
    scripts: [...document.scripts].filter(({ src }) => !src.startsWith('app://deskline/')).length
  }))
  expect(seen.title).not.toBe('owned')
  expect(seen).toMatchObject({ images: 0, scripts: 0 })
}

test('any hostile reply to a call is reported, never rings a phone twice, and leads to no other server', async () => {
  const heard: string[] = []
  const elsewhere = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.end('{}')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  const effects: FaultRule['effect'][] = [
    { kind: 'html' },
    { kind: 'redirect', location, status: 307 },
    { kind: 'huge', bytes: 50_000_000, isPacked: true },
    { kind: 'truncate', keepBytes: 5 },
    { kind: 'reply', status: 422, json: { status: 422, error: { code: 1, message: script + testToken } } },
    { kind: 'reply', status: 200, json: { callId: { length: { toString: 1 } } } },
    { kind: 'reply', status: 200, text: '['.repeat(200_000), headers: { 'content-type': 'application/json' } }
  ]
  for (const [turn, effect] of effects.entries()) {
    const remove = service.faults.add({
      match: { on: 'rest', method: 'POST' },
      effect
    } as FaultRule)
    const before = posts()
    await dial(deskline.page, `1380013901${turn}`)
    // While an earlier call may still ring, Deskline asks before calling another number.
    await expect(async () => {
      await deskline.page.evaluate(async () => {
        const state = await window.deskline.commands['app:state'](undefined)
        const asked = state.ok ? state.value.prompt.value : null
        if (asked !== null && asked.kind !== 'none')
          await window.deskline.commands['prompt:confirm']({ id: asked.id })
      })
      expect(posts()).toBe(before + 1)
    }).toPass()
    remove()
    // A second call is refused while one is being placed.
    await expect
      .poll(async () => (await calls()).filter(({ step }) => step !== 'ended' && step !== 'unknown'))
      .toEqual([])
  }
  const known = await calls()
  expect(known.length).toBe(effects.length)
  // Definite refusals. The other calls may ring; their events or records resolve them.
  const codes = known.map(({ error }) => error?.code)
  expect(codes).toEqual(expect.arrayContaining(['redirect-refused', 'service-refused']))
  await isUnharmed()
  expect(heard).toEqual([])
  expect(await deskline.page.content()).not.toContain(testToken)
  await new Promise((resolve) => elsewhere.close(resolve))
})

test('whatever is published, the line stays up and the next call is tracked', async () => {
  const odd: unknown[] = [
    null,
    [],
    'text',
    { callId: 'c1', state: script, calleeNumber: script, callerNumber: script, salesmanCode: script },
    { callId: 'x'.repeat(1_000_000), state: 'started' },
    { callId: { length: { toString: 1 } }, state: 'started' },
    { callId: 'c2', state: 'started', updatedAt: 1e300, calleeNumber: '1'.repeat(1_000_000) },
    { callId: 'c3', state: '__proto__', agentId: 'constructor' },
    JSON.parse('{"__proto__":{"state":"hangup"},"callId":"c4"}')
  ]
  for (const message of odd) await service.publish(testAgentId, message)
  service.startElsewhere({ agentId: testAgentId, calleeNumber: '13800138000' })
  await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
  await expect(deskline.page.getByText('Connected', { exact: true }).first()).toBeVisible()
  await isUnharmed()
})
