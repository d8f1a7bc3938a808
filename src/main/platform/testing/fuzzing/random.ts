import { inspect } from 'node:util'
import { runSize } from '../run-size'

/** A seeded source of random numbers. */
export interface Random {
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number
  isChance(probability: number): boolean
  pick<T>(from: readonly T[]): T
}

/** Random numbers from a 32-bit seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    isChance: (probability) => next() < probability,
    pick(from) {
      const picked = from[below(from.length)]
      if (picked === undefined && from.length === 0) throw new RangeError('nothing to pick from')
      return picked as (typeof from)[number]
    }
  }
}

const numberFrom = (name: string, otherwise: number): number => {
  const given = Number(process.env[name])
  return Number.isSafeInteger(given) && given > 0 ? given : otherwise
}

/** The seed of this run: DESKLINE_FUZZ_SEED, or a different one each time. */
export const fuzzSeed = numberFrom('DESKLINE_FUZZ_SEED', Date.now() % 2 ** 32)
/** Number of inputs per target: DESKLINE_FUZZ_RUNS, or 1,500; 200,000 in a full run. */
export const fuzzRuns = numberFrom('DESKLINE_FUZZ_RUNS', runSize(1_500, 200_000))

/** The error for input number `turn` to `what`, with everything needed to reproduce it. */
export const finding = (what: string, turn: number, input: unknown, problem: unknown): Error =>
  new Error(
    `${what}, input ${turn} of DESKLINE_FUZZ_SEED=${fuzzSeed} DESKLINE_FUZZ_RUNS=${fuzzRuns}: ` +
      `${problem instanceof Error ? problem.message : String(problem)}\n` +
      inspect(input, { depth: 6, maxStringLength: 300, maxArrayLength: 20 }),
    { cause: problem }
  )
