import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MonitorMessage } from '../platform/ports'
import { defaultSettings } from '../../shared/app/settings'
import type { Settings } from '../../shared/app/schema'
import { createCallList } from './call-list'
import { callEventOf, createOncePerCall } from './call-event'
import { pageAddress, pageFor, samplePageValues, type PageValues } from './event-pages'

const nothing: PageValues = { callee: '', caller: '', call: '', agent: '', salesman: '' }
const withCallee = (template: string, callee: string) => pageAddress(template, { ...nothing, callee })

describe('the address of a page', () => {
  test('contains each value, and an empty string for unknown values', () => {
    const template =
      'https://crm.example/{agent}/?phone={callee}&from={caller}&call={call}&again={callId}&s={salesman}'
    expect(pageAddress(template, samplePageValues)).toEqual({
      ok: true,
      value:
        'https://crm.example/1001/?phone=13800138000&from=02512345678&call=sample-call&again=sample-call&s=001'
    })
    expect(pageAddress(template, nothing)).toEqual({
      ok: true,
      value: 'https://crm.example//?phone=&from=&call=&again=&s='
    })
  })

  test.each([
    ['', 'empty'],
    ['crm.example/?phone={callee}', 'no scheme'],
    ['javascript:alert({callee})', 'not http'],
    ['file:///etc/{callee}', 'not http'],
    ['tel:{callee}', 'not http'],
    ['{callee}://crm.example/', 'a scheme from a value'],
    ['https:crm.example/{callee}', 'repaired by a parser only'],
    ['https:///crm.example/{callee}', 'repaired by a parser only'],
    ['https:\\\\crm.example\\{callee}', 'repaired by a parser only'],
    ['https://crm.example\\@evil.example/{callee}', 'a backslash'],
    ['https://crm.example/a\tb/{callee}', 'a tab, which a parser leaves out'],
    ['https://{callee}.example/', 'a host from a value'],
    ['https://crm.example{callee}/', 'a host from a value'],
    ['https://crm.example:{callee}/', 'a port from a value'],
    ['https://{callee}@crm.example/', 'a user from a value'],
    ['https://user:secret@crm.example/{callee}', 'a password'],
    ['https://user@crm.example/{callee}', 'a user'],
    ['https://crm.example/?phone={phone}', 'an unknown name'],
    ['https://crm.example/?phone={constructor}', 'a name of every object'],
    ['https://crm.example/?phone={Callee}', 'another spelling'],
    ['https://crm.example/?phone={}', 'no name'],
    ['https://crm.example/?phone={callee', 'an open brace'],
    ['https://crm.example/?phone=callee}', 'a brace alone'],
    ['https://crm.example/?phone={{callee}}', 'braces in braces'],
    ['https://exa mple/', 'a space'],
    ['https://[nonsense/{callee}', 'no host'],
    [`https://crm.example/?${'x'.repeat(2_000)}`, 'too long']
  ])('%s is an invalid template: %s', (template) => {
    expect(withCallee(template, '13800138000')).toEqual({
      ok: false,
      error: { code: 'template-invalid', field: 'template' }
    })
  })

  test.each([
    ['@evil.example', '%40evil.example'],
    ['/../../admin', '%2F..%2F..%2Fadmin'],
    ['1&role=admin#x', '1%26role%3Dadmin%23x'],
    ['1?x', '1%3Fx'],
    ['\\\\evil.example', '%5C%5Cevil.example'],
    ['%2e%2e', '%252e%252e'],
    ['{caller}', '%7Bcaller%7D'],
    ['a\r\nSet-Cookie: x', 'a%0D%0ASet-Cookie%3A%20x'],
    ['\uD800', '%EF%BF%BD'],
    ['"><script>', '%22%3E%3Cscript%3E']
  ])('the callee %j can’t change the address outside its placeholder', (callee, encoded) => {
    expect(withCallee('https://crm.example/call/{callee}/show?a=1', callee)).toEqual({
      ok: true,
      value: `https://crm.example/call/${encoded}/show?a=1`
    })
    expect(withCallee('https://crm.example/?phone={callee}&a=1#top', callee)).toEqual({
      ok: true,
      value: `https://crm.example/?phone=${encoded}&a=1#top`
    })
  })

  test.each([
    ['https://crm.example/a/{callee}/b', '..'],
    ['https://crm.example/a/{callee}', '.'],
    ['https://crm.example/a/.{callee}?x', '.'],
    ['https://crm.example/a/%2e{callee}#x', '.'],
    ['https://crm.example/a/{callee}{caller}', '..']
  ])(
    '%s: a path segment that becomes %j is rejected, since URL parsers resolve dot segments',
    (template, callee) => {
      expect(withCallee(template, callee)).toMatchObject({ ok: false, error: { code: 'input-invalid' } })
    }
  )

  test('scheme, host and number of path segments come from the template, whatever the values are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('.', '/', '\\', '@', ':', '#', '?', '%', '2', 'e', ' ', '\n', 'a'),
        maxLength: 12
      })
    )
    const templates = [
      'https://crm.example/{callee}/x/{caller}?p={callee}#{call}',
      'http://crm.example:8080?p={callee}&q={caller}',
      'https://crm.example#{callee}/{caller}',
      'https://crm.example/a{callee}b/{agent}-{salesman}.html'
    ]
    fc.assert(
      fc.property(fc.constantFrom(...templates), text, text, text, (template, callee, caller, rest) => {
        const address = pageAddress(template, { callee, caller, call: rest, agent: rest, salesman: rest })
        const plain = pageAddress(template, {
          callee: 'a',
          caller: 'a',
          call: 'a',
          agent: 'a',
          salesman: 'a'
        })
        if (!plain.ok) throw new Error(`no template: ${template}`)
        // Dot segments are rejected.
        if (!address.ok) return
        const [got, wanted] = [new URL(address.value), new URL(plain.value)]
        expect([got.origin, got.username, got.password]).toEqual([wanted.origin, '', ''])
        expect(got.pathname.split('/')).toHaveLength(wanted.pathname.split('/').length)
        expect([...got.searchParams.keys()]).toEqual([...wanted.searchParams.keys()])
      }),
      { numRuns: 2_000 }
    )
  })
})

