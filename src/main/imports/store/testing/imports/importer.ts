import { noNumbers } from '../../../testing/no-numbers'
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImportsResult } from '../../../../../shared/imports/imports'
import type { ImportSummary } from '../../../../../shared/imports/state-schema'
import type { Result } from '../../../../../shared/platform/result'
import { defaultSettings } from '../../../../../shared/app/settings'
import { emptyState } from '../../../../platform/empty-state'
import { Imports } from '../../../imports'
import { createStateStore } from '../../../../platform/state-store'
import { systemClock } from '../../../../platform/clock'
import type { StartProcess } from '../../../../platform/process/running-process'
import { createServiceClient } from '../../../../service/client/client'
import { directRest, fixedEndpoint } from '../../../../service/testing/servers/fixed-endpoint'
import { createImportsClient } from '../../imports-client'
import type { Answer, ImporterInput, RunMessage } from './messages'
import { withoutProgress } from '../../../testing/progress'

// Imports one list like Deskline, and can be killed at any moment. The rules, the client of the service and the
// imports process are the real ones; the user is simulated: retries after failures, and looks into the library.

const input = JSON.parse(process.argv[2] ?? '{}') as ImporterInput
const say = (said: RunMessage): void => void process.send?.(said)
// The parent process is gone.
process.once('disconnect', () => process.exit(0))

const startProcess: StartProcess = ({ onMessage, onExit }) => {
  // It inherits this program's output, so a reader of that output notices when both are gone.
  const child = fork(input.program, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  if (child.pid !== undefined) say({ kind: 'process', pid: child.pid })
  child.on('message', onMessage)
  child.once('exit', () => onExit())
  return {
    post(message) {
      if (child.connected) child.send(message, () => undefined)
    },
    kill: () => void child.kill('SIGKILL')
  }
}

const { batchSize, requestsAtOnce } = input
const state = createStateStore({
  ...emptyState,
  settings: { ...defaultSettings, imports: { batchSize, requestsAtOnce, isDoubtfulIncluded: false } }
})
const service = createServiceClient({
  endpoint: fixedEndpoint(directRest(input.apiPrefix)),
  tenantId: 'demo',
  token: () => 'demo-token',
  isTokenSentEverywhere: () => true
})
const imports = new Imports({
  ...withoutProgress,
  doNotCall: noNumbers,
  state,
  clock: systemClock,
  store: createImportsClient({ start: startProcess, file: input.file, now: Date.now }),
  service: () => service,
  dialogs: { saveFile: () => Promise.resolve(null), showFile: () => undefined },
  labels: () => ({}),
  keepSettings: () => undefined,
  newId: randomUUID,
  onAlert: () => undefined
})
const { draft, runs, store } = imports

let told = ''
state.onChange(() => {
  const { check, tables } = draft.shown()
  const text = [
    check.kind,
    ...tables.map(({ reading }) => (reading.kind === 'failed' ? reading.error.code : reading.kind)),
    JSON.stringify(shown()?.status ?? null)
  ].join(' ')
  if (text === told) return
  told = text
  say({ kind: 'shows', text })
})

const until = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return
      off()
      resolve()
    }
    const off = state.onChange(look)
    look()
  })

/** Retries like a user while the imports process fails; any other error fails the test. */
async function insist<T>(what: string, act: () => Promise<Result<T> | ImportsResult<T>>): Promise<T> {
  for (let turn = 0; ; turn += 1) {
    const result = await act()
    if (result.ok) return result.value
    if (result.error.code !== 'imports-failed' || turn === 20)
      throw new Error(`${what}: ${result.error.code}`)
  }
}

const shown = (): ImportSummary | undefined => state.get('imports').imports[0]
const isBeyondReading = (): boolean => {
  const { check, tables } = draft.shown()
  return check.kind === 'failed' || tables.some(({ reading }) => reading.kind === 'failed')
}
const valid = (): number | null => {
  const { check, tables, campaignId } = draft.shown()
  if (tables.length === 0 || campaignId === '') return null
  return check.kind === 'ready' ? check.summary.valid : null
}

async function open(): Promise<void> {
  for (let turn = 0; !state.get('imports').isOpen; turn += 1) {
    await imports.open()
    if (turn === 20) throw new Error(`not opened: ${state.get('imports').problem?.code ?? ''}`)
  }
}

async function make(): Promise<void> {
  say({ kind: 'stage', stage: 'reading' })
  draft.chooseCampaign(input.campaignId)
  for (let turn = 0; turn < 20; turn += 1) {
    await draft.clear()
    draft.addFiles([input.list])
    await until(() => valid() !== null || isBeyondReading())
    const expected = valid()
    if (expected === null) continue
    say({ kind: 'stage', stage: 'creating' })
    const made = await imports.start({ campaignId: input.campaignId, expected })
    // The import may have been created although the answer was lost.
    if (made.ok || shown() !== undefined) return
    if (made.error.code !== 'imports-failed') throw new Error(`not made: ${made.error.code}`)
  }
  throw new Error('not made')
}

async function decide(id: string): Promise<void> {
  const asked = { id, outcomes: ['unknown' as const], offset: 0, limit: 500 }
  const { requests } = await insist('requests', () => store.ask('requests', asked))
  for (const { no, firstNumber } of requests.filter(({ decision }) => decision === null)) {
    say({ kind: 'asks', no, firstNumber })
    const { decision } = await new Promise<Answer>((resolve) => {
      process.once('message', (answer) => resolve(answer as Answer))
    })
    await insist('decide', () => runs.decide(id, no, decision))
  }
}

async function finish({ id }: ImportSummary): Promise<ImportSummary> {
  for (;;) {
    const kind = shown()?.status.kind
    if (kind === 'interrupted' || kind === 'stopped' || kind === 'paused')
      await insist('resume', () => runs.resume(id))
    // Failed writes are being retried; a user wouldn't click twice within this time.
    if (kind === 'stopped') await pause(20)
    say({ kind: 'stage', stage: 'sending' })
    await until(() => ['ended', 'stopped', 'paused'].includes(shown()?.status.kind ?? ''))
    const one = shown()
    if (one?.status.kind !== 'ended') continue
    if (one.undecided === 0 && runs.find(id)?.state === 'ended') return one
    await decide(id)
  }
}

async function run(): Promise<void> {
  await open()
  say({ kind: 'found', imports: state.get('imports').imports })
  if (shown() === undefined) await make()
  const one = shown()
  if (one === undefined) throw new Error('no import is shown')
  if (input.isDecidedFirst) await decide(one.id)
  await finish(one)
  const report = await insist('report', () => store.ask('report', { id: one.id }))
  say({ kind: 'done', imports: state.get('imports').imports, report })
}

run().catch((problem: unknown) => {
  say({ kind: 'failed', why: problem instanceof Error ? problem.message : String(problem) })
})
