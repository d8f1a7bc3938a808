import { beforeEach, describe, expect, test } from 'vitest'
import type { Settings } from '../../../shared/app/schema'
import { leastLinkPauseMs } from './prompt'
import { openPrompter, type PrompterUnderTest } from '../testing/prompt'

const mobile = '13800138000'
const other = '13900139000'

let under: PrompterUnderTest
beforeEach(() => {
  under = openPrompter()
  trust({ tel: 'pause' })
})

const prompt = () => under.state.get('prompt')
const trust = (links: Partial<Settings['links']>) => {
  const settings = under.state.get('settings')
  under.state.set('settings', { ...settings, links: { ...settings.links, ...links } })
}
const follow = (url: string) => under.prompter.begin(url, 'link')

describe('a link of a scheme that the user trusts', () => {
  test('is called after the undo pause, without a question', async () => {
    follow(`tel:${mobile}`)
    expect(prompt()).toMatchObject({ kind: 'pausing', source: 'trusted-link' })
    await under.clock.advance(1_500)
    expect(under.sent).toEqual([mobile])
  })

  test('can always be cancelled, even when copied numbers are called at once', async () => {
    under.change({ undoPauseMs: 0 })
    follow(`TEL:${mobile}`)
    expect(prompt()).toMatchObject({ kind: 'pausing' })
    await under.clock.advance(leastLinkPauseMs - 1)
    expect(under.sent).toEqual([])
    under.prompter.cancel()
    await under.clock.advance(leastLinkPauseMs)
    expect(under.sent).toEqual([])
  })

  test('is asked about when the bar is off, since nothing would show the pause', () => {
    under.change({ isBarShown: false })
    follow(`tel:${mobile}`)
    expect(prompt()).toMatchObject({ kind: 'confirming', source: 'link', reasons: [{ kind: 'link' }] })
  })

  test('is asked about like any number when it is doubtful or a call is under way', async () => {
    follow('tel:4001234567')
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'doubtful' }] })
    under.prompter.cancel()
    under.hear('theirs', other, 'started')
    await under.clock.advance(5_000)
    follow(`tel:${mobile}`)
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'call-under-way' }] })
  })

  test('never replaces a pause or a question: a page that opens many links calls one number', async () => {
    follow(`tel:${mobile}`)
    for (let n = 0; n < 20; n += 1) follow(`tel:1390013${String(9000 + n)}`)
    await under.clock.advance(1_500)
    expect(under.sent).toEqual([mobile])
  })
})

test.each(['callto:13800138000', 'tele:13800138000', ' tel:13800138000', '13800138000', 'https://tel:1'])(
  'trust in tel: doesn’t extend to %j',
  (url) => {
    follow(url)
    expect(prompt().kind).not.toBe('pausing')
  }
)

test('trust that is withdrawn asks again', () => {
  trust({ tel: 'ask' })
  follow(`tel:${mobile}`)
  expect(prompt()).toMatchObject({ kind: 'confirming', source: 'link' })
})
