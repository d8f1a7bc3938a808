import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/platform/schema'
import type { ImportStatus } from '../../shared/imports/state-schema'
import { entriesEn } from '../../shared/messages/en/entries'
import { importsEn } from '../../shared/messages/en/imports'
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

  it('a file name can’t reverse the direction of the text after it', () => {
    expect(nameOf({ name: 'list\u202evsc.exe' }, entriesEn)).toBe('listvsc.exe')
  })

  it('a campaign is named by the user’s label, otherwise by its id', () => {
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

  it('a slow pace is shown with one decimal', () => {
    expect([speedText(1_240.6, 'en'), speedText(0.84, 'en')]).toEqual(['1,241', '0.8'])
  })
})

describe('statuses', () => {
  it('a status that needs no explanation has no text', () => {
    const silent = ['running', 'pausing', 'paused', 'ended', 'cancelled'] as const
    expect(silent.map((kind) => say({ kind }))).toEqual(silent.map(() => null))
  })

  it('a pause requested by the service is shown with its end', () => {
    expect(say(waiting({ code: 'rate-limited', status: 429 }))?.text).toBe(
      'The service asks for a pause. The import continues at 14:03:20.'
    )
  })

  it('without a connection the text says that nothing was sent', () => {
    expect(say(waiting({ code: 'unreachable' }))?.text).toContain('nothing was sent')
  })

  it('a fault of the service is reported as such, although its reply is unknown', () => {
    expect(say(waiting({ code: 'import-unknown', status: 502 }))?.text).toContain('has a problem')
  })

  it('a lost reply isn’t reported as “nothing was sent”', () => {
    expect(say(waiting({ code: 'import-unknown' }))?.text).toBe(
      '<import-unknown> The import continues at 14:03:20.'
    )
  })

  it('once the wait is over, the text says that the import continues now', () => {
    expect(say(waiting({ code: 'rate-limited' }), 0)?.text).toBe('Continuing now.')
  })

  it.each([
    'token-refused',
    'not-found',
    'disk-full',
    'imports-failed',
    'certificate-refused',
    'internal'
  ] as const)('an import stopped by %s says what to do', (code) => {
    const words = say(stopped({ code }))
    expect(words?.tone).toBe('bad')
    expect(words?.hint).not.toBe('')
  })

  it('the service’s own message is shown next to ours, but only once', () => {
    expect(say(stopped({ code: 'not-found', message: 'No such campaign' }))?.said).toBe('No such campaign')
    const other = statusWords(stopped({ code: 'service-refused', message: 'No' }), 0, t.status, {
      timeOf: () => '',
      errorText: ({ message }) => message ?? ''
    })
    expect([other?.text, other?.said]).toEqual(['No', ''])
  })
})

describe('lost replies', () => {
  const loss = (error: AppError | null, tookMs: number) =>
    lossText({ error, sentAtMs: 1_000, settledAtMs: 1_000 + tookMs }, t.unknown, 'en')

  it('a request without a result is attributed to Deskline having ended', () => {
    expect(loss(null, 0)).toBe('Deskline ended before a reply was received.')
  })

  it('a fault of the service is shown with its status', () => {
    expect(loss({ code: 'import-unknown', status: 502 }, 400)).toContain('(HTTP 502)')
  })

  it('an unreadable reply is reported as such', () => {
    expect(loss({ code: 'import-unknown', status: 200 }, 400)).toContain('didn’t come from the service')
  })

  it('a cut connection is distinguished from a reply that never came', () => {
    expect(loss({ code: 'import-unknown' }, 1_230)).toBe(
      'The connection ended after 1.2 s, before the reply was complete.'
    )
    expect(loss({ code: 'import-unknown' }, 15_002)).toBe('No reply was received within 15 s.')
  })
})

describe('end messages', () => {
  it('mention refused and unknown numbers only if there are any', () => {
    const one = importOf({ status: { kind: 'ended' }, sent: 7, refused: 1, unknown: 2 })
    expect(endingSentences(one, t.said, entriesEn).join(' ')).toBe(
      'Import of customers.csv finished: 7 sent. 1 refused. 2 unknown.'
    )
  })

  it('say how many numbers had been sent before cancelling', () => {
    const one = importOf({ status: { kind: 'cancelled' }, sent: 7 })
    expect(endingSentences(one, t.said, entriesEn)).toEqual([
      'Import of customers.csv cancelled after 7 numbers.'
    ])
  })
})
