// `npm test [-- PART… [arguments of the part's runner]]`: sets up and runs everything, or the named parts.
// `npm run test:full` runs the reduced tests at their full size.
import { SetupError, runScript } from './setup/announce.mjs'
import { exitCodeOfSignal } from './setup/child-process.mjs'
import { checkNode } from './setup/node-version.mjs'
import { electronEnv, prepareDependencies, prepareProgram } from './setup/prepare.mjs'
import { parts } from './test/parts.mjs'
import { summarise } from './test/results.mjs'

/** The full sizes of tests that are reduced in every other run; they take an hour or more. */
const fullSizes = { DESKLINE_FULL_SIZE: '1' }

function chosenParts(args) {
  const names = parts.map(({ name }) => name)
  const count = args.findIndex((arg) => !names.includes(arg))
  const chosen = count < 0 ? args : args.slice(0, count)
  const rest = args.slice(chosen.length)
  if (rest.length > 0 && chosen.length !== 1) {
    throw new SetupError(`usage: npm test -- [${names.join('|')}] [arguments of that part's runner]`)
  }
  return { chosen: chosen.length > 0 ? parts.filter(({ name }) => chosen.includes(name)) : parts, rest }
}

async function setUp(chosen) {
  if (!chosen.some((part) => part.isSetUpWhole)) {
    await prepareDependencies()
    return process.env
  }
  return electronEnv(await prepareProgram({ hasVirtualDesktop: process.platform === 'linux' }))
}

await runScript(async () => {
  checkNode()
  const args = process.argv.slice(2)
  if (args[0] === '--full') Object.assign(process.env, fullSizes)
  const { chosen, rest } = chosenParts(args.filter((arg) => arg !== '--full'))
  const env = await setUp(chosen)
  const results = []
  let interruption
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interruption = signal))
  for (const part of chosen) {
    if (interruption) break
    console.log(`\n── ${part.heading}`)
    const startedAt = Date.now()
    const result = await part.run(rest, env).catch((error) => {
      console.error(error)
      return {
        name: part.name,
        passed: 0,
        failed: 1,
        skipped: [],
        flaky: [],
        failures: [`${part.name}: ${error.message}`]
      }
    })
    results.push({ ...result, seconds: (Date.now() - startedAt) / 1000 })
  }
  const { text, exitCode } = summarise(results)
  console.log(`\n${text}`)
  return interruption ? exitCodeOfSignal(interruption) : exitCode
})
