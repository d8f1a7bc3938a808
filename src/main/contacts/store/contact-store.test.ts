import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContactContent } from '../../../shared/contacts/schema'
import { copyDatabase, flipBit } from '../../platform/database/testing/faults'
import { contactOf, inBatches } from '../testing/contacts'
import { ContactStore } from './contact-store'

let folder: string
let store: ContactStore
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-contacts-'))
  store = await ContactStore.open({ file: join(folder, 'contacts.duckdb'), nowMs: 1, maxContacts: 50 })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const phone = (number: string, label = ''): ContactContent['numbers'][number] => ({ label, number })
const person = (name: string, number: string, company = ''): ContactContent =>
  contactOf({ name, company, numbers: [phone(number)] })

/** Replaces all contacts. */
async function fill(...contacts: ContactContent[]): Promise<void> {
  const { rows } = await store.search('', 0, 500)
  await store.remove(rows.map(({ id }) => id))
  await store.import(inBatches(contacts, 3), 2)
}
const found = async (text: string): Promise<string[]> =>
  (await store.search(text, 0, 500)).rows.map(({ name, company }) => name || company)
const suggested = async (text: string): Promise<string[]> =>
  (await store.suggest(text)).map(({ name, company }) => name || company)

describe('search', () => {
  beforeAll(() =>
    fill(
      person('张三', '13800138000', '北京科技'),
      person('张珊珊', '13900139000'),
      person('李四', '075523456789', '重庆银行'),
      person('单田芳', '13700137000'),
      person('曾国藩', '13600136000'),
      person('吕布', '13500135000'),
      person('Ann Lee', '0014155552671', 'Zs Ltd'),
      contactOf({ company: '前台', numbers: [phone('01088886666')] })
    )
  )

  it.each([
    ['张三', ['张三']],
    ['zhangsan', ['张三']],
    ['zhang san', ['张三']],
    ['ZHANG', ['张三', '张珊珊']],
    ['zs', ['Ann Lee', '张三', '张珊珊']],
    ['zss', ['张珊珊']],
    ['shantianfang', ['单田芳']],
    ['dtf', ['单田芳']],
    ['zenggf', []],
    ['zgf', ['曾国藩']],
    ['cengguofan', ['曾国藩']],
    ['lvbu', ['吕布']],
    ['lubu', ['吕布']],
    ['chongqing', ['李四']],
    ['cqyh', ['李四']],
    ['lee ann', ['Ann Lee']],
    ['al', ['Ann Lee']],
    ['138 0013', ['张三']],
    ['0138-0013-8000', ['张三']],
    ['+86 138 0013 8000', ['张三']],
    ['23456', ['李四']],
    ['qiantai', ['前台']],
    ['张 四', []],
    ['科技 zs', ['张三']],
    ['%', []],
    ["'", ['Ann Lee', '曾国藩', '李四', '吕布', '前台', '单田芳', '张三', '张珊珊']]
  ])('"%s" finds %j', async (text, names) => {
    expect((await found(text)).toSorted()).toEqual(names.toSorted())
  })

  it('lists all by the pinyin of their names, in pages', async () => {
    const all = await found('')
    expect(all).toEqual(['Ann Lee', '李四', '吕布', '前台', '单田芳', '曾国藩', '张三', '张珊珊'])
    const page = await store.search('', 2, 3)
    expect([page.rows.map(({ name, company }) => name || company), page.total]).toEqual([all.slice(2, 5), 8])
  })

  it('suggests names before initials before companies', async () => {
    expect(await suggested('zs')).toEqual(['张三', '张珊珊', 'Ann Lee'])
    expect(await suggested('139')).toEqual(['张珊珊'])
    expect(await suggested('')).toEqual([])
  })

  it('follows a change', async () => {
    const id = await store.save(null, person('赵六', '13100131000'), 3)
    expect(await found('zhaoliu')).toEqual(['赵六'])
    await store.save(id, person('钱七', '13100131000'), 4)
    expect([await found('zhaoliu'), await found('qq')]).toEqual([[], ['钱七']])
    expect(await store.get(id)).toMatchObject({ name: '钱七', updatedAtMs: 4 })
    const removed = await store.remove([id, 'unknown'])
    expect([removed.length, await found('qq')]).toEqual([1, []])
    expect(await store.restore(removed)).toBe(1)
    expect(await store.restore(removed)).toBe(0)
    expect(await found('qq')).toEqual(['钱七'])
    await store.remove([id])
    await expect(store.save(id, person('钱七', '1'), 5)).rejects.toMatchObject({ code: 'contact-gone' })
    await expect(store.save(null, contactOf({ name: '\u202e\0 ' }), 5)).rejects.toMatchObject({
      code: 'input-invalid'
    })
  })
})

describe('names', () => {
  it('are found by any form of a number', async () => {
    await fill(
      person('张三', '013800138000', '甲'),
      contactOf({ name: '李四', numbers: [phone('01088886666', '办公室')] })
    )
    const names = await store.names(['8613800138000', '13800138000', '861088886666', '10086'])
    expect(names.map(({ number, name }) => [number, name.name, name.company, name.label])).toEqual([
      ['8613800138000', '张三', '甲', ''],
      ['13800138000', '张三', '甲', ''],
      ['861088886666', '李四', '', '办公室']
    ])
  })

  it('of a switchboard are those of its people, and of their company if it is the same', async () => {
    const people = ['甲一', '乙二', '丙三', '丁四', '戊五'].map((name) => person(name, '01088886666', '公司'))
    await fill(...people, person('己六', '01088889999', '一'), person('庚七', '01088889999', '二'))
    const names = await store.names(['01088886666', '01088889999'])
    expect(names.map(({ name }) => [name.name, name.company])).toEqual([
      ['甲一 / 乙二 / 丙三 / …', '公司'],
      ['己六 / 庚七', '']
    ])
  })
})

