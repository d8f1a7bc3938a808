import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks per second in /proc (USER_HZ, fixed on Linux). */
const ticksPerSecond = 100

/** A process of a program. */
interface ProcessFacts {
  pid: number
  parent: number
  /** The part it plays: `main`, Chromium's type, or the name of a service of Chromium or Node. */
  part: string
  /** CPU time of it and of its children that ended, in ms. */
  cpuMs: number
}

/** What the threads of a program have done so far. */
export interface Activity {
  /** Time on a CPU, in ms. */
  runMs: number
  /** How often a thread went to sleep, and so was woken. */
  wakeUps: number
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process or thread ended.
    return null
  }
}

const partOf = (commandLine: string): string => {
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1]
  if (type === undefined) return 'main'
  return /--utility-sub-type=([\w.]+)/.exec(commandLine)?.[1] ?? type
}

function factsOf(pid: number): ProcessFacts | null {
  const stat = read(`/proc/${pid}/stat`)
  const commandLine = read(`/proc/${pid}/cmdline`)
  if (stat === null || commandLine === null) return null
  // The name, in parentheses, can contain blanks. See proc_pid_stat(5): state, parent, …, utime, stime, cutime, cstime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, value) => sum + Number(value), 0)
  return {
    pid,
    parent: Number(fields[1]),
    part: partOf(commandLine.replaceAll('\0', ' ')),
    cpuMs: (ticks * 1_000) / ticksPerSecond
  }
}

/** The process `root` and everything it started. */
function processesOf(root: number): ProcessFacts[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => factsOf(Number(name)))
    .filter((facts) => facts !== null)
  const found = all.filter(({ pid }) => pid === root)
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid))
  return found
}

/** CPU time of the program so far, in ms. */
export const cpuMsOf = (root: number): number => processesOf(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0)

/** Proportional set size by part, in MB. */
export function memoryOf(root: number): Map<string, number> {
  const memory = new Map<string, number>()
  for (const { pid, part } of processesOf(root)) {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1]
    memory.set(part, (memory.get(part) ?? 0) + Number(kilobytes ?? 0) / 1_024)
  }
  return memory
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    // The process ended.
    return []
  }
}

/** By thread, so that threads that start or end between two readings don't distort the difference. */
export function activityOf(root: number): Map<string, Activity> {
  const threads = new Map<string, Activity>()
  for (const { pid } of processesOf(root)) {
    for (const thread of threadsOf(pid)) {
      const folder = `/proc/${pid}/task/${thread}`
      const nanoseconds = read(`${folder}/schedstat`)?.split(' ')[0]
      const switches = /^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(`${folder}/status`) ?? '')?.[1]
      if (nanoseconds === undefined || switches === undefined) continue
      threads.set(thread, { runMs: Number(nanoseconds) / 1e6, wakeUps: Number(switches) })
    }
  }
  return threads
}

/** What the threads did between two readings. */
export function activityBetween(
  before: ReadonlyMap<string, Activity>,
  after: ReadonlyMap<string, Activity>
): Activity {
  const sum = { runMs: 0, wakeUps: 0 }
  for (const [thread, { runMs, wakeUps }] of after) {
    const start = before.get(thread) ?? { runMs: 0, wakeUps: 0 }
    sum.runMs += runMs - start.runMs
    sum.wakeUps += wakeUps - start.wakeUps
  }
  return sum
}
