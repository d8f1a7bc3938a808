import { beforeEach, describe, expect, test } from 'vitest'
import {
  alertBurst,
  alertEveryMs,
  createAlertRate,
  createPageRate,
  pageBurst,
  pageEveryMs
} from './alert-rate'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'

let clock: ManualClock
let shown: (number | { more: number })[]
let withheld: number
beforeEach(() => {
  clock = createManualClock()
  shown = []
  withheld = 0
})

const alerts = () =>
  createAlertRate<number>({
    clock,
    show: (alert) => shown.push(alert),
    showMore: (count) => shown.push({ more: count }),
    onWithheld: () => (withheld += 1)
  })
const range = (length: number): number[] => Array.from({ length }, (_, index) => index)

describe('alerts', () => {
  test('are shown immediately at a normal rate', async () => {
    const rate = alerts()
    for (const alert of range(50)) {
      rate.offer(alert)
      await clock.advance(alertEveryMs)
    }
    expect(shown).toEqual(range(50))
    expect(withheld).toBe(0)
  })

  test('in a burst of 1,000 are reduced to the first few and one summary that counts the rest', async () => {
    const rate = alerts()
    for (const alert of range(1_000)) rate.offer(alert)
    expect(shown).toEqual(range(alertBurst))
    expect(withheld).toBe(1_000 - alertBurst)
    await clock.advance(alertEveryMs)
    expect(shown.slice(alertBurst)).toEqual([{ more: 1_000 - alertBurst }])
    await clock.advance(60_000)
    expect(shown).toHaveLength(alertBurst + 1)
    expect(clock.waiting()).toBe(0)
  })

  test('in an endless stream stay within the rate, and each one is shown or counted', async () => {
    const rate = alerts()
    for (const alert of range(6_000)) {
      rate.offer(alert)
      await clock.advance(10)
    }
    await clock.advance(alertEveryMs)
    expect(shown.length).toBeLessThanOrEqual(alertBurst + 65_000 / alertEveryMs + 1)
    const counted = shown.map((one) => (typeof one === 'number' ? 1 : one.more))
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(6_000)
  })

  test('waiting to be merged are dropped on close', async () => {
    const rate = alerts()
    for (const alert of range(20)) rate.offer(alert)
    rate.close()
    await clock.advance(60_000)
    expect(shown).toHaveLength(alertBurst)
  })

  test('are neither delayed nor released by wall-clock jumps', async () => {
    const rate = alerts()
    for (const alert of range(alertBurst + 1)) rate.offer(alert)
    clock.jumpWall(86_400_000)
    expect(shown).toHaveLength(alertBurst)
    clock.jumpWall(-2 * 86_400_000)
    await clock.advance(alertEveryMs)
    expect(shown).toHaveLength(alertBurst + 1)
  })
})

test('of 1,000 pages at once only a burst is opened and the rest counted; later pages open again', async () => {
  const opened: string[] = []
  const open = createPageRate({
    clock,
    open: (address) => opened.push(address),
    onWithheld: () => (withheld += 1)
  })
  for (const index of range(1_000)) open(`https://crm.example/${index}`)
  expect(opened).toHaveLength(pageBurst)
  expect(withheld).toBe(1_000 - pageBurst)
  await clock.advance(pageEveryMs)
  open('https://crm.example/next')
  open('https://crm.example/too-soon')
  expect(opened.slice(pageBurst)).toEqual(['https://crm.example/next'])
})
