import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { agentId } from '../src/main/service/testing/faults/scenario'
import { openFayeServer } from '../src/main/service/testing/servers/faye-server'
import { runLoadClient, type LoadNews, type LoadTask } from './line-load-client'

// 500 desk phones on one line: events per second, and memory after a million events, of the program's live line with
// its rules (calls, records, team) and of a bare faye client with the same 500 subscriptions, each in its own process
// against the same server. `npm run bench -- line-load [EVENTS]`

const channels = 500
const looks = 4
/** Maximum events in flight, so that the server needn't buffer a million. */
const maxUnderWay = 4_000
const states = [
  'started',
  'agentReady',
  'callAgentSuccess',
  'callCallee',
  'calleeRingBack',
  'processed',
  'calleeAnswered',
  'hangup'
]

interface Result {
  spentMs: number
  busyMs: number
  note: string
  memory: { count: number; heapBytes: number; rssBytes: number }[]
}

/** Serves complete records, because the REST load isn't what is measured. */
async function openRecords(): Promise<{ apiPrefix: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const at = new Date().toISOString()
    const id = decodeURIComponent(path.split('/').at(-1) ?? '')
    const record = { id, agentId, startTime: at, answerTime: at, endTime: at, duration: '1', cost: '0.15' }
    const body = id === 'queryByPeriod' ? [] : record
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { apiPrefix: `http://127.0.0.1:${port}/api/v31`, close: () => server.close() }
}

async function measure(who: LoadTask['who'], count: number): Promise<Result> {
  const server = await openFayeServer()
  const records = await openRecords()
  const agentIds = Array.from({ length: channels }, (_, index) => agentId + index)
  const task: LoadTask = { who, apiPrefix: records.apiPrefix, fayeUrl: server.url, agentIds, count, looks }
  const client = fork(fileURLToPath(import.meta.url), [JSON.stringify(task)])
  const memory: Result['memory'] = []
  let sent = 0
  let heard = 0
  let isReady = false
  const publish = (): void => {
    for (let free = maxUnderWay - (sent - heard); free > 0 && sent < count; free -= 1) {
      const turn = Math.floor(sent / channels)
      const id = agentIds[sent % channels] ?? agentId
      server.publish(`/monitor_agent_${id}`, {
        agentId: id,
        callId: `${id}-${Math.floor(turn / states.length)}`,
        calleeNumber: `139${String(turn % 100_000_000).padStart(8, '0')}`,
        callerNumber: '02155550101',
        salesmanCode: 'S001',
        state: states[turn % states.length],
        updatedAt: Date.now()
      })
      sent += 1
    }
  }
  try {
    return await new Promise<Result>((resolve, reject) => {
      client.once('exit', (code) => reject(new Error(`the client ended with ${code}`)))
      client.on('message', (news: LoadNews) => {
        if (news.kind === 'ready') isReady = true
        if (news.kind === 'heard') heard = news.count
        if (news.kind === 'memory') memory.push(news)
        if (isReady) publish()
        if (news.kind === 'done') resolve({ ...news, memory })
      })
    })
  } finally {
    client.removeAllListeners('exit')
    client.kill()
    records.close()
    await server.close()
  }
}

const mega = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`

/** Bytes per 1,000 events by least squares, without the first sample, which includes initial buffers and code. */
function slope(memory: Result['memory'], bytesOf: (look: Result['memory'][number]) => number): number {
  const looked = memory.slice(1)
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const meanCount = mean(looked.map(({ count }) => count))
  const meanBytes = mean(looked.map(bytesOf))
  const above = looked.reduce((sum, look) => sum + (look.count - meanCount) * (bytesOf(look) - meanBytes), 0)
  const below = looked.reduce((sum, look) => sum + (look.count - meanCount) ** 2, 0)
  return (above / below) * 1_000
}

function show(name: string, count: number, result: Result): void {
  const { spentMs, busyMs, note, memory } = result
  console.log(`\n${name}`)
  console.log(
    `  ${Math.round((count / spentMs) * 1_000).toLocaleString('en')} events/s; the main thread worked ` +
      `${((busyMs / spentMs) * 100).toFixed(0)} % of the time, ${((busyMs / count) * 1_000).toFixed(1)} µs an event`
  )
  if (note !== '') console.log(`  ${note}`)
  for (const { count: at, heapBytes, rssBytes } of memory) {
    console.log(
      `  ${at.toLocaleString('en').padStart(9)} events: heap ${mega(heapBytes)}, RSS ${mega(rssBytes)}`
    )
  }
  console.log(
    `  slope from the first quarter on: heap ${slope(memory, (look) => look.heapBytes).toFixed(0)} bytes, ` +
      `RSS ${slope(memory, (look) => look.rssBytes).toFixed(0)} bytes for each 1,000 events`
  )
}

const argument = process.argv[2] ?? '1000000'
if (argument.startsWith('{')) {
  await runLoadClient(JSON.parse(argument) as LoadTask)
} else {
  const count = Number(argument)
  console.log(
    `${channels} channels on one line, ${count.toLocaleString('en')} events, Node ${process.version}`
  )
  const own = await measure('deskline', count)
  show('Deskline: live line, calls, records, team', count, own)
  const stock = await measure('stock', count)
  show('bare faye client', count, stock)
  console.log(
    `\nratios, Deskline to the bare client: events/s ${(stock.spentMs / own.spentMs).toFixed(2)}, ` +
      `work for an event ${(own.busyMs / stock.busyMs).toFixed(2)}`
  )
}
// faye's in-process client leaves a timer.
if (!argument.startsWith('{')) process.exit(0)