describe('imports', () => {
  const list = [person('张三', '13800138000', '甲'), person('李四', '13900139000')]

  it('change nothing the second time', async () => {
    await fill(...list)
    expect(await store.import(inBatches(list), 9)).toEqual({ added: 0, updated: 0, unchanged: 2, skipped: 0 })
  })

  it('update instead of duplicating', async () => {
    await fill(...list)
    const result = await store.import(
      inBatches([person('张三', '13700137000', '甲'), person('李四', '13900139000', '乙'), contactOf()]),
      9
    )
    expect(result).toEqual({ added: 0, updated: 2, unchanged: 0, skipped: 1 })
    const { rows } = await store.search('', 0, 10)
    expect(
      rows.map(({ name, company, numbers }) => [name, company, numbers.map(({ number }) => number)])
    ).toEqual([
      ['李四', '乙', ['13900139000']],
      ['张三', '甲', ['13800138000', '13700137000']]
    ])
  })

  it('recognise a contact twice in one file', async () => {
    await fill()
    const twice = [person('张三', '13800138000'), person('张三', '8613800138000', '甲')]
    for (const size of [1, 2]) {
      await fill()
      expect(await store.import(inBatches(twice, size), 9)).toEqual({
        ...{ added: 1, updated: 0, unchanged: 0, skipped: 0 }
      })
      expect(await found('')).toEqual(['张三'])
    }
  })

  it('that are cancelled or fail leave the contacts as they were', async () => {
    await fill(...list)
    const cancelling = new AbortController()
    async function* cancelled(): AsyncGenerator<ContactContent[]> {
      yield await Promise.resolve([person('王五', '13000130000')])
      cancelling.abort()
      yield [person('赵六', '13000130001')]
    }
    await expect(store.import(cancelled(), 9, cancelling.signal)).rejects.toThrow()
    const tooMany = Array.from({ length: 51 }, (_, at) => person(`人${at}`, String(13_100_000_000 + at)))
    await expect(store.import(inBatches(tooMany), 9)).rejects.toMatchObject({ code: 'contacts-full' })
    expect(await found('')).toEqual(['李四', '张三'])
    expect(store.count()).toBe(2)
    expect(await store.names(['13000130000', '13100000000'])).toEqual([])
  })

  it('that are stored when the cancel arrives are reported as stored', async () => {
    await fill()
    const afterCommit = {
      get aborted() {
        return store.count() === 2
      },
      addEventListener: () => undefined,
      removeEventListener: () => undefined
    } as unknown as AbortSignal
    expect(await store.import(inBatches(list), 9, afterCommit)).toMatchObject({ added: 2 })
    expect(store.count()).toBe(2)
  })
})

it('the search knows every change, also of changes that waited for each other', async () => {
  await fill(person('张三', '13800138000'))
  // Both began while this index was current; the search in between loads another one.
  await found('')
  const changes = [
    store.save(null, person('李四', '13800138001'), 5),
    store.import(inBatches([person('王五', '13800138002')]), 5),
    found('王'),
    store.save(null, person('赵六', '13800138003'), 5),
    found('赵'),
    store.remove(['unknown'])
  ]
  await Promise.all(changes)
  expect(await found('')).toEqual(['李四', '王五', '张三', '赵六'])
  const { rows } = await store.search('', 0, 9)
  await Promise.all([
    store.remove(rows.slice(0, 1).map(({ id }) => id)),
    store.import(inBatches([person('钱七', '13800138004')]), 6),
    store.remove(rows.slice(1, 2).map(({ id }) => id)),
    found('')
  ])
  expect(await found('')).toEqual(['钱七', '张三', '赵六'])
})

describe('the file', () => {
  it('keeps committed contacts after a kill, and refuses a second opening', async () => {
    await fill(person('张三', '13800138000'))
    await expect(ContactStore.open({ file: join(folder, 'contacts.duckdb'), nowMs: 1 })).rejects.toThrow(
      /lock/i
    )
    const copy = copyDatabase(join(folder, 'contacts.duckdb'), join(folder, 'killed'))
    const after = await ContactStore.open({ file: copy, nowMs: 2 })
    expect([after.count(), after.loss()]).toEqual([1, null])
    await after.close()
  })

  it('that is damaged is set aside, with a loss until it is acknowledged', async () => {
    const copy = copyDatabase(join(folder, 'contacts.duckdb'), join(folder, 'damaged'))
    flipBit(copy, 8 * 9)
    const after = await ContactStore.open({ file: copy, nowMs: 2 })
    expect(after.loss()).toMatchObject({ atMs: 2 })
    after.acknowledgeLoss()
    await after.close()
    const again = await ContactStore.open({ file: copy, nowMs: 3 })
    expect(again.loss()).toBeNull()
    await again.close()
  })
})
