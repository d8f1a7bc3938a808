import { beforeEach, expect, test } from 'vitest'
import { createConsent, type Consent, type ConsentPurpose, type Consents } from './consent'

let kept: Consents
let asked: { purpose: ConsentPurpose; origins: readonly string[]; answer: (isYes: boolean) => void }[]
let consent: Consent

beforeEach(() => {
  kept = { server: [], page: [], lookUp: [] }
  asked = []
  consent = createConsent({
    kept: { read: () => kept, write: (consents) => (kept = consents) },
    ask: (purpose, origins) => new Promise((resolve) => asked.push({ purpose, origins, answer: resolve }))
  })
})

const answerNext = (isYes: boolean): void => asked.at(-1)?.answer(isYes)

test('an origin is asked for once, and its confirmation is stored', async () => {
  const first = consent.confirm('server', ['http://pbx.example:9037', 'http://pbx.example:9003'])
  expect(asked).toMatchObject([
    { purpose: 'server', origins: ['http://pbx.example:9037', 'http://pbx.example:9003'] }
  ])
  answerNext(true)
  expect(await first).toBe(true)
  expect(await consent.confirm('server', ['http://pbx.example:9003'])).toBe(true)
  expect(asked).toHaveLength(1)
  expect(kept.server).toEqual(['http://pbx.example:9037', 'http://pbx.example:9003'])
})

test('a declined origin isn’t stored and is asked for again', async () => {
  const first = consent.confirm('page', ['https://crm.example'])
  answerNext(false)
  expect(await first).toBe(false)
  expect(consent.isConfirmed('page', 'https://crm.example')).toBe(false)
  void consent.confirm('page', ['https://crm.example'])
  expect(asked).toHaveLength(2)
})

test('a different scheme, port, host or purpose is a different origin', () => {
  consent.adopt('page', ['https://crm.example'])
  expect(consent.isConfirmed('page', 'https://crm.example')).toBe(true)
  for (const other of [
    'http://crm.example',
    'https://crm.example:8443',
    'https://crm.example.evil.example',
    'https://x.crm.example'
  ]) {
    expect(consent.isConfirmed('page', other)).toBe(false)
  }
  expect(consent.isConfirmed('server', 'https://crm.example')).toBe(false)
})

test('the dialog names only origins that aren’t confirmed yet', () => {
  consent.adopt('server', ['https://pbx.example'])
  void consent.confirm('server', ['https://pbx.example', 'https://faye.example'])
  expect(asked[0]?.origins).toEqual(['https://faye.example'])
})

test('one dialog at a time: a second request is declined without a dialog', async () => {
  const first = consent.confirm('server', ['https://one.example'])
  expect(await consent.confirm('server', ['https://two.example'])).toBe(false)
  expect(await consent.confirm('page', ['https://three.example'])).toBe(false)
  expect(asked).toHaveLength(1)
  answerNext(true)
  expect(await first).toBe(true)
})

test('a dialog that fails counts as declined, and the next request can be asked', async () => {
  const failing = createConsent({
    kept: { read: () => kept, write: (consents) => (kept = consents) },
    ask: () => Promise.reject(new Error('no display'))
  })
  expect(await failing.confirm('page', ['https://crm.example'])).toBe(false)
  expect(await failing.confirm('page', ['https://crm.example'])).toBe(false)
  expect(kept.page).toEqual([])
})

test('only the latest 200 origins are kept', () => {
  for (let n = 0; n < 250; n += 1) consent.adopt('page', [`https://crm-${n}.example`])
  expect(kept.page).toHaveLength(200)
  expect(consent.isConfirmed('page', 'https://crm-249.example')).toBe(true)
  expect(consent.isConfirmed('page', 'https://crm-49.example')).toBe(false)
})
