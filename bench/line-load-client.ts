import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import faye from 'faye'
import { agentId } from '../src/main/service/testing/faults/scenario'
import { openProgramDesk } from '../src/main/service/testing/faults/program-desk'

/** The task of a load client, sent by its parent process. */
export interface LoadTask {
  who: 'deskline' | 'stock'
  apiPrefix: string
  fayeUrl: string
  agentIds: number[]
  /** The number of events. */
  count: number
  /** The number of memory samples. */
  looks: number
}

/** A message of a load client to its parent. */
export type LoadNews =
  | { kind: 'ready' }
  | { kind: 'heard'; count: number }
  /** Sampled after a garbage collection at `count` events; bytes. */
  | { kind: 'memory'; count: number; heapBytes: number; rssBytes: number }
  /** `busyMs`: main thread time spent on the events; `note`: what they left behind. */
  | { kind: 'done'; spentMs: number; busyMs: number; note: string }

const tell = (news: LoadNews): void => void process.send?.(news)
const tellEvery = 250

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Subscribes to the channels of the task and counts the events received; ends with the process. */
export async function runLoadClient(task: LoadTask): Promise<void> {
  const { who, count } = task
  const lookEvery = Math.ceil(count / task.looks)
  let heard = 0
  let started = { atMs: 0, elu: performance.eventLoopUtilization() }
  let note = (): string => ''

  const look = (): void => {
    collect()
    collect()
    const { heapUsed, rss } = process.memoryUsage()
    tell({ kind: 'memory', count: heard, heapBytes: heapUsed, rssBytes: rss })
  }
  const hear = (): void => {
    heard += 1
    if (heard % lookEvery === 0) look()
    if (heard % tellEvery === 0) tell({ kind: 'heard', count: heard })
    if (heard !== count) return
    const { active } = performance.eventLoopUtilization(started.elu)
    tell({ kind: 'done', spentMs: performance.now() - started.atMs, busyMs: active, note: note() })
  }
  const ready = (): void => {
    look()
    started = { atMs: performance.now(), elu: performance.eventLoopUtilization() }
    tell({ kind: 'ready' })
  }

  if (who === 'stock') {
    const client = new faye.Client(task.fayeUrl)
    for (const id of task.agentIds) await client.subscribe(`/monitor_agent_${id}`, hear)
    ready()
    return
  }
  const team = task.agentIds
    .filter((id) => id !== agentId)
    .map((id) => ({ agentId: id, label: `Agent ${id}` }))
  const seen: string[] = []
  const desk = openProgramDesk({
    apiPrefix: task.apiPrefix,
    fayeUrl: task.fayeUrl,
    tenantId: 'load',
    token: 'load',
    team,
    onLine: ({ kind }) => seen.push(kind),
    onMessage: hear
  })
  note = () =>
    `line ${seen.join(' ')}; calls kept ${desk.calls().length}, colleagues ${desk.teamCount()}, thrown ${desk.faults.length}`
  await desk.start()
  while (desk.line().kind !== 'live') await new Promise((resolve) => setTimeout(resolve, 10))
  ready()
}
