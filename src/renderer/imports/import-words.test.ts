import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/platform/schema'
import type { ImportStatus } from '../../shared/imports/state-schema'
import { entriesEn } from '../../shared/messages/entries.en'
import { importsEn } from '../../shared/messages/imports.en'
import { importOf } from './testing/import'
import {
  campaignName,
  endingSentences,
  leftText,
  lossText,
  nameOf,
  speedText,
  statusWords
} from './import-words'

const t = importsEn
const say = (status: ImportStatus, leftMs = 1_000) =>
  statusWords(status, leftMs, t.status, { timeOf: () => '14:03:20', errorText: ({ code }) => `<${code}>` })
const waiting = (error: AppError): ImportStatus => ({ kind: 'waiting', untilMs: 1_000, error })
const stopped = (error: AppError): ImportStatus => ({ kind: 'stopped', error })

describe('names', () => {
  it('pasted numbers have a name though they have no file', () => {
    expect(nameOf({ name: '' }, entriesEn)).toBe('Pasted numbers')
  })

  it('nothing in a file’s name turns what follows it', () => {
    expect(nameOf({ name: 'list\u202evsc.exe' }, entriesEn)).toBe('listvsc.exe')
  })

  it('a campaign goes by the person’s own word, else by its id', () => {
    const campaigns = [
      { id: '1', label: 'Spring', lastUsedAtMs: 0, sent: 0 },
      { id: '2', label: '', lastUsedAtMs: 0, sent: 0 }
    ]
    expect(['1', '2', '3'].map((id) => campaignName(id, campaigns))).toEqual(['Spring', '2', '3'])
  })
})

describe('pace', () => {
  it.each([
    [59_999, 'less than a minute left'],
    [60_000, 'about 1 minute left'],
    [61_000, 'about 2 minutes left'],
    [3_540_001, 'about 1 h left'],
    [4_800_000, 'about 1 h 20 min left'],
    [7_100_000, 'about 2 h left']
  ])('%d ms left', (leftMs, text) => {
    expect(leftText(leftMs, t.progress.left)).toBe(text)
  })

  it('a slow one is told with one digit more', () => {
    expect([speedText(1_240.6, 'en'), speedText(0.84, 'en')]).toEqual(['1,241', '0.8'])
  })
})

describe('statuses', () => {
  it('what goes its way needs no words', () => {
    const silent = ['running', 'pausing', 'paused', 'ended', 'cancelled'] as const
    expect(silent.map((kind) => say({ kind }))).toEqual(silent.map(() => null))
  })

  it('a pause that the service asks for is told with its end', () => {
    expect(say(waiting({ code: 'rate-limited', status: 429 }))?.text).toBe(
      'The service asks for a pause. The import goes on at 14:03:20.'
    )
  })

  it('without a connection it is said that nothing was sent', () => {
    expect(say(waiting({ code: 'unreachable' }))?.text).toContain('nothing was sent')
  })

  it('a fault of the service is told as one, though its answer is not known', () => {
    expect(say(waiting({ code: 'import-unknown', status: 502 }))?.text).toContain('a fault of its own')
  })

  it('a lost answer is not told as “nothing was sent”', () => {
    expect(say(waiting({ code: 'import-unknown' }))?.text).toBe('<import-unknown> It goes on at 14:03:20.')
  })

  it('when the time is over it goes on now', () => {
    expect(say(waiting({ code: 'rate-limited' }), 0)?.text).toBe('It goes on now.')
  })

  it.each([
    'token-refused',
    'not-found',
    'disk-full',
    'imports-failed',
    'certificate-refused',
    'internal'
  ] as const)('stopped by %s says what to do', (code) => {
    const words = say(stopped({ code }))
    expect(words?.tone).toBe('bad')
    expect(words?.hint).not.toBe('')
  })

  it('the service’s own words are told beside ours, and only once', () => {
    expect(say(stopped({ code: 'not-found', message: 'No such campaign' }))?.said).toBe('No such campaign')
    const other = statusWords(stopped({ code: 'service-refused', message: 'No' }), 0, t.status, {
      timeOf: () => '',
      errorText: ({ message }) => message ?? ''
    })
    expect([other?.text, other?.said]).toEqual(['No', ''])
  })
})

describe('lost answers', () => {
  const loss = (error: AppError | null, tookMs: number) =>
    lossText({ error, sentAtMs: 1_000, settledAtMs: 1_000 + tookMs }, t.unknown, 'en')

  it('a request without an end is of a Deskline that ended', () => {
    expect(loss(null, 0)).toBe('Deskline ended before the answer came.')
  })

  it('a fault of the service is told with its status', () => {
    expect(loss({ code: 'import-unknown', status: 502 }, 400)).toContain('(HTTP 502)')
  })

  it('an answer that nobody can read is told as one', () => {
    expect(loss({ code: 'import-unknown', status: 200 }, 400)).toContain('was not one of the service’s')
  })

  it('a connection that was cut is told apart from an answer that never came', () => {
    expect(loss({ code: 'import-unknown' }, 1_230)).toBe(
      'The connection ended after 1.2 s, before the answer was whole.'
    )
    expect(loss({ code: 'import-unknown' }, 15_002)).toBe('No answer came within 15 s.')
  })
})

describe('endings', () => {
  it('tells what was refused and what is not known, where there is any', () => {
    const one = importOf({ status: { kind: 'ended' }, sent: 7, refused: 1, unknown: 2 })
    expect(endingSentences(one, t.said, entriesEn).join(' ')).toBe(
      'Import of customers.csv finished: 7 sent. 1 refused. 2 not known.'
    )
  })

  it('tells how many had been sent when it was cancelled', () => {
    const one = importOf({ status: { kind: 'cancelled' }, sent: 7 })
    expect(endingSentences(one, t.said, entriesEn)).toEqual([
      'Import of customers.csv cancelled after 7 numbers.'
    ])
  })
})
