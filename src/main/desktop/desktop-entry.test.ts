import { describe, expect, test, vi } from 'vitest'
import { desktopEntry, quoteExec } from './desktop-entry'

// A program path with every character that needs quoting.
vi.mock('electron', () => ({ app: { isPackaged: false, getAppPath: () => '/opt/a "b" $c `d` 50%' } }))

describe('an Exec line quotes the characters that the specification reserves', () => {
  test.each([
    ['/usr/bin/deskline', '"/usr/bin/deskline"'],
    ['/a b', '"/a b"'],
    ['"$`\\', '"\\"\\$\\`\\\\"'],
    ['100%', '"100%%"']
  ])('%j', (argument, quoted) => {
    expect(quoteExec(argument)).toBe(quoted)
  })

  test('desktops ignore it once the program is gone', () => {
    expect(desktopEntry([]).split('\n')).toContain(`TryExec=${process.execPath}`)
  })

  test('the field code for a link isn’t quoted', () => {
    const line = desktopEntry(['%u'])
      .split('\n')
      .find((one) => one.startsWith('Exec='))
    expect(line?.endsWith('"/opt/a \\"b\\" \\$c \\`d\\` 50%%" %u')).toBe(true)
  })
})
