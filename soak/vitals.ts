import type { Deskline } from '../e2e/support/deskline'

/** Resource usage of the program at one moment. */
export interface Vitals {
  /** The number of calls of the service until then. */
  calls: number
  /** Heap of the main process after a garbage collection, bytes. */
  heapBytes: number
  /** Resident memory of the main process, and of all others together, bytes. */
  mainBytes: number
  otherBytes: number
  /** The active handles of the main process, by type. */
  handles: Record<string, number>
}

/** Reads the vitals of the running program. */
export const readVitals = ({ app }: Deskline): Promise<Omit<Vitals, 'calls'>> =>
  app.evaluate(({ app: program }) => {
    const collect: unknown = Reflect.get(globalThis, 'gc')
    if (typeof collect === 'function') Reflect.apply(collect, undefined, [])
    const handles: Record<string, number> = {}
    for (const type of process.getActiveResourcesInfo()) handles[type] = (handles[type] ?? 0) + 1
    let mainBytes = 0
    let otherBytes = 0
    for (const { type, memory } of program.getAppMetrics()) {
      const bytes = memory.workingSetSize * 1_024
      if (type === 'Browser') mainBytes += bytes
      else otherBytes += bytes
    }
    return { heapBytes: process.memoryUsage().heapUsed, mainBytes, otherBytes, handles }
  })

/** The total number of handles. */
export const handleCount = ({ handles }: Vitals): number =>
  Object.values(handles).reduce((sum, count) => sum + count, 0)

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

interface Rule {
  name: string
  of: (vitals: Vitals) => number
  /** How much the last quarter may exceed the second: by this share, and by this much in addition. */
  share: number
  besides: number
}

const megabyte = 1_048_576

/** Bytes as megabytes. */
export const mega = (bytes: number): string => (bytes / megabyte).toFixed(1)

const rules: readonly Rule[] = [
  { name: 'heap of the main process', of: ({ heapBytes }) => heapBytes, share: 0.25, besides: 4 * megabyte },
  {
    name: 'memory of the main process',
    of: ({ mainBytes }) => mainBytes,
    share: 0.15,
    besides: 16 * megabyte
  },
  {
    name: 'memory of the other processes',
    of: ({ otherBytes }) => otherBytes,
    share: 0.25,
    besides: 48 * megabyte
  },
  { name: 'handles', of: handleCount, share: 0.25, besides: 10 }
]

/** The rule in words, for readers of the verdict. */
export const growthRule =
  'grows: the median of the last quarter is above that of the second quarter (the first warms up) by more than ' +
  rules
    .map(({ name, share, besides }) => {
      const more = besides >= megabyte ? `${besides / megabyte} MB` : String(besides)
      return `${share * 100} % + ${more} (${name})`
    })
    .join(', ')

/** The vitals that keep growing, one line each; see {@link growthRule}. */
export function growing(samples: readonly Vitals[]): string[] {
  const quarter = Math.floor(samples.length / 4)
  if (quarter === 0) return ['too few samples to tell']
  return rules.flatMap(({ name, of, share, besides }) => {
    const before = median(samples.slice(quarter, 2 * quarter).map(of))
    const after = median(samples.slice(-quarter).map(of))
    return after > before * (1 + share) + besides ? [`${name}: from ${before} to ${after}`] : []
  })
}

/** The calls of a day with one call a minute; the memory of a day is extrapolated to them. */
const callsOfDay = 24 * 60

/**
 * Memory over time, one line each: about ten values, and the slope of a line through all samples after the first
 * quarter, which warms up, in MB per simulated day of {@link callsOfDay} calls.
 */
export function memoryLines(samples: readonly Vitals[]): string[] {
  const steady = samples.slice(Math.floor(samples.length / 4))
  const step = Math.max(1, Math.floor(samples.length / 10))
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  return rules.flatMap(({ name, of, besides }) => {
    if (besides < megabyte || steady.length < 2) return []
    const [meanCalls, meanBytes] = [mean(steady.map(({ calls }) => calls)), mean(steady.map(of))]
    const spread = mean(steady.map(({ calls }) => (calls - meanCalls) ** 2))
    const slope = mean(steady.map((one) => (one.calls - meanCalls) * (of(one) - meanBytes))) / spread
    const values = samples.filter((_, index) => index % step === 0).map((one) => mega(of(one)))
    return [`${name}, MB: ${values.join(' ')}; ${mega(slope * callsOfDay)} MB per day of ${callsOfDay} calls`]
  })
}
