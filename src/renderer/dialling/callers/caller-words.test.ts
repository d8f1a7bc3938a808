import { expect, it } from 'vitest'
import type { CallerNumbers } from '../../../shared/dialling/schema'
import { callersEn, type CallersMessages } from '../../../shared/messages/en/callers'
import { callersZhCn } from '../../../shared/messages/zh-cn/callers'
import { callerIndexOf, callerKey, callerKeys, callerName } from './caller-words'

const callers: CallerNumbers = {
  numbers: [
    { number: '02583456789', label: 'Sales' },
    { number: '13700137000', label: '' }
  ],
  defaultNumber: null,
  regionChoices: []
}

it('a caller number is named by its digits and its label, in both languages', () => {
  const names = (t: CallersMessages) =>
    ['02583456789', '13700137000', null].map((one) => callerName(callers, one, t))
  expect(names(callersEn)).toEqual(['025 8345 6789 (Sales)', '137 0013 7000', 'the desk phone’s own number'])
  expect(names(callersZhCn)).toEqual(['025 8345 6789（Sales）', '137 0013 7000', '话机绑定的号码'])
})

it('Alt and a digit of the main block choose; every other combination keeps its meaning', () => {
  const press = { code: 'Digit2', altKey: true, ctrlKey: false, metaKey: false, shiftKey: false }
  expect(callerIndexOf(press)).toBe(1)
  for (const other of [
    { ...press, altKey: false },
    { ...press, ctrlKey: true },
    { ...press, metaKey: true },
    { ...press, shiftKey: true },
    { ...press, code: 'Digit0' },
    { ...press, code: 'Numpad2' },
    { ...press, code: 'ArrowUp' }
  ])
    expect(callerIndexOf(other)).toBeNull()
})

it('the keys are those of the options, nine at most', () => {
  expect(callerKeys(callers, false)).toBe('Alt+1–3')
  expect([callerKey(0, true), callerKey(8, false), callerKey(9, false)]).toEqual(['⌥1', 'Alt+9', ''])
})
