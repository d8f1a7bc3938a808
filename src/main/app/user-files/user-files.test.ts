import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Call } from '../../../shared/calls/schema'
import type { Account } from '../../../shared/session/schema'
import { defaultSettings } from '../../../shared/app/settings'
import { withDefault } from '../../dialling/caller-numbers'
import { fileNameOf } from './former-files'
import { openUserFiles, type UserFiles } from './user-files'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const account = (agentId: number): Account => ({
  server: { kind: 'product' },
  tenantId: 't',
  agentId,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
})
const call: Call = {
  ...blankCall,
  key: 'k',
  callee: '13800138000',
  startedAtMs: 1,
  step: 'ended',
  outcome: 'answered'
}
const open = (): UserFiles => openUserFiles(folder)
const reopened = (files: UserFiles): UserFiles => {
  files.flush()
  return open()
}

test('settings from before the records feature are read completely', () => {
  const { records, ...former } = { ...defaultSettings, theme: 'dark' as const }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, value: former }))
  const files = open()
  expect(files.problems.list()).toEqual([])
  expect(files.settings.initial).toEqual({ ...former, records })
})

describe('file names', () => {
  test('the records file is separate for each desk phone', () => {
    expect(fileNameOf('records', account(1))).not.toBe(fileNameOf('records', account(2)))
  })

  test('the imports file is shared by all desk phones of a tenant, so that repeated imports are detected', () => {
    expect(fileNameOf('imports', account(1))).toBe(fileNameOf('imports', account(2)))
    for (const other of [
      { ...account(1), tenantId: 'u' },
      { ...account(1), server: { kind: 'test' as const } },
      { ...account(1), isDemo: true }
    ])
      expect(fileNameOf('imports', other)).not.toBe(fileNameOf('imports', account(1)))
  })
})

describe('the memory file', () => {
  test('is read completely after an upgrade from a version without a choice of addresses', () => {
    const former = {
      version: 1,
      value: { salesmanCodes: ['["t","77"]'], formerLinkHandlers: { tel: 'other.desktop', callto: null } }
    }
    writeFileSync(join(folder, 'memory.json'), JSON.stringify(former))
    const files = open()
    expect(files.problems.list()).toEqual([])
    expect(files.lastAddress.read()).toBeNull()
    expect(files.salesmenOf(account(1)).isKnown('77')).toBe(true)
    expect(files.formerLinkHandlers.read()).toEqual({ tel: 'other.desktop', callto: null })
    files.lastAddress.write('telecom')
    const again = reopened(files)
    expect(again.lastAddress.read()).toBe('telecom')
    expect(again.salesmenOf(account(1)).isKnown('77')).toBe(true)
  })

  test('with an invalid address keeps its other values, and the loss is reported', () => {
    const value = {
      salesmanCodes: ['["t","77"]'],
      formerLinkHandlers: { tel: null, callto: null },
      lastAddress: 'http://evil'
    }
    writeFileSync(join(folder, 'memory.json'), JSON.stringify({ version: 1, value }))
    const files = open()
    expect(files.lastAddress.read()).toBeNull()
    expect(files.salesmenOf(account(1)).isKnown('77')).toBe(true)
    expect(files.problems.list()).toMatchObject([{ kind: 'file-damaged', file: 'memory', lostEntries: 1 }])
  })

  test('is written only when the address changes', () => {
    const files = open()
    files.lastAddress.write(null)
    files.flush()
    expect(readdirSync(folder)).toEqual([])
  })
})

test('the unchecked-since mark is stored for each desk phone until its records are checked', () => {
  const files = open()
  files.uncheckedMarkOf(account(1)).write(1_000)
  files.uncheckedMarkOf(account(2)).write(2_000)
  const again = reopened(files)
  expect(again.uncheckedMarkOf(account(1)).read()).toBe(1_000)
  again.uncheckedMarkOf(account(1)).write(null)
  for (let agentId = 10; agentId < 200; agentId += 1) again.uncheckedMarkOf(account(agentId)).write(agentId)
  const last = reopened(again)
  expect([1, 2, 199].map((agentId) => last.uncheckedMarkOf(account(agentId)).read())).toEqual([
    null,
    null,
    199
  ])
  expect(last.problems.list()).toEqual([])
})

describe('the team file', () => {
  test('is stored separately for each desk phone', () => {
    const files = open()
    files.teamOf(account(1)).write([{ agentId: 5, label: 'Li' }])
    const again = reopened(files)
    expect(again.teamOf(account(1)).read()).toEqual([{ agentId: 5, label: 'Li' }])
    expect(again.teamOf(account(2)).read()).toEqual([])
  })

  test('with an invalid entry keeps the other entries, and the loss is reported', () => {
    const files = open()
    files.teamOf(account(1)).write([
      { agentId: 5, label: 'Li' },
      { agentId: 6, label: 'Wu' }
    ])
    files.flush()
    const [name = ''] = readdirSync(folder).filter((file) => file.startsWith('team-'))
    writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replace(':5', ':-5'))
    const again = open()
    expect(again.teamOf(account(1)).read()).toEqual([{ agentId: 6, label: 'Wu' }])
    expect(again.problems.list()).toMatchObject([{ kind: 'file-damaged', file: 'team', lostEntries: 1 }])
  })
})

describe('the calls of a desk phone', () => {
  test('are restored when the user signs in again, even when the disk write failed', () => {
    const files = open()
    const first = files.callsOf(account(1))
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder was')
    first.write([call])
    first.flush()
    expect(files.problems.list()).toMatchObject([{ kind: 'file-unwritable', file: 'recents' }])
    expect(files.callsOf(account(1)).initial).toEqual([call])
    expect(files.callsOf(account(2)).initial).toEqual([])
  })

  test('are written at exit, like every other pending write', () => {
    const files = open()
    files.callsOf(account(1)).write([call])
    expect(reopened(files).callsOf(account(1)).initial).toEqual([call])
  })
})

describe('the caller numbers', () => {
  test('an account file that knows one caller number opens unchanged, and that number is the list', () => {
    const stored = { ...account(1), callerNumber: '02583456789' }
    const content = JSON.stringify({ version: 1, value: { account: stored, isSignedIn: true } })
    writeFileSync(join(folder, 'account.json'), content)
    const files = open()
    expect(files.problems.list()).toEqual([])
    expect(files.restoredAccount()).toEqual(stored)
    expect(withDefault(files.callersOf(stored).read(), stored.callerNumber)).toEqual({
      numbers: [{ number: '02583456789', label: '' }],
      regionChoices: [],
      defaultNumber: '02583456789'
    })
    files.flush()
    expect(readFileSync(join(folder, 'account.json'), 'utf8')).toBe(content)
  })

  test('belong to one account', () => {
    const files = open()
    const stored = {
      numbers: [{ number: '02583456789', label: 'Sales' }],
      regionChoices: [{ region: '北京', number: null }]
    }
    files.callersOf(account(1)).write(stored)
    const again = reopened(files)
    expect(again.callersOf(account(1)).read()).toEqual(stored)
    expect(again.callersOf(account(2)).read().numbers).toEqual([])
  })
})
