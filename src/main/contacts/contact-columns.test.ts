import { expect, it } from 'vitest'
import { guessColumns } from './contact-columns'
import { contactOfRow } from './contact-row'

const kindsOf = (titles: string[], numbers: number[] = []): string[] =>
  guessColumns(titles, [], numbers).map(({ kind }) => kind)

it.each([
  [
    ['姓名', '公司', '手机', '备注'],
    ['name', 'company', 'number', 'note']
  ],
  [
    ['序号', '客户名称', '联系人', '联系电话', '座机', '地址'],
    ['ignored', 'company', 'name', 'number', 'number', 'field']
  ],
  [
    ['客户', '电话', '公司电话', '公司名称'],
    ['name', 'number', 'number', 'company']
  ],
  [
    ['单位', '姓名', '部门', '职务', '办公电话', '传真', '说明'],
    ['company', 'name', 'field', 'field', 'number', 'field', 'note']
  ],
  [
    ['姓', '名', '手机号码'],
    ['name', 'name', 'number']
  ],
  [
    ['Name', 'Company', 'Mobile', 'Phone', 'Notes'],
    ['name', 'company', 'number', 'number', 'note']
  ],
  [
    ['First Name', 'Last Name', 'Organization', 'Mobile Phone', 'E-mail'],
    ['name', 'name', 'company', 'number', 'field']
  ],
  [
    ['Full name', 'First name', 'Last name', 'Business Phone'],
    ['name', 'field', 'field', 'number']
  ],
  [
    ['Customer Name', 'customerPhone', 'remark'],
    ['name', 'number', 'note']
  ],
  [
    ['Customer', 'Contact', 'Tel'],
    ['name', 'field', 'number']
  ],
  [
    ['姓名', '', '电话'],
    ['name', 'ignored', 'number']
  ]
])('%j are %j', (titles, kinds) => {
  expect(kindsOf(titles)).toEqual(kinds)
})

it('takes a column of numbers whatever its title, and names it', () => {
  expect(guessColumns(['谁', '怎么找'], [], [1])).toEqual([
    { kind: 'name', label: '谁' },
    { kind: 'number', label: '怎么找' }
  ])
})

it('gives a number the label of its title, unless that says nothing', () => {
  expect(guessColumns(['姓名', '手机', '联系电话'], [], [])[1]).toEqual({ kind: 'number', label: '手机' })
  expect(guessColumns(['姓名', '手机', '联系电话'], [], [])[2]).toEqual({ kind: 'number', label: '' })
})

it('guesses by cells without titles', () => {
  const rows = [
    ['张三', '13800138000', '深圳科技有限公司', '1'],
    ['李四', '13900139000', '北京银行', '2']
  ]
  expect(guessColumns(null, rows, [1]).map(({ kind }) => kind)).toEqual([
    'name',
    'number',
    'company',
    'ignored'
  ])
})

it('ignores columns beyond the limit', () => {
  expect(
    guessColumns(
      Array.from({ length: 10_000 }, (_, at) => `f${at}`),
      [],
      []
    )
  ).toHaveLength(100)
})

it.each([
  [['三', '张'], '张三', ['名', '姓']],
  [['Lee', 'Ann'], 'Ann Lee', ['Last name', 'First name']],
  [['Ann', 'Lee'], 'Ann Lee', ['First name', 'Last name']]
])('joins the parts of a name: %j', (cells, name, titles) => {
  const contact = contactOfRow(cells, guessColumns(titles, [], []))
  expect(contact.name).toBe(name)
})

it('finds all numbers of a cell, and keeps other columns as fields', () => {
  const columns = guessColumns(['姓名', '手机', '城市'], [], [])
  expect(contactOfRow(['张三', '138-0013-8000 / 0755-23456789', "'=cmd"], columns)).toEqual({
    name: '张三',
    company: '',
    numbers: [
      { label: '手机', number: '13800138000' },
      { label: '手机', number: '075523456789' }
    ],
    fields: [{ name: '城市', value: '=cmd' }],
    note: ''
  })
})
