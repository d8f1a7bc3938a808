import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openDocument, type DocumentFile, type DocumentProblem } from './document-file'

let folder: string
let problems: DocumentProblem[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-'))
  problems = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const countSchema = z.strictObject({ count: z.number() })
const open = <T = { count: number }>(
  fallback: T = { count: 0 } as T,
  schema: z.ZodType<T> = countSchema as unknown as z.ZodType<T>
): DocumentFile<T> =>
  openDocument({
    folder,
    name: 'thing',
    version: 1,
    schema,
    fallback,
    onProblem: (problem) => problems.push(problem)
  })
const shape = { name: 'thing', version: 1, schema: countSchema, fallback: { count: 0 } }
const path = () => join(folder, 'thing.json')

describe('a document file', () => {
  test('starts with the default, without a problem, when there is no file', () => {
    expect(open().initial).toEqual({ count: 0 })
    expect(problems).toEqual([])
  })

  test('is read back as it was written', () => {
    const file = open()
    file.write({ count: 7 })
    file.flush()
    expect(open().initial).toEqual({ count: 7 })
  })

  test('is written automatically, once per burst of changes', async () => {
    const file = open()
    for (let count = 1; count <= 100; count += 1) file.write({ count })
    expect(existsSync(path())).toBe(false)
    await vi.waitFor(() =>
      expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ value: { count: 100 } })
    )
    expect(readdirSync(folder)).toEqual(['thing.json'])
  })
})

describe('an unreadable file is moved aside, and the default is used', () => {
  test.each([
    ['cut in the middle', '{"version":1,"value":{"cou'],
    ['empty', ''],
    ['not JSON', '\u0000\u0001\u0002'],
    ['a list', '[1,2,3]'],
    ['an empty object', '{}'],
    ['JSON’s null', 'null'],
    ['of another shape', '{"version":1,"value":[1]}'],
    ['a value under its prototype’s name', '{"version":1,"__proto__":{"value":{"count":1}}}'],
    ['of a version that is a text', '{"version":"1","value":{"count":1}}']
  ])('%s', (_name, content) => {
    writeFileSync(path(), content)
    const file = open()
    expect(file.initial).toEqual({ count: 0 })
    expect(problems).toEqual([
      { kind: 'file-unreadable', keptAs: 'thing.json.unreadable', lostEntries: null }
    ])
    expect(readFileSync(join(folder, 'thing.json.unreadable'), 'utf8')).toBe(content)
    file.write({ count: 3 })
    file.flush()
    expect(open().initial).toEqual({ count: 3 })
  })

  test('each such file gets a name of its own', () => {
    for (const name of ['thing.json.unreadable', 'thing.json.unreadable-1']) {
      writeFileSync(path(), '{')
      open()
      expect(problems.at(-1)?.keptAs).toBe(name)
    }
  })

  test('the loss is reported before the file is moved', () => {
    writeFileSync(path(), '{')
    let isThere = false
    openDocument({ ...shape, folder, onProblem: () => (isThere = existsSync(path())) })
    expect([isThere, existsSync(path())]).toEqual([true, false])
  })
})

