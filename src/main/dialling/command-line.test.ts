import { describe, expect, test } from 'vitest'
import { readCommandLine, type CommandLine } from './command-line'

const cases: [string[], CommandLine][] = [
  [[], { kind: 'open' }],
  [['--hidden'], { kind: 'hidden' }],
  [['--help'], { kind: 'help' }],
  [['-h'], { kind: 'help' }],
  [['help'], { kind: 'help' }],
  [['dial', '--help'], { kind: 'help' }],
  [['--version'], { kind: 'version' }],
  [['dial', '13800138000'], { kind: 'dial', text: '13800138000' }],
  [['dial', '+86', '138', '0013', '8000'], { kind: 'dial', text: '+86 138 0013 8000' }],
  [['dial', '--', '010-8888', '8888'], { kind: 'dial', text: '010-8888 8888' }],
  [['dial', '-86'], { kind: 'dial', text: '-86' }],
  [['dial', ''], { kind: 'dial', text: '' }],
  [['dial'], { kind: 'dial', text: '' }],
  [['redial'], { kind: 'redial' }],
  [['--check-policy'], { kind: 'check-policy', file: null }],
  [['--check-policy', 'a b.json'], { kind: 'check-policy', file: 'a b.json' }],
  [['--check-policy=a=b.json'], { kind: 'check-policy', file: 'a=b.json' }],
  [['provision', '-'], { kind: 'provision', file: '-' }],
  [['provision', '/a.json'], { kind: 'provision', file: '/a.json' }],
  [['provision'], { kind: 'unknown', word: 'provision' }],
  [['provision', 'a', 'b'], { kind: 'unknown', word: 'provision' }],
  [['--check-policy', 'tel:1'], { kind: 'link', url: 'tel:1' }],
  [['redial', '5'], { kind: 'unknown', word: '5' }],
  [['clean-up'], { kind: 'clean-up' }],
  [['clean-up', 'all'], { kind: 'unknown', word: 'all' }],
  [['call', '13800138000'], { kind: 'unknown', word: 'call' }],
  [['13800138000'], { kind: 'unknown', word: '13800138000' }],
  [['-x'], { kind: 'unknown', word: '-x' }],
  [['tel:+8613800138000'], { kind: 'link', url: 'tel:+8613800138000' }],
  [['TEL:13800138000'], { kind: 'link', url: 'TEL:13800138000' }],
  [['CallTo:13800138000'], { kind: 'link', url: 'CallTo:13800138000' }],
  [['telnet:13800138000'], { kind: 'unknown', word: 'telnet:13800138000' }],
  [['https://x/?tel:13800138000'], { kind: 'unknown', word: 'https://x/?tel:13800138000' }]
]

test.each(cases)('%j', (argv, wanted) => {
  expect(readCommandLine(argv)).toEqual(wanted)
})

describe('arguments', () => {
  test.each([
    '--no-sandbox',
    '--user-data-dir=/home/me',
    '--inspect=9229',
    '--ozone-platform=x11',
    '--x',
    '-psn_0_1'
  ])('%s, for Chromium or the system, is ignored at any position', (word) => {
    expect(readCommandLine([word])).toEqual({ kind: 'open' })
    expect(readCommandLine([word, '--hidden'])).toEqual({ kind: 'hidden' })
    expect(readCommandLine([word, 'dial', word, '138', word])).toEqual({ kind: 'dial', text: '138' })
    expect(readCommandLine(['tel:138', word])).toEqual({ kind: 'link', url: 'tel:138' })
  })

  test('a link that smuggles in a command is still handled as a link, which asks for confirmation', () => {
    expect(readCommandLine(['dial', '13900139000', 'tel:1'])).toEqual({ kind: 'link', url: 'tel:1' })
    expect(readCommandLine(['tel:1', 'dial', '13900139000'])).toEqual({ kind: 'link', url: 'tel:1' })
  })

  test('are bounded: an overlong link is rejected, a text truncated, an unknown word shortened', () => {
    expect(readCommandLine([`tel:${'1'.repeat(2_000)}`])).toEqual({
      kind: 'unknown',
      word: `tel:${'1'.repeat(56)}`
    })
    const dial = readCommandLine(['dial', '1'.repeat(20_000)])
    expect(dial.kind === 'dial' ? dial.text.length : 0).toBe(10_000)
  })
})
