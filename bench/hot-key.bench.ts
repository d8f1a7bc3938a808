import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { request } from 'undici'
import { copy } from '../e2e/support/gestures'
import { startDeskline } from '../e2e/support/deskline'
import { signIn, startService, testToken } from '../e2e/support/sign-in'

// Time from pressing the hot key to the request's arrival at the service, with undo pause 0, compared with the same
// request sent by a bare HTTP client in this process, in the same run. `npm run bench -- hot-key [PRESSES]`

const presses = Number(process.argv[2] ?? 200)

/** Pause between presses; shorter ones would be checked for being a held key's repeat. */
const betweenMs = 1_300

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN

const service = await startService({ pace: 0.001, recordDelayMs: 0, isBusyRefused: false })
const deskline = await startDeskline()
const { page } = deskline
// Keep one xdotool running: starting one per press would be measured too.
const keyboard = spawn('xdotool', ['-'], { stdio: ['pipe', 'ignore', 'inherit'] })

/** The time the request arrived; null if it didn't within 5 s. */
const arrival = (calleeNumber: string): Promise<number | null> =>
  new Promise((resolve) => {
    const limit = setTimeout(() => {
      off()
      resolve(null)
    }, 5_000)
    const off = service.requests.onRequest(({ method, body }) => {
      if (method !== 'POST' || (body as { calleeNumber?: string }).calleeNumber !== calleeNumber) return
      const atMs = performance.now()
      clearTimeout(limit)
      off()
      resolve(atMs)
    })
  })

const isQuiet = (): Promise<boolean> =>
  page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return (
      state.ok &&
      state.value.prompt.value.kind === 'none' &&
      state.value.calls.value.every((call) => call.step === 'ended')
    )
  })

const promptNow = (): Promise<string> =>
  page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok ? JSON.stringify(state.value.prompt.value) : state.error.code
  })

async function quiet(): Promise<void> {
  while (!(await isQuiet())) await new Promise((resolve) => setTimeout(resolve, 20))
}

const byHotKey: number[] = []
const byClient: number[] = []
/** What prevented the request of a press, per lost press. */
const lost: string[] = []
try {
  await signIn(page, service)
  await page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) return
    const { dialling } = state.value.settings.value
    await window.deskline.commands['settings:change']({ dialling: { ...dialling, undoPauseMs: 0 } })
    await window.deskline.commands['window:hide'](undefined)
  })

  for (let press = 0; press < presses; press += 1) {
    const callee = `139${String(press).padStart(8, '0')}`
    copy(callee)
    await quiet()
    await new Promise((resolve) => setTimeout(resolve, betweenMs))
    const arrived = arrival(callee)
    const pressedAtMs = performance.now()
    keyboard.stdin.write('key ctrl+shift+F9\n')
    const arrivedAtMs = await arrived
    if (arrivedAtMs === null) {
      lost.push(await promptNow())
      await page.evaluate(() => window.deskline.commands['prompt:cancel'](undefined))
      continue
    }
    byHotKey.push(arrivedAtMs - pressedAtMs)

    const direct = `137${String(press).padStart(8, '0')}`
    const arrivedDirect = arrival(direct)
    const sentAtMs = performance.now()
    const reply = await request(
      `${service.apiPrefix}/tserver/tenants/tenant-e2e/calls?access_token=${testToken}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ calleeNumber: direct, agentId: 699861013 })
      }
    )
    await reply.body.dump()
    byClient.push(((await arrivedDirect) ?? NaN) - sentAtMs)
  }
} finally {
  keyboard.kill()
  await deskline.quit()
  await service.close()
}

const row = (name: string, values: readonly number[]): string =>
  `${name.padEnd(34)} p50 ${percentile(values, 0.5).toFixed(1).padStart(7)} ms   p95 ${percentile(values, 0.95).toFixed(1).padStart(7)} ms`
console.log(`${presses} presses, ${lost.length} without a request`)
for (const reason of lost) console.log(`  ${reason}`)
console.log(row('hot key to arrival', byHotKey))
console.log(row('bare HTTP client to arrival', byClient))
console.log(`ratio of the medians: ${(percentile(byHotKey, 0.5) / percentile(byClient, 0.5)).toFixed(1)}`)
