import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contact, ContactContent } from '../../../shared/contacts/schema'
import { contactLimits } from '../../../shared/contacts/contacts'
import { contactFilesEn } from '../../../shared/messages/en/contact-files'
import { contactFilesZhCn } from '../../../shared/messages/zh-cn/contact-files'
import { writeWorkbookOfTest } from '../../imports/parsing/testing/workbook'
import { cleanContent } from '../contact-text'
import { checkFile, readContacts, type CheckedFile } from '../parsing/contact-file'
import { anyContact } from '../testing/any-contact'
import { contactOf, inBatches } from '../testing/contacts'
import { exportContacts } from './contact-export'
import { ContactStore } from './contact-store'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-contact-files-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const path = (name: string): string => join(folder, name)
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(path(name), content)
  return path(name)
}

/** Checks and reads a file, with the columns that were guessed. */
async function readBack(file: string): Promise<{ checked: CheckedFile; contacts: ContactContent[] }> {
  const checked = await checkFile(file, () => undefined)
  const contacts: ContactContent[] = []
  for await (const batch of readContacts(file, checked.table, checked.columns, contactFilesEn.card))
    contacts.push(...batch)
  return { checked, contacts: contacts.map(cleanContent).filter((one) => one !== null) }
}

/** A store that holds these contacts. */
const sourceOf = (contacts: readonly ContactContent[]) => ({
  count: () => contacts.length,
  async *all(): AsyncGenerator<Contact[]> {
    const stored = contacts.map((contact, at) => ({ id: String(at), ...contact, updatedAtMs: 1 }))
    yield await Promise.resolve(stored.slice(0, 2))
    yield stored.slice(2)
  }
})

const sorted = (contact: ContactContent): ContactContent => ({
  ...contact,
  numbers: contact.numbers.toSorted((one, other) => (one.number < other.number ? -1 : 1)),
  fields: contact.fields.toSorted((one, other) => (one.name < other.name ? -1 : 1))
})

describe('exports', () => {
  it.each([
    ['csv', contactFilesEn.table],
    ['csv', contactFilesZhCn.table],
    ['vcf', contactFilesEn.table]
  ] as const)('as %s are read back as they were', async (format, words) => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyContact, { minLength: 1, maxLength: 6 }), async (contacts) => {
        run += 1
        const file = path(`${run}.${format}`)
        await exportContacts(
          sourceOf(contacts),
          { path: file, format, words, text: '', isMasked: false },
          () => undefined
        )
        const { contacts: read } = await readBack(file)
        expect(read.map(sorted)).toEqual(contacts.map(sorted))
      }),
      { numRuns: 25 }
    )
  })

  it('begin with a byte-order mark, and no cell with a formula', async () => {
    const contacts = [
      contactOf({
        name: '=1+1',
        company: '@x',
        note: '-1',
        numbers: [{ label: '+l', number: '075523456789' }]
      })
    ]
    await exportContacts(
      sourceOf(contacts),
      { path: path('f.csv'), format: 'csv', words: contactFilesEn.table, text: '', isMasked: false },
      () => undefined
    )
    expect(readFileSync(path('f.csv'), 'utf8')).toBe(
      `\ufeffName,Company,'+l,Note,More\r\n'=1+1,'@x,"\t075523456789",'-1,\r\n`
    )
  })

  it('that are cancelled or fail leave no file', async () => {
    const source = sourceOf([contactOf({ name: 'a' })])
    const words = contactFilesEn.table
    const cancelling = new AbortController()
    await expect(
      exportContacts(
        source,
        { path: path('c.csv'), format: 'csv', words, text: '', isMasked: false },
        () => cancelling.abort(),
        cancelling.signal
      )
    ).rejects.toThrow('interrupted')
    await expect(
      exportContacts(
        source,
        { path: path('no/such/c.csv'), format: 'csv', words, text: '', isMasked: false },
        () => undefined
      )
    ).rejects.toMatchObject({ code: 'export-failed' })
    expect(() => readFileSync(path('c.csv'))).toThrow()
  })
})

