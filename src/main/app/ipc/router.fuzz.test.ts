import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { commandNames, type CommandName, contract, type Handlers } from '../../../shared/app/contract'
import type { Result } from '../../../shared/platform/result'
import { settingsSchema } from '../../../shared/app/schema'
import { appErrorSchema, type AppError } from '../../../shared/platform/schema'
import { emptyState } from '../../platform/empty-state'
import { createStateStore } from '../../platform/state-store'
import { endlessLists, hostileClones } from '../../platform/testing/fuzzing/hostile-values'
import { createMutator } from '../../platform/testing/fuzzing/mutator'
import { createRandom, finding, fuzzRuns, fuzzSeed } from '../../platform/testing/fuzzing/random'
import { inputSamples, outputSamples } from './testing/command-samples'
import { openGate } from './gate'
import { createOutputMask } from './output-mask'
import { routeCommands } from './router'

// The real gate and router with the real contract and a real state; only Electron is replaced, by a hostile window.

type Listener = (event: unknown, payload: unknown) => Promise<Result<unknown>>
const doors = vi.hoisted(() => new Map<string, Listener>())
vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, listener: Listener) => void doors.set(name, listener) }
}))

const state = createStateStore(emptyState)
let changes = 0
state.onChange(() => (changes += 1))
/** The calls that reached a handler, and the handler's result. */
let reached: { command: CommandName; input: unknown }[] = []
let given: unknown = { ok: true, value: undefined }
let problems = 0
let refusedForMs: number | null = null

/** A handler that records the call and changes the state. */
const handlerOf = (command: CommandName) => (input: unknown) => {
  reached.push({ command, input })
  state.set('calls', [])
  return given
}
const handlers = Object.fromEntries(commandNames.map((command) => [command, handlerOf(command)]))
const route = routeCommands(
  handlers as Handlers,
  { refuse: () => refusedForMs },
  () => (problems += 1),
  createOutputMask(state)
)
openGate(commandNames, (id) => id === 7, Promise.resolve(route))

const frame = { url: 'app://deskline/index.html' }
const ownPage = { senderFrame: frame, sender: { id: 7, mainFrame: frame } }
const strangers = [
  { senderFrame: null, sender: { id: 7, mainFrame: frame } },
  { senderFrame: { ...frame }, sender: { id: 7, mainFrame: frame } },
  { senderFrame: frame, sender: { id: 8, mainFrame: frame } },
  ...['https://deskline/', 'app://evil.example/', 'about:blank', ''].map((url) => {
    const other = { url }
    return { senderFrame: other, sender: { id: 7, mainFrame: other } }
  })
]

const send = (command: CommandName, event: unknown, payload: unknown): Promise<Result<unknown>> => {
  const door = doors.get(command)
  if (door === undefined) throw new Error(`no door for ${command}`)
  return door(event, payload)
}

/** True for values that JSON can express, with unmodified prototypes and no property shadowing theirs. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint'
  if (depth > 20) return false
  // Bytes of a picture are valid, but not as a whole input.
  if (value instanceof Uint8Array) return depth > 0
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype) return false
  if (Object.hasOwn(value, '__proto__')) return false
  return Object.values(value).every((inner) => isPlain(inner, depth + 1))
}

const expectError = (error: AppError): void => {
  if (!appErrorSchema.safeParse(error).success) throw new Error(`no error: ${JSON.stringify(error)}`)
}

/** Sends one input and checks the router's promises about the result. */
async function tryInput(
  command: CommandName,
  input: unknown,
  stranger: unknown
): Promise<'taken' | 'refused'> {
  reached = []
  const before = changes
  const result = await send(command, stranger ?? ownPage, input)
  if (reached.length === 0) {
    if (result.ok) throw new Error('it succeeded without its handler')
    expectError(result.error)
    const expected = stranger === null ? 'input-invalid' : 'sender-refused'
    if (result.error.code !== expected) throw new Error(`it was refused as ${result.error.code}`)
    if (changes !== before) throw new Error('a refused input changed the state')
    return 'refused'
  }
  if (stranger !== null) throw new Error('a stranger was listened to')
  const [first, ...more] = reached
  if (more.length > 0 || first?.command !== command) throw new Error('another handler was reached')
  const parsed = contract[command].input.safeParse(first.input)
  if (!parsed.success) throw new Error('the handler got what its contract refuses')
  if (!isPlain(first.input)) throw new Error('the handler got more than plain data')
  if (isPlain(input) && !isDeepStrictEqual(first.input, input))
    throw new Error('the handler got something else')
  if (command === 'settings:change') {
    const changed = { ...emptyState.settings, ...(first.input as object) }
    if (!settingsSchema.safeParse(changed).success) throw new Error('these are no settings any longer')
  }
  return 'taken'
}

