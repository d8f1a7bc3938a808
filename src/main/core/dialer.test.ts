import { beforeEach, describe, expect, test } from 'vitest'
import { failed, succeeded, type Result } from '../../shared/result'
import type { Account } from '../../shared/session'
import { createCallBook, type CallBook } from './call-book'
import { createDialer, type Dialer } from './dialer'
import { createManualClock } from './manual-clock'
import type { StartCallRequest } from './ports'

const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: 699861013,
  callerNumber: null,
  salesmanCode: '007',
  isDemo: false
}

let book: CallBook
let sent: StartCallRequest[]
let reply: Promise<Result<{ callId: string }>>
let dialer: Dialer

beforeEach(() => {
  let keys = 0
  book = createCallBook({ newKey: () => `key-${(keys += 1)}`, hasLine: () => true })
  sent = []
  reply = Promise.resolve(succeeded({ callId: 'id-1' }))
  dialer = createDialer({
    account,
    book,
    clock: createManualClock(),
    service: {
      startCall(request) {
        sent.push(request)
        return reply
      }
    }
  })
})

const dial = (number: string, isConfirmed = false) => dialer.dial({ number, isConfirmed })

describe('dialling', () => {
  test('sends the national digits with who calls, and gives the key of the call', async () => {
    expect(await dial('+86 138-0013-8000')).toEqual(succeeded({ key: 'key-1' }))
    expect(sent).toEqual([
      { calleeNumber: '13800138000', callerNumber: null, agentId: 699861013, salesmanCode: '007' }
    ])
    expect(book.find('key-1')).toMatchObject({ callId: 'id-1', step: 'starting' })
  })

  test.each([
    ['', 'number-missing'],
    ['  ', 'number-missing'],
    ['hello', 'number-invalid'],
    ['13800138000 13900139000', 'number-several'],
    ['400 123 4567', 'number-doubtful']
  ])('%j → %s, and nothing is sent', async (number, code) => {
    expect(await dial(number)).toMatchObject({ ok: false, error: { code, field: 'calleeNumber' } })
    expect(sent).toEqual([])
  })

  test('a doubtful number is dialled once the person confirmed it', async () => {
    await dial('400 123 4567', true)
    expect(sent).toMatchObject([{ calleeNumber: '4001234567' }])
  })

  test('while one call is being started a second one cannot be', async () => {
    let answer: (result: Result<{ callId: string }>) => void = () => undefined
    reply = new Promise((resolve) => (answer = resolve))
    const first = dial('13800138000')
    expect(await dial('13900139000')).toEqual(failed({ code: 'call-being-started' }))
    answer(succeeded({ callId: 'id-1' }))
    await first
    expect(sent).toHaveLength(1)
  })

  test('a refusal is told in the service’s words and ends the call', async () => {
    const error = {
      code: 'service-refused',
      message: '“被叫号码”不是合法的手机号或固定电话。',
      field: 'calleeNumber'
    } as const
    reply = Promise.resolve(failed(error))
    expect(await dial('13800138000')).toEqual(failed(error))
    expect(book.all()[0]).toMatchObject({ step: 'ended', outcome: 'refused', error })
  })

  test('a lost reply is not known, is not sent again, and is not ended', async () => {
    reply = Promise.resolve(failed({ code: 'call-unknown' }))
    await dial('13800138000')
    expect(book.all()[0]).toMatchObject({ step: 'unknown', outcome: null })
    expect(sent).toHaveLength(1)
  })
})
