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

/** Runs a part; an error counts as its failure. */
async function runPart(part, args, env, onOutput) {
  const startedAt = Date.now()
  const result = await part.run(args, env, onOutput).catch((error) => {
    console.error(error)
    return {
      ...{ name: part.name, passed: 0, failed: 1, skipped: [], flaky: [] },
      failures: [`${part.name}: ${error.message}`]
    }
  })
  return { ...result, seconds: (Date.now() - startedAt) / 1000 }
}

const showHeading = ({ heading }) => console.log(`\n── ${heading}`)

/** Starts a part and keeps its output; the returned function shows the output once it has ended. */
function startBeside(part, args, env) {
  let output = ''
  const running = runPart(part, args, env, (text) => (output += text))
  return async () => {
    const result = await running
    showHeading(part)
    console.log(output.trimEnd())
    return result
  }
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
  let beside = []
  for (const [at, part] of chosen.entries()) {
    if (interruption) break
    if (part.runsBeside && at < chosen.length - 1) {
      beside.push(startBeside(part, rest, env))
      continue
    }
    showHeading(part)
    const result = await runPart(part, rest, env)
    for (const end of beside) results.push(await end())
    beside = []
    results.push(result)
  }
  const { text, exitCode } = summarise(results)
  console.log(`\n${text}`)
  return interruption ? exitCodeOfSignal(interruption) : exitCode
})