const namesOfObjects = (): string => Object.getOwnPropertyNames(Object.prototype).join()
const namesBefore = namesOfObjects()

beforeEach(() => {
  given = { ok: true, value: undefined }
  problems = 0
  refusedForMs = null
})

describe(`every command, fuzzed with ${fuzzRuns} inputs: nothing throws, and invalid input changes nothing`, () => {
  const anything = fc.sample(
    fc.anything({
      maxDepth: 4,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withObjectString: true,
      stringUnit: 'binary'
    }),
    { numRuns: Math.min(fuzzRuns / 2, 2_000), seed: fuzzSeed }
  )

  test.each(commandNames)('%s', { timeout: 120_000 }, async (command) => {
    const random = createRandom(fuzzSeed ^ commandNames.indexOf(command))
    const mutate = createMutator(random, [...hostileClones, ...endlessLists])
    const samples: readonly unknown[] = inputSamples[command]
    given = { ok: true, value: outputSamples[command] }
    const outcomes = { taken: 0, refused: 0 }
    for (const sample of samples) expect(await tryInput(command, sample, null)).toBe('taken')
    for (let turn = 0; turn < fuzzRuns; turn += 1) {
      const input = turn < anything.length ? anything[turn] : mutate(random.pick(samples))
      const stranger = random.isChance(0.02) ? random.pick(strangers) : null
      try {
        outcomes[await tryInput(command, input, stranger)] += 1
      } catch (problem) {
        throw finding(command, turn, input, problem)
      }
    }
    expect(outcomes.refused).toBeGreaterThan(0)
    expect(problems).toBe(0)
    expect(namesOfObjects()).toBe(namesBefore)
    expect(state.all()).toEqual(emptyState)
  })
})

test.each(commandNames)('%s over its rate limit is refused before its input is read', async (command) => {
  reached = []
  refusedForMs = 1_500
  const poison = Object.defineProperty({}, 'number', {
    enumerable: true,
    get: () => expect.fail('it was read')
  })
  for (const input of [inputSamples[command][0], poison]) {
    expect(await send(command, ownPage, input)).toEqual({
      ok: false,
      error: { code: 'too-many-requests', retryAfterMs: 1_500 }
    })
  }
  expect(reached).toEqual([])
  expect(await send(command, strangers[0], undefined)).toMatchObject({ error: { code: 'sender-refused' } })
})

describe('handler results are validated too: an invalid one becomes an internal error and none of it leaks', () => {
  /** Checks that nothing outside the contract leaves the router. */
  async function tryOutput(command: CommandName, output: unknown): Promise<void> {
    problems = 0
    given = output
    const [sample]: readonly unknown[] = inputSamples[command]
    const result = await send(command, ownPage, sample)
    if (result.ok) {
      if (!contract[command].output.safeParse(result.value).success) throw new Error('a wrong output left')
      if (problems > 0) throw new Error('a valid output was reported as a problem')
      return
    }
    expectError(result.error)
    if (problems > 0 && !isDeepStrictEqual(result, { ok: false, error: { code: 'internal' } })) {
      throw new Error('part of a wrong output left')
    }
  }

  test.each(commandNames)('%s', { timeout: 60_000 }, async (command) => {
    const random = createRandom(fuzzSeed ^ (commandNames.indexOf(command) + 1_000))
    const mutate = createMutator(random, hostileClones)
    const good = { ok: true, value: outputSamples[command] }
    const bad = { ok: false, error: { code: 'service-refused', message: 'no', status: 422, retryAfterMs: 1 } }
    await tryOutput(command, good)
    expect(problems).toBe(0)
    // Outputs with a value have more ways to be invalid, so they get more runs.
    const runs = Math.ceil(fuzzRuns * (outputSamples[command] === undefined ? 0.02 : 0.1))
    for (let turn = 0; turn < runs; turn += 1) {
      const output = mutate(random.isChance(0.7) ? good : bad)
      try {
        await tryOutput(command, output)
      } catch (problem) {
        throw finding(`${command}’s output`, turn, output, problem)
      }
    }
  })
})
