import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { commandNames, contract, type CommandName, type Handlers } from '../../shared/app/contract'
import { viewersOf, type AllSnapshots, type StateTopic } from '../../shared/app/state'
import type { Callback } from '../../shared/callbacks/schema'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import type { Contact } from '../../shared/contacts/schema'
import type { ReportLine } from '../../shared/imports/schema'
import { contactFilesEn } from '../../shared/messages/en/contact-files'
import { exportsEn } from '../../shared/messages/en/exports'
import type { Result } from '../../shared/platform/result'
import type { RecordRow } from '../../shared/records/row-schema'
import type { Alert } from '../calls/alerts'
import { pageFor } from '../calls/event-pages'
import { exportContacts } from '../contacts/store/contact-export'
import { openLog, logPaths } from '../desktop/log'
import { writeReport } from '../imports/store/history/report-export'
import { emptyState } from '../platform/empty-state'
import { maskedBatches, withStrings } from '../platform/number-mask'
import { createStateStore } from '../platform/state-store'
import { csvPieces } from '../records/store/export/csv'
import { utc } from '../records/store/testing/store'
import { outputSamples, inputSamples } from './ipc/testing/command-samples'
import { createOutputMask } from './ipc/output-mask'
import { openGate } from './ipc/gate'
import { routeCommands } from './ipc/router'
import { callbacksText, noticeText, promptText } from './views/notice-text'
import { trayContent, type TrayActions } from './views/tray-content'

// The rule: while numbers are masked, no output holds seven digits of a number in a row, however they are grouped.

type Listener = (event: unknown, payload: unknown) => Promise<Result<unknown>>
const doors = vi.hoisted(() => new Map<string, Listener>())
vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, listener: Listener) => void doors.set(name, listener) }
}))

const number = fc.oneof(
  fc.stringMatching(/^1[3-9][0-9]{9}$/),
  fc.stringMatching(/^0[2-9][0-9]{9,10}$/),
  fc.stringMatching(/^[1-9][0-9]{6,12}$/)
)

/** Fails if the digits of `secret` are in `output`, or seven of them in a row. */
function expectHidden(output: unknown, secret: string): void {
  const digits = JSON.stringify(output).replace(/[ -]/g, '')
  for (let at = 0; at + 7 <= secret.length; at += 1) {
    if (digits.includes(secret.slice(at, at + 7)))
      throw new Error(`${JSON.stringify(output)} shows ${secret}`)
  }
}

const settings = { ...emptyState.settings, privacy: { isNumberMasked: true } }
const state = createStateStore({ ...emptyState, settings })
const mask = createOutputMask(state)
let given: unknown
let reached: unknown
const handlers = Object.fromEntries(
  commandNames.map((command) => [
    command,
    (input: unknown) => {
      reached = input
      return given
    }
  ])
)
let problems: unknown[] = []
const route = routeCommands(
  handlers as Handlers,
  { refuse: () => null },
  (_command, problem) => problems.push(problem),
  mask
)
openGate(commandNames, () => true, Promise.resolve(route))
const frame = { url: 'app://deskline/index.html' }
const ownPage = { senderFrame: frame, sender: { id: 7, mainFrame: frame } }
const send = (command: CommandName, payload: unknown): Promise<Result<unknown>> => {
  const door = doors.get(command)
  if (door === undefined) throw new Error(`no door for ${command}`)
  return door(ownPage, payload)
}

/** `value` with `secret` in every string that may hold it by the schema: as the whole text, else at its end. */
function withSecret(schema: z.ZodType, value: unknown, secret: string): unknown {
  let filled = value
  let count = 0
  withStrings(value, (text) => ((count += 1), text))
  for (let target = 0; target < count; target += 1) {
    for (const text of [secret, `x ${secret}`]) {
      let at = -1
      const next = withStrings(filled, (former) => ((at += 1), at === target ? text : former))
      if (!schema.safeParse(next).success) continue
      filled = next
      break
    }
  }
  return filled
}

describe('replies', () => {
  test.each(commandNames.filter((command) => command !== 'app:state'))('%s', async (command) => {
    await fc.assert(
      fc.asyncProperty(number, async (secret) => {
        problems = []
        const value = withSecret(contract[command].output, outputSamples[command], secret)
        given = { ok: true, value }
        const reply = await send(command, inputSamples[command][0])
        expect(problems).toEqual([])
        expectHidden(reply, secret)
        given = { ok: false, error: { code: 'number-invalid', message: `no ${secret}` } }
        expectHidden(await send(command, inputSamples[command][0]), secret)
      }),
      { numRuns: 3 }
    )
  })

  test('of an alias that comes back reaches the command as the number', async () => {
    await fc.assert(
      fc.asyncProperty(number, async (secret) => {
        given = { ok: true, value: { kind: 'none' } }
        const shown = mask.value(secret)
        await send('calls:dial', { number: shown })
        expect(reached).toEqual({ number: secret })
        await send('clipboard:write', { text: shown })
        expect(reached).toEqual({ text: shown })
      })
    )
  })
})

const call = (secret: string): Call => ({
  ...blankCall,
  ...{
    key: 'k',
    callId: 'c',
    callee: secret,
    caller: null,
    startedAtMs: 0,
    step: 'ended',
    outcome: 'answered'
  }
})
const stateWith = (secret: string): typeof emptyState => ({
  ...emptyState,
  settings,
  calls: [call(secret)],
  contactNames: { [secret]: { name: `Li ${secret}`, company: '', link: null } as never },
  prompt: { kind: 'nothing-found', copied: secret } as never
})

