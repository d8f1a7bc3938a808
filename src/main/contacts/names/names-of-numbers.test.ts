import { expect, it } from 'vitest'
import type { ContactName } from '../../../shared/contacts/schema'
import { contactLimits } from '../../../shared/contacts/contacts'
import type { NameSource } from './names'
import { createNamesOf } from './names-of-numbers'

const named = (name: string, company = ''): ContactName => ({
  contactId: '1',
  ...{ name, company, label: '', link: null }
})

function createSource(known: Record<string, ContactName>) {
  const asked: string[][] = []
  const source: NameSource = (numbers) => {
    asked.push([...numbers])
    return Promise.resolve(
      new Map(numbers.flatMap((number) => (number in known ? [[number, known[number] as ContactName]] : [])))
    )
  }
  return { asked, source }
}

it('names each number as it is written, by name and company; later sources only what is still unknown', async () => {
  const contacts = createSource({ '13800138000': named('张伟', '天成贸易') })
  const lookUp = createSource({ '13800138000': named('other'), '008613900139000': named('李娜') })
  const namesOf = createNamesOf([contacts.source, lookUp.source])
  const names = await namesOf(['138 0013 8000', '13800138000', '+86 139-0013-9000', '95588'])
  expect([...names]).toEqual([
    ['138 0013 8000', '张伟 · 天成贸易'],
    ['13800138000', '张伟 · 天成贸易'],
    ['+86 139-0013-9000', '李娜']
  ])
  expect(contacts.asked).toEqual([['13800138000', '008613900139000', '95588']])
  expect(lookUp.asked).toEqual([['008613900139000', '95588']])
})

it('asks for nothing that isn’t a number, such as a number that the service masks', async () => {
  const { asked, source } = createSource({ '1388000': named('not him') })
  const names = await createNamesOf([source])(['138****8000', '138x8000', '12', '1'.repeat(41), '', '+'])
  expect([names.size, asked]).toEqual([0, []])
})

it('asks in batches, and rejects if a source does', async () => {
  const { asked, source } = createSource({})
  const numbers = Array.from({ length: 2 * contactLimits.maxNames + 1 }, (_, at) =>
    String(13_000_000_000 + at)
  )
  await createNamesOf([source])(numbers)
  expect(asked.map(({ length }) => length)).toEqual([contactLimits.maxNames, contactLimits.maxNames, 1])
  await expect(createNamesOf([() => Promise.reject(new Error('broken'))])(['95588'])).rejects.toThrow(
    'broken'
  )
})

it('makes names safe for one line, and leaves out a name without content', async () => {
  const { source } = createSource({
    '95588': named('a\u202e\n', '\u2067bank'),
    '95599': named('\u0000', ' ')
  })
  expect([...(await createNamesOf([source])(['95588', '95599']))]).toEqual([['95588', 'a · bank']])
})
