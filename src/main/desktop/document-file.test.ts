import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openDocument, type DocumentProblem } from './document-file'

// Outside Electron its package is a path; electron-store asks it for a default folder that isn't used.
vi.mock('electron', () => ({ default: {} }))

let folder: string
let problems: DocumentProblem[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-'))
  problems = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () =>
  openDocument({
    folder,
    name: 'thing',
    version: 1,
    schema: z.strictObject({ count: z.number() }),
    fallback: { count: 0 },
    onProblem: (problem) => problems.push(problem)
  })
const path = () => join(folder, 'thing.json')

describe('a document in one file', () => {
  test('starts as the default and without complaint where there is no file', () => {
    expect(open().initial).toEqual({ count: 0 })
    expect(problems).toEqual([])
  })

  test('is read again as it was written', () => {
    const file = open()
    file.write({ count: 7 })
    file.flush()
    expect(open().initial).toEqual({ count: 7 })
  })

  test('is written once for a burst, by itself', async () => {
    const file = open()
    for (let count = 1; count <= 100; count += 1) file.write({ count })
    expect(existsSync(path())).toBe(false)
    await vi.waitFor(() =>
      expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ value: { count: 100 } })
    )
    expect(readdirSync(folder)).toEqual(['thing.json'])
  })
})

describe('a file that is no good is kept aside, and the default is used', () => {
  test.each([
    ['cut in the middle', '{"version":1,"value":{"cou'],
    ['empty', ''],
    ['not JSON', '\u0000\u0001\u0002'],
    ['of a later version', '{"version":2,"value":{"count":1}}'],
    ['of a wrong shape', '{"version":1,"value":{"count":"1"}}'],
    ['with a stray field', '{"version":1,"value":{"count":1,"token":"x"}}'],
    ['a list', '[1,2,3]'],
    ['an empty object', '{}'],
    ['JSON’s null', 'null'],
    ['a value under its prototype’s name', '{"version":1,"__proto__":{"value":{"count":1}}}'],
    ['of a version that is a text', '{"version":"1","value":{"count":1}}'],
    ['with a field beside its value', '{"version":1,"value":{"count":1},"token":"x"}']
  ])('%s', (_name, content) => {
    writeFileSync(path(), content)
    const file = open()
    expect(file.initial).toEqual({ count: 0 })
    expect(problems).toEqual([{ kind: 'file-unreadable', keptAs: 'thing.json.unreadable' }])
    expect(readFileSync(join(folder, 'thing.json.unreadable'), 'utf8')).toBe(content)
    file.write({ count: 3 })
    file.flush()
    expect(open().initial).toEqual({ count: 3 })
  })

  test('each such file under a name of its own', () => {
    for (const name of ['thing.json.unreadable', 'thing.json.unreadable-1']) {
      writeFileSync(path(), '{')
      open()
      expect(problems.at(-1)?.keptAs).toBe(name)
    }
  })
})

test('a folder that cannot be written is told once, not at each write', () => {
  const file = open()
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file where the folder was')
  for (let count = 0; count < 3; count += 1) {
    file.write({ count })
    file.flush()
  }
  expect(problems).toEqual([{ kind: 'file-unwritable', keptAs: null }])
})
