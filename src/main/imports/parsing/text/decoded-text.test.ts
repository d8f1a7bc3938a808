import { appendFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ListEncoding } from '../../../../shared/imports/imports'
import { decodedText } from './decoded-text'
import { codeOfListFailure } from '../failure'
import type { ListSource } from '../../lists/list-types'
import { createListFolder, encoded, rowsOf, type ListFolder } from '../testing/lists'

let folder: ListFolder
beforeEach(() => {
  folder = createListFolder()
})
afterEach(() => folder.remove())

async function textOf(source: ListSource, encoding: ListEncoding = 'utf-8'): Promise<string> {
  const parts: string[] = []
  for await (const { text } of decodedText(source, encoding)) parts.push(text)
  return parts.join('')
}
const fileOf = (content: string | Uint8Array): ListSource => ({
  kind: 'file',
  path: folder.write('list', content)
})
const failureOf = (source: ListSource): Promise<string> =>
  textOf(source).then(
    () => 'none',
    (failure: unknown) => codeOfListFailure(failure)
  )

describe('The text of a list', () => {
  const simplified = '姓名,手机\r\n张三，“你好”,13800138000\n'
  const text = `${simplified}𠮷野家 龘 €\n`

  it.each<[string, ListEncoding, string]>([
    ['UTF-8', 'utf-8', text],
    ['UTF-16LE', 'utf-16le', text],
    ['UTF-16BE', 'utf-16be', text],
    ['GB18030', 'gb18030', text],
    ['GBK', 'gb18030', simplified],
    ['GB2312', 'gb18030', simplified],
    ['BIG5', 'big5', '姓名,電話\r\n張三,02-27208889\n']
  ])(
    'In %s it matches what iconv wrote, even where a chunk ends within a character',
    async (name, encoding, written) => {
      // Long enough for several chunks; the additional byte shifts all chunk boundaries.
      for (const front of ['', 'x']) {
        const long = front + written.repeat(20_000)
        expect((await textOf(fileOf(encoded(long, name)), encoding)) === long).toBe(true)
      }
    }
  )

  it.each<[string, ListEncoding]>([
    ['UTF-8', 'utf-8'],
    ['UTF-16LE', 'utf-16le'],
    ['UTF-16BE', 'utf-16be'],
    ['GB18030', 'gb18030']
  ])('The byte order mark of %s is excluded', async (name, encoding) => {
    expect(await textOf(fileOf(encoded('\ufeffa\ufeffb', name)), encoding)).toBe('a\ufeffb')
    expect(await textOf(fileOf(encoded('\ufeff', name)), encoding)).toBe('')
    expect(await textOf({ kind: 'text', text: '\ufeffa' })).toBe('a')
  })

  it.each<[string, ListEncoding, number[], string]>([
    ['UTF-8', 'utf-8', [0x31, 0xe4, 0xb8, 0x0a, 0x32, 0xff, 0x0d, 0x33, 0xe4], '1�\n2�\r3�'],
    ['GB18030, after one byte', 'gb18030', [0x31, 0x81, 0x0a, 0x32, 0xff, 0x0a], '1�\n2�\n'],
    ['GB18030, after two and three', 'gb18030', [0x81, 0x30, 0x0a, 0x81, 0x30, 0x81, 0x0a], '�0\n�0�\n'],
    ['Big5', 'big5', [0xa4, 0x0a, 0x31, 0xa4], '�\n1�'],
    ['UTF-16LE', 'utf-16le', [0x31, 0, 0, 0xd8, 0x0a, 0, 0x32], '1�\n�']
  ])('Bytes undecodable in %s don’t swallow a line break', async (_, encoding, bytes, expected) => {
    const found = await textOf(fileOf(Uint8Array.from(bytes)), encoding)
    expect(found.replaceAll(/\ufffd+/g, '\ufffd')).toBe(expected)
  })

  it('A file in two encodings loses no line; undecodable lines are marked', async () => {
    const lines = Buffer.concat([
      Buffer.from('张三,13800138000\n'),
      encoded('李四,13900139000\n', 'GBK'),
      Buffer.from('王五,13700137000\n')
    ])
    const rows = await rowsOf(fileOf(lines), 'utf-8', 'comma')
    expect(rows.map(({ cells }) => cells[1])).toEqual(['13800138000', '13900139000', '13700137000'])
    expect(rows.map(({ isUndecodable }) => isUndecodable)).toEqual([false, true, false])
  })

  it('Progress is reported with each chunk, up to the end', async () => {
    const places: number[][] = []
    for await (const { readBytes, totalBytes } of decodedText(fileOf('x'.repeat(600_000)), 'utf-8')) {
      places.push([readBytes, totalBytes])
    }
    expect(places.map(([, total]) => total)).toEqual(places.map(() => 600_000))
    expect(places.at(-1)?.[0]).toBe(600_000)
    expect(places.length).toBeGreaterThan(2)
  })
})

describe('Unreadable and changing files', () => {
  it('An empty file gives an empty text', async () => {
    expect(await textOf(fileOf(''))).toBe('')
    expect(await rowsOf(fileOf(''), 'utf-8', 'comma')).toEqual([])
    expect(await rowsOf(fileOf('\ufeff'), 'utf-8', 'comma')).toEqual([])
  })

  it('A missing file, a folder, a device and a pipe are unreadable and don’t block', async () => {
    mkdirSync(folder.path('folder'))
    const paths = [folder.path('gone'), folder.path('folder'), 'a\0b']
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [folder.path('pipe')])
      paths.push(folder.path('pipe'), '/dev/zero', '/dev/tty')
    }
    for (const path of paths) expect(await failureOf({ kind: 'file', path })).toBe('list-unreadable')
  })

  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, '13900139000\n')],
    ['is cut', (path) => truncateSync(path, 300_000)],
    ['is written anew', (path) => writeFileSync(path, 'y'.repeat(600_000))]
  ])('A file that %s while it is read is unreadable', async (_, change) => {
    const path = folder.write('list', 'x'.repeat(600_000))
    const parts = decodedText({ kind: 'file', path }, 'utf-8')
    await parts.next()
    change(path)
    const rest = async (): Promise<void> => {
      while ((await parts.next()).done !== true);
    }
    await expect(rest()).rejects.toMatchObject({ code: 'list-unreadable' })
  })
})