describe('everything outside of the windows', () => {
  const nothing = (): void => undefined
  const actions = new Proxy({} as TrayActions, { get: () => nothing })

  test('the whole state, as it is pushed and asked for', () => {
    fc.assert(
      fc.property(number, (secret) => {
        const full = stateWith(secret)
        for (const topic of Object.keys(full) as StateTopic[]) {
          if (viewersOf(topic).length === 0) continue
          const snapshot = { topic, version: 1, value: full[topic] } as AllSnapshots[StateTopic]
          expectHidden(mask.push('state:changed', snapshot), secret)
          const all = mask.reply('app:state', { ok: true, value: { [topic]: snapshot } })
          expectHidden(all, secret)
        }
      })
    )
  })

  test('the tray and notifications', () => {
    fc.assert(
      fc.property(number, fc.constantFrom('en', 'zh-CN'), (secret, locale) => {
        const full = { ...stateWith(secret), environment: { ...emptyState.environment, locale } }
        const shown = mask.value({ full, secret })
        const { tooltip, menu } = trayContent(shown.full, shown.secret, 0, actions)
        expectHidden([tooltip, menu.map(({ label }) => label)], secret)
        const context = { locale, names: shown.full.contactNames, isDemo: false }
        const alerts: Alert[] = [
          { kind: 'phone-rings', call: call(secret) },
          { kind: 'callee-answered', call: call(secret) },
          { kind: 'call-ended', call: call(secret), outcome: 'not-answered' }
        ]
        for (const alert of alerts) expectHidden(noticeText(mask.value(alert), context), secret)
        const due = { id: 'i', number: secret, dueAtMs: 0 } as Callback
        expectHidden(callbacksText(mask.value([due]), context), secret)
        expectHidden(promptText(shown.full.prompt, context), secret)
      })
    )
  })

  test('the clipboard, names of files, and the page of an event that the organisation didn’t fix', () => {
    fc.assert(
      fc.property(number, (secret) => {
        expectHidden(mask.text(`a ${secret}\tb`), secret)
        expectHidden(mask.fileName(`list ${secret}`), secret)
        expect(mask.fileName(secret)).not.toContain('*')
        const timeline = [{ source: 'live' }] as unknown as Call['timeline']
        const ringing = { ...call(secret), step: 'phone-rings' as const, outcome: null, timeline }
        const pages = {
          ...settings.pages,
          phoneRings: { isOn: true, template: 'https://crm.example/{callee}' }
        }
        const change = { before: null, after: ringing }
        expectHidden(
          pageFor(change, pages, () => true),
          secret
        )
        expect(pageFor(change, pages, () => false)).toBe(`https://crm.example/${secret}`)
      })
    )
  })
})

describe('files', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskline-masking-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const written = (path: string): string => readFileSync(path, 'utf8')

  test('exports of records, contacts and reports, and the log', async () => {
    await fc.assert(
      fc.asyncProperty(number, async (secret) => {
        const row = { ...rowOf(secret) }
        async function* rows(): AsyncGenerator<RecordRow[]> {
          yield await Promise.resolve([row])
        }
        let csv = ''
        const style = { labels: { ...exportsEn.labels, results: {} }, zone: utc }
        for await (const { text } of csvPieces(
          maskedBatches(rows()),
          ['calleeNumber', 'callerNumber', 'contactName', 'note', 'tags'],
          style
        )) {
          csv += text
        }
        expectHidden(csv, secret)

        const contact = {
          id: '1',
          name: secret,
          company: '',
          note: `x ${secret}`,
          numbers: [{ number: secret, label: '' }],
          fields: [],
          updatedAtMs: 1
        } as unknown as Contact
        for (const format of ['csv', 'vcf'] as const) {
          const path = join(folder, `contacts.${format}`)
          const source = {
            count: () => 1,
            async *all(): AsyncGenerator<Contact[]> {
              yield await Promise.resolve([contact])
            }
          }
          await exportContacts(
            source,
            { path, format, words: contactFilesEn.table, text: '', isMasked: true },
            () => undefined
          )
          expectHidden(written(path), secret)
        }

        const line = {
          ...{ name: 'a.csv', sheet: null, line: 1, column: 0, text: `t ${secret}`, dial: secret },
          ...{ part: 'sent', reason: null, request: 1, error: { message: `no ${secret}` } }
        } as unknown as ReportLine
        const path = join(folder, 'report.csv')
        await writeReport(
          { total: 1, read: (offset) => Promise.resolve(offset === 0 ? [line] : []) },
          { path, isMasked: true, labels: {} }
        )
        expectHidden(written(path), secret)

        const log = openLog(folder, { now: () => new Date(0) })
        log.info('call', secret, { number: secret })
        await log.flush()
        expectHidden(written(logPaths(folder)[0]), secret)
      }),
      { numRuns: 20 }
    )
  })
})

const rowOf = (secret: string): RecordRow => ({
  id: 'a',
  startedAtMs: null,
  answeredAtMs: null,
  endedAtMs: null,
  callerNumber: secret,
  calleeNumber: secret,
  contactName: `Li ${secret}`,
  agentId: 1,
  salesmanCode: null,
  durationSeconds: null,
  duration: null,
  costYuan: null,
  cost: null,
  outcome: 'answered',
  result: null,
  hasRecording: false,
  note: `call ${secret} back`,
  tags: [secret]
})
