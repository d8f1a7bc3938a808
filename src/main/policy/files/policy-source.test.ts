import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPolicy, readPolicyFile, type RunTool } from './policy-source'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-policy-'))
  file = join(folder, 'policy.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const trusted = [0, process.getuid?.() ?? 0]
const write = (text: string, mode = 0o644): void => {
  writeFileSync(file, text)
  chmodSync(file, mode)
}

describe.skipIf(process.platform === 'win32')('a policy file', () => {
  test('that doesn’t exist is no policy', () => {
    expect(readPolicyFile(file, trusted)).toEqual({ kind: 'none' })
  })

  test('is read with or without a byte-order mark', () => {
    for (const mark of ['', '\ufeff']) {
      write(`${mark}{"organisation":"示例"}`)
      expect(readPolicyFile(file, trusted)).toEqual({
        kind: 'policy',
        policy: { organisation: '示例' },
        place: file
      })
    }
  })

  test.each([0o666, 0o664, 0o646])('that others can write (%o) is refused and named', (mode) => {
    write('{}', mode)
    expect(readPolicyFile(file, trusted)).toMatchObject({ problem: 'not-protected', details: [file] })
  })

  test('in a folder that others can write to is refused: they could replace it', () => {
    const open = join(folder, 'open')
    mkdirSync(open)
    chmodSync(open, 0o777)
    write('{}')
    file = join(open, 'policy.json')
    write('{}')
    expect(readPolicyFile(file, trusted)).toMatchObject({ problem: 'not-protected', details: [open] })
  })

  test('of an ordinary user is refused, also behind a link', () => {
    write('{}')
    const link = join(folder, 'link.json')
    symlinkSync(file, link)
    for (const path of [file, link]) {
      expect(readPolicyFile(path, [process.getuid?.() === 0 ? 12_345 : 0])).toMatchObject({
        problem: 'not-protected'
      })
    }
  })

  test.each([
    ['{', 'invalid'],
    ['{"theme":"dark"}', 'invalid'],
    ['{"locked":{"settings":{"theme":"pink"}}}', 'invalid'],
    ['[]', 'invalid']
  ])('with a mistake isn’t applied in part: %s', (text, problem) => {
    write(text)
    expect(readPolicyFile(file, trusted)).toMatchObject({ kind: 'problem', problem })
  })

  test('that is a folder, or too large, is unreadable', () => {
    expect(readPolicyFile(folder, trusted)).toMatchObject({ problem: 'unreadable' })
    write(' '.repeat(1_000_001))
    expect(readPolicyFile(file, trusted)).toMatchObject({ problem: 'unreadable' })
  })
})

describe('a group policy of Windows', () => {
  const registry =
    (text: string): RunTool =>
    (program, args) => {
      expect(program).toBe('C:\\Windows\\System32\\reg.exe')
      if (args[0] === 'export') writeFileSync(args[2] ?? '', Buffer.from(`\ufeff${text}`, 'utf16le'))
      return new Uint8Array()
    }
  const head = 'Windows Registry Editor Version 5.00\r\n\r\n'
  const key = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Deskline'

  test('without its key is no policy', () => {
    expect(findPolicy('win32', () => null)).toEqual({ kind: 'none' })
  })

  test('is read with its types, lists and characters, in any case', () => {
    const text =
      `${head}[${key}]\r\n"organisation"="示例 \\"A\\" \\\\ B"\r\n\r\n` +
      `[${key}\\Locked\\Settings]\r\n"privacy.isNumberMasked"=dword:00000001\r\n` +
      '"Dialling.UndoPauseMs"=dword:00000bb8\r\n"theme"="dark"\r\n"hotKeys.redial-last"="null"\r\n' +
      '"hotKeys.dial-copied"="Control+F8"\r\n\r\n' +
      `[${key}\\locked\\account]\r\n"server"="{\\"kind\\":\\"automatic\\"}"\r\n"agentIds"="[\\"6998*\\"]"\r\n`
    expect(findPolicy('win32', registry(text))).toEqual({
      kind: 'policy',
      place: key,
      policy: {
        organisation: '示例 "A" \\ B',
        locked: {
          settings: {
            privacy: { isNumberMasked: true },
            dialling: { undoPauseMs: 3_000 },
            theme: 'dark',
            hotKeys: { 'redial-last': null, 'dial-copied': 'Control+F8' }
          },
          account: { server: { kind: 'automatic' }, agentIds: ['6998*'] }
        }
      }
    })
  })

  test('with an unknown value isn’t applied in part', () => {
    const text = `${head}[${key}\\locked\\settings]\r\n"theme"="dark"\r\n"thema"="dark"\r\n`
    expect(findPolicy('win32', registry(text))).toMatchObject({
      problem: 'invalid',
      details: [expect.stringContaining('thema')]
    })
  })

  test('whose export fails is unreadable, not absent', () => {
    expect(findPolicy('win32', () => new Uint8Array())).toMatchObject({ problem: 'unreadable' })
  })
})