describe('the page of an event', () => {
  const pages: Settings['pages'] = {
    phoneRings: { isOn: true, template: 'https://crm.example/rings?n={callee}&a={agent}&c={call}' },
    calleeAnswered: { isOn: true, template: 'https://crm.example/answered?n={callee}' },
    callEnded: { isOn: true, template: 'https://crm.example/ended?n={callee}' }
  }
  const message: MonitorMessage = {
    agentId: 7,
    callId: 'c',
    callerNumber: null,
    calleeNumber: '13800138000',
    salesmanCode: null,
    state: '',
    startedAtMs: null
  }
  const opened = (states: string[], of: Settings['pages'] = pages): string[] => {
    const callList = createCallList({ newKey: () => 'key', hasLine: () => true })
    const isFirst = createOncePerCall()
    const addresses: string[] = []
    callList.onChange((change) => {
      const address =
        change === null || !isFirst(callEventOf(change), change.after) ? null : pageFor(change, of)
      if (address !== null) addresses.push(address)
    })
    for (const [index, state] of states.entries()) callList.receive({ ...message, state }, index)
    return addresses
  }
  const called = ['started', 'agentReady', 'callAgentSuccess', 'callCallee']

  test('is opened once for each event of a call, even when events are duplicated', () => {
    const states = [...called, 'calleeRingBack', 'calleeAnswered', 'hangup']
    expect(opened(states.flatMap((state) => [state, state]))).toEqual([
      'https://crm.example/rings?n=13800138000&a=7&c=c',
      'https://crm.example/answered?n=13800138000',
      'https://crm.example/ended?n=13800138000'
    ])
  })

  test('is opened once for the end of a call that is answered after an apparent end', () => {
    expect(opened([...called, 'processed', 'calleeAnswered', 'hangup'])).toEqual([
      'https://crm.example/rings?n=13800138000&a=7&c=c',
      'https://crm.example/ended?n=13800138000',
      'https://crm.example/answered?n=13800138000'
    ])
  })

  test('isn’t opened when switched off, which is the default, or when its template is invalid', () => {
    expect(opened([...called, 'hangup'], defaultSettings.pages)).toEqual([])
    const broken = { isOn: true, template: 'javascript:{callee}' }
    expect(opened(called, { ...pages, phoneRings: broken })).toEqual([])
  })

  test('is opened by live events only, and once per call when events were matched to the wrong call first', () => {
    let keys = 0
    const callList = createCallList({ newKey: () => `key-${(keys += 1)}`, hasLine: () => true })
    const isFirst = createOncePerCall()
    const addresses: (string | null)[] = []
    callList.onChange((change) => {
      if (change !== null && isFirst(callEventOf(change), change.after))
        addresses.push(pageFor(change, pages))
    })
    const { key } = callList.request(
      { callee: '13800138000', caller: null, agentId: 7, salesmanCode: null },
      0
    )
    callList.receive({ ...message, callId: 'theirs', state: 'agentReady' }, 1)
    callList.accept(key, 'mine', 2)
    callList.receive({ ...message, callId: 'mine', state: 'agentReady' }, 3)
    expect(addresses).toEqual([
      'https://crm.example/rings?n=13800138000&a=7&c=theirs',
      'https://crm.example/rings?n=13800138000&a=7&c=mine'
    ])
    callList.refuse(key, { code: 'service-refused' }, 4)
    expect(addresses).toHaveLength(2)
  })
})
