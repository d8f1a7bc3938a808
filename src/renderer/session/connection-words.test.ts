import { describe, expect, it } from 'vitest'
import { addressKinds, connectionEventKinds, connectionReasons } from '../../shared/session/connection'
import type { ConnectionEvent } from '../../shared/session/schema'
import { windowEn } from '../../shared/messages/en/window'
import { windowZhCn } from '../../shared/messages/zh-cn/window'
import { connectionSummary, eventWords, groupEventsByDay, lineWords, nextTryWords } from './connection-words'

const nowMs = new Date(2026, 10, 5, 14, 2, 30).getTime()
const event = (part: Partial<ConnectionEvent>): ConnectionEvent => ({
  atMs: nowMs,
  kind: 'live',
  reason: null,
  words: null,
  address: null,
  ...part
})

describe('the connection history', () => {
  it('shows what happened and why', () => {
    const t = windowEn.connection
    expect(eventWords(event({ kind: 'lost', reason: 'broken' }), t)).toBe('Lost: the connection broke')
    expect(eventWords(event({ kind: 'woken', reason: 'resume' }), t)).toBe(
      'Reconnecting: the computer woke up'
    )
    expect(eventWords(event({ kind: 'live', address: 'name' }), t)).toBe('Connected · Domain name')
    expect(eventWords(event({ kind: 'lost', reason: 'network' }), windowZhCn.connection)).toBe(
      '断线：网络发生变化'
    )
  })

  it('names the new address after a failover', () => {
    const moved = event({ kind: 'moved', reason: 'unreachable', address: 'telecom' })
    expect(eventWords(moved, windowEn.connection)).toBe(
      'Switched to China Telecom’s address: the service could not be reached'
    )
    expect(eventWords(event({ kind: 'moved' }), windowEn.connection)).toBe('Switched to another address')
  })

  it('has texts for each event, reason and address', () => {
    for (const kind of connectionEventKinds)
      for (const reason of connectionReasons)
        for (const address of addressKinds)
          for (const { connection } of [windowEn, windowZhCn])
            expect(eventWords(event({ kind, reason, address }), connection)).not.toContain('undefined')
  })

  it('is grouped by day, in order', () => {
    const dayBefore = nowMs - 24 * 3_600_000
    const days = groupEventsByDay([
      event({ kind: 'live' }),
      event({ kind: 'lost', atMs: nowMs - 1_000 }),
      event({ kind: 'connecting', atMs: dayBefore })
    ])
    expect(days.map(({ events }) => events.map(({ kind }) => kind))).toEqual([
      ['live', 'lost'],
      ['connecting']
    ])
  })
})

describe('the line', () => {
  it('shows since when it is lost, with the day unless that is today', () => {
    const lost = (sinceMs: number) => ({ kind: 'lost', sinceMs, nextTryAtMs: 0 }) as const
    expect(lineWords(lost(nowMs - 60_000), nowMs, 'en', windowEn)).toBe('Lost since 14:01')
    expect(lineWords(lost(nowMs - 24 * 3_600_000), nowMs, 'en', windowEn)).toBe('Lost since yesterday 14:02')
    expect(lineWords({ kind: 'refused', message: 'no' }, nowMs, 'en', windowEn)).toBe('Refused')
  })

  it('counts down in whole seconds and shows an attempt at zero', () => {
    expect(nextTryWords(11_200, windowEn.line)).toBe('Next try in 12 s.')
    expect(nextTryWords(1, windowEn.line)).toBe('Next try in 1 s.')
    expect(nextTryWords(0, windowEn.line)).toBe('Trying now…')
    expect(nextTryWords(-5_000, windowEn.line)).toBe('Trying now…')
  })
})

describe('the connection summary', () => {
  const info = { transport: null, proxy: null, clockOffsetMs: 0, history: [] }
  const address = { kind: 'name', host: 'cc.uccc.cc', isEncrypted: false } as const

  it('says that plain http is not encrypted', () => {
    const t = windowEn.connection
    expect(connectionSummary('Connected', { ...info, address }, false, t)).toBe(
      'Connected · cc.uccc.cc · not encrypted'
    )
    const secure = { ...address, isEncrypted: true }
    expect(connectionSummary('Connected', { ...info, address: secure }, false, t)).toBe(
      'Connected · cc.uccc.cc · encrypted'
    )
  })

  it('of the demo line says that nothing leaves the computer', () => {
    expect(connectionSummary('Connected', { ...info, address }, true, windowEn.connection)).toBe(
      'Connected · On this computer only'
    )
  })

  it('says that the user is signed out', () => {
    expect(connectionSummary('Off', { ...info, address: null }, false, windowEn.connection)).toBe(
      'Signed out'
    )
  })
})
