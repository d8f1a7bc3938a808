import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { startDeskline } from '../e2e/support/deskline'
import { signIn, startService, testAgentId } from '../e2e/support/sign-in'
import { formatNumber } from '../src/shared/numbers/number'
import { preciseNow, runBareClient, type HeardNews } from './live-line-client'
import { watchNotifications, type NotificationStamp } from './notification-stamps'
import { clockOffsetMs, stampCards, stampOf, type Stamp } from './page-stamps'

// Time from the server's publish to the window's repaint and to the native notification shown by the desktop's
// daemon, in a real Electron; compared with the time a bare faye client in its own process needs to receive the same
// event. `npm run bench -- live-line [CALLS]`. Each call has seven events, two of which are notified.

const events = [
  { state: 'started', words: 'Starting', title: null },
  { state: 'agentReady', words: 'Your phone rings: pick up', title: 'Your phone rings' },
  { state: 'callAgentSuccess', words: 'You picked up', title: null },
  { state: 'callCallee', words: 'Calling', title: null },
  { state: 'calleeRingBack', words: 'Ringing', title: null },
  { state: 'calleeAnswered', words: 'Talking', title: 'Answered' },
  { state: 'hangup', words: 'Answered', title: null }
]
const limitMs = 5_000

async function measure(calls: number): Promise<void> {
  const service = await startService({ isBusyRefused: false })
  const deskline = await startDeskline()
  const notifications = await watchNotifications()
  const bare = fork(fileURLToPath(import.meta.url), [`client ${service.fayeUrl}`])
  const heard = new Map<string, number>()
  const isReady = new Promise<void>((resolve) => {
    bare.on('message', (news: HeardNews | 'ready') => {
      if (news === 'ready') resolve()
      else heard.set(`${news.callId} ${news.state}`, news.atMs)
    })
  })
  const times = {
    'bare faye client: publish to its listener': [] as number[],
    "Deskline: publish to the window's document": [] as number[],
    'Deskline: publish to the window painted': [] as number[],
    'Deskline: publish to the notification asked for': [] as number[],
    'Deskline: publish to the notification shown': [] as number[]
  }
  let unseen = 0

  try {
    const { page } = deskline
    await signIn(page, service)
    await isReady
    await stampCards(page)
    const offsetMs = await clockOffsetMs(page, preciseNow)
    for (let call = 0; call < calls; call += 1) {
      const callId = `bench-${call}`
      const calleeNumber = `139${String(10_000_000 + call * 7_919).padStart(8, '0')}`
      const startMs = Date.now()
      const at = new Date(startMs).toISOString()
      service.records.add(
        {
          id: callId,
          calleeNumber,
          agentId: testAgentId,
          startTime: at,
          answerTime: at,
          endTime: at,
          duration: '1',
          cost: '0.15'
        },
        startMs
      )
      for (const { state, words, title } of events) {
        const isSeen = async (): Promise<Stamp | null> => {
          const stamp = await stampOf(page, `${formatNumber(calleeNumber)}: ${words}`)
          return heard.has(`${callId} ${state}`) ? stamp : null
        }
        const publishedAtMs = preciseNow()
        void service.publish(testAgentId, {
          agentId: testAgentId,
          callId,
          calleeNumber,
          callerNumber: '02583456789',
          salesmanCode: '',
          state,
          updatedAt: startMs
        })
        let stamp: Stamp | null = null
        let shown: NotificationStamp | null = null
        const isWhole = (): boolean => stamp !== null && (title === null || shown !== null)
        while (!isWhole() && preciseNow() < publishedAtMs + limitMs) {
          await pause(10)
          stamp ??= await isSeen()
          if (title !== null) shown ??= notifications.find(title, formatNumber(calleeNumber))
        }
        if (!isWhole()) unseen += 1
        times['bare faye client: publish to its listener'].push(
          (heard.get(`${callId} ${state}`) ?? NaN) - publishedAtMs
        )
        if (stamp !== null) {
          times["Deskline: publish to the window's document"].push(
            stamp.changedAtMs - offsetMs - publishedAtMs
          )
          times['Deskline: publish to the window painted'].push(stamp.paintedAtMs - offsetMs - publishedAtMs)
        }
        if (shown !== null) {
          times['Deskline: publish to the notification asked for'].push(shown.askedAtMs - publishedAtMs)
          times['Deskline: publish to the notification shown'].push(shown.shownAtMs - publishedAtMs)
        }
        // Not synchronised with the screen's frames.
        await pause(20 + Math.random() * 30)
      }
    }
  } finally {
    bare.kill()
    notifications.close()
    await deskline.quit()
    await service.close()
  }

  const percentile = (values: readonly number[], share: number): number =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN
  const base = percentile(times['bare faye client: publish to its listener'], 0.5)
  console.log(
    `${calls} calls, ${calls * events.length} events, ${unseen} not seen within ${limitMs / 1_000} s`
  )
  for (const [name, values] of Object.entries(times)) {
    const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)]
    console.log(
      `${name.padEnd(50)} n ${String(values.length).padStart(4)}   p50 ${p50.toFixed(2).padStart(7)} ms   ` +
        `p99 ${p99.toFixed(2).padStart(7)} ms   ratio of the medians ${(p50 / base).toFixed(1)}`
    )
  }
}

const argument = process.argv[2] ?? '100'
if (argument.startsWith('client ')) await runBareClient(argument.slice(7), `/monitor_agent_${testAgentId}`)
else await measure(Number(argument))