describe('readable content is recovered', () => {
  const value = (content: string | Uint8Array): { count: number; words: string[] } => {
    writeFileSync(path(), content)
    return open({ count: 0, words: [] }, wordsSchema).initial
  }
  const wordsSchema = z.strictObject({ count: z.number(), words: z.array(z.string()) })
  const whole = '{"version":1,"value":{"count":7,"words":["a","b"]}}'
  const read = { count: 7, words: ['a', 'b'] }

  test.each<[string, string | Uint8Array]>([
    ['with a byte-order mark', `\uFEFF${whole}`],
    ['as UTF-16 with a byte-order mark, as PowerShell writes it', Buffer.from(`\uFEFF${whole}`, 'utf16le')],
    ['with a line feed at its end', `${whole}\n`],
    ['with zeros after its end', `${whole}${'\u0000'.repeat(4_096)}`],
    ['with the rest of a longer file after its end', `${whole},"c"]}}`],
    ['of a later version', whole.replace('1', '2')],
    ['with a field beside its value', whole.replace('{', '{"token":"x",')],
    ['with a key of a later version', whole.replace('"count"', '"later":1,"count"')]
  ])('a file %s loses nothing, reports nothing and is rewritten in the normal form', (_name, content) => {
    expect(value(content)).toEqual(read)
    expect(problems).toEqual([])
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ version: 1, value: read })
  })

  test('a key of a later version is kept when the document is saved again', () => {
    writeFileSync(path(), '{"version":1,"value":{"count":7,"later":{"a":[1]}}}')
    const file = open()
    file.write({ count: 8 })
    file.flush()
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({
      version: 1,
      value: { count: 8, later: { a: [1] } }
    })
    expect(open().initial).toEqual({ count: 8 })
  })

  test('a file of a later version is copied aside before it is rewritten', () => {
    writeFileSync(path(), '{"version":2,"value":{"count":7}}')
    open()
    expect(readFileSync(join(folder, 'thing.json.unreadable'), 'utf8')).toBe(
      '{"version":2,"value":{"count":7}}'
    )
  })

  test('an invalid entry loses only itself: it is reported, and its file is copied aside', () => {
    const content = whole.replace('"b"', '"b",7,"c",null')
    expect(value(content)).toEqual({ count: 7, words: ['a', 'b', 'c'] })
    expect(problems).toEqual([{ kind: 'file-damaged', keptAs: 'thing.json.unreadable', lostEntries: 2 }])
    expect(readFileSync(join(folder, 'thing.json.unreadable'), 'utf8')).toBe(content)
    expect(open({ count: 0, words: [] }, wordsSchema).initial.words).toEqual(['a', 'b', 'c'])
    expect(problems).toHaveLength(1)
  })

  test('a truncated file keeps everything up to its last whole entry', () => {
    expect(value('{"version":1,"value":{"count":7,"words":["a","b","c')).toEqual(read)
    expect(problems).toMatchObject([{ kind: 'file-damaged', lostEntries: null }])
  })
})

describe('the backup from before the last change', () => {
  const writeTwice = (): void => {
    const file = open()
    for (const count of [1, 2]) {
      file.write({ count })
      file.flush()
    }
  }

  test.each([
    ['is zeros', (text: string) => '\u0000'.repeat(text.length)],
    ['is empty', () => ''],
    ['is cut', (text: string) => text.slice(0, -4)],
    ['is garbage', () => 'x'.repeat(40)]
  ])('is used when the file %s, and the loss of the last change is reported', (_name, damage) => {
    writeTwice()
    writeFileSync(path(), damage(readFileSync(path(), 'utf8')))
    expect(open().initial).toEqual({ count: 1 })
    expect(problems).toEqual([{ kind: 'file-damaged', keptAs: 'thing.json.unreadable', lostEntries: null }])
    // The good copy has replaced the file, and still exists.
    expect(open().initial).toEqual({ count: 1 })
    expect(problems).toHaveLength(1)
  })

  test('is not replaced by a damaged file', () => {
    writeTwice()
    writeFileSync(path(), '{')
    open()
    writeFileSync(path(), '{')
    expect(open().initial).toEqual({ count: 1 })
  })

  test('doesn’t restore a document that was removed', () => {
    writeTwice()
    rmSync(path())
    expect(open().initial).toEqual({ count: 0 })
    expect(problems).toEqual([])
  })

  test('is removed when the document is emptied', () => {
    writeTwice()
    const file = open()
    file.write({ count: 0 })
    file.flush()
    expect(readdirSync(folder)).toEqual(['thing.json'])
  })
})

test('an unwritable folder is reported once, not at each write, and so is its recovery', () => {
  let saved = 0
  const file = openDocument({
    ...shape,
    folder,
    onProblem: (one) => problems.push(one),
    onSaved: () => (saved += 1)
  })
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file where the folder was')
  for (let count = 0; count < 3; count += 1) {
    file.write({ count })
    file.flush()
  }
  expect(problems).toEqual([{ kind: 'file-unwritable', keptAs: null, lostEntries: null }])
  rmSync(folder)
  file.flush()
  file.write({ count: 4 })
  file.flush()
  expect([saved, open().initial]).toEqual([1, { count: 4 }])
})