describe('files of others', () => {
  it('a GB18030 list with a title line', async () => {
    const text =
      '客户通讯录\r\n姓名,单位,手机,座机,备注\r\n张三,深圳科技,138 0013 8000,0755-23456789,"重要,\r\n客户"\r\n李四,,13900139000,,\r\n'
    const file = write('gbk.csv', execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text }))
    const { checked, contacts } = await readBack(file)
    expect(checked.rows).toBe(2)
    expect(checked.headers).toEqual(['姓名', '单位', '手机', '座机', '备注'])
    expect(contacts[0]).toEqual({
      name: '张三',
      company: '深圳科技',
      numbers: [
        { label: '手机', number: '13800138000' },
        { label: '座机', number: '075523456789' }
      ],
      fields: [],
      note: '重要,\n客户'
    })
  })

  it('a workbook with numbers as numbers', async () => {
    const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`
    const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`
    await writeWorkbookOfTest(path('book.xlsx'), {
      sheets: [
        { name: 'empty', data: '' },
        {
          name: 'list',
          data:
            row(text('Name'), text('Mobile'), text('City')) +
            row(text('Ann'), '<c><v>13800138000</v></c>', text('Shenzhen')) +
            row(text('Bob'), '<c><v>1.3900139E10</v></c>', text('Beijing'))
        }
      ]
    })
    const { contacts } = await readBack(path('book.xlsx'))
    expect(contacts.map(({ name, numbers }) => [name, numbers[0]?.number])).toEqual([
      ['Ann', '13800138000'],
      ['Bob', '13900139000']
    ])
  })

  it('of another kind are refused', async () => {
    const file = write('a.pdf', '%PDF-1.7\nx')
    await expect(checkFile(file, () => undefined)).rejects.toMatchObject({ code: 'list-unsupported' })
    await expect(checkFile(folder, () => undefined)).rejects.toMatchObject({ code: 'list-unreadable' })
    await expect(checkFile(write('empty.csv', ''), () => undefined)).rejects.toMatchObject({
      code: 'list-unsupported'
    })
  })
})

describe('hostile files', () => {
  const hostile = '<img src=x onerror=alert(1)>'

  it('are text, cut and without hidden characters, in store, search and names', async () => {
    const cells = [
      [hostile, '13800138000'],
      ['=cmd|calc', '13800138001'],
      ['\u202e123\u2066x\u200b\u0007', '13800138002'],
      ['名'.repeat(1_000_000), '13800138003'],
      ['\ud800x', '13800138004'],
      ["'; DROP TABLE contacts; --", '13800138005'],
      ['', ''],
      ['zs\u0002\u0003', '13800138006']
    ]
    const file = write('hostile.csv', ['姓名,手机', ...cells.map((row) => row.join(','))].join('\n'))
    const { contacts } = await readBack(file)
    const store = await ContactStore.open({ file: path('hostile.duckdb'), nowMs: 1 })
    await store.import(inBatches(contacts), 1)
    const { rows, total } = await store.search('', 0, 100)
    expect(total).toBe(7)
    for (const { name } of rows) {
      expect(name.length).toBeLessThanOrEqual(contactLimits.maxName)
      expect(name).not.toMatch(/[\p{Cc}\p{Surrogate}\u200b\u202a-\u202e\u2066-\u2069]/u)
    }
    expect((await store.search('img src', 0, 10)).total).toBe(1)
    expect((await store.search("'; drop", 0, 10)).total).toBe(1)
    const names = await store.names(['13800138000', '13800138001', '13800138002'])
    expect(names.map(({ name }) => name.name)).toEqual([hostile, '=cmd|calc', '123x'])
    await store.close()
  })

  it('with 10,000 columns are read up to the limit', async () => {
    const header = ['姓名', '手机', ...Array.from({ length: 9_998 }, (_, at) => `列${at}`)]
    const row = ['张三', '13800138000', ...Array.from({ length: 9_998 }, (_, at) => `${at}x`)]
    const { checked, contacts } = await readBack(
      write('wide.csv', [header, row].map((one) => one.join(',')).join('\n'))
    )
    expect([checked.columns.length, checked.sample[0]?.length]).toEqual([
      contactLimits.maxColumns,
      contactLimits.maxColumns
    ])
    expect(contacts[0]?.fields).toHaveLength(contactLimits.maxFields)
  })

  it('of one vCard with 100,000 properties give one bounded contact', async () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `TEL:${13_000_000_000 + at}`)
    const { contacts } = await readBack(
      write('big.vcf', ['BEGIN:VCARD', 'FN:x', ...lines, 'END:VCARD'].join('\n'))
    )
    expect(contacts.map(({ numbers }) => numbers.length)).toEqual([contactLimits.maxNumbers])
  })
})
