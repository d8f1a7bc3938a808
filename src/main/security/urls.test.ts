import { describe, expect, test } from 'vitest'
import { isOwnPage } from './urls'

describe('a page is Deskline’s own by scheme and host, not by looks', () => {
  test.each(['app://deskline/index.html', 'app://deskline/', 'APP://deskline/x?y#z'])('%s is', (url) => {
    expect(isOwnPage(url)).toBe(true)
  })

  test.each([
    'app://deskline.evil.example/index.html',
    'app://evil.example/deskline',
    'app://evil@deskline/',
    'app://deskline:81/',
    'apps://deskline/',
    'http://deskline/',
    'https://app/deskline',
    'file:///app://deskline/',
    'data:text/html,app://deskline/',
    'javascript:app://deskline/',
    'about:blank',
    ' ',
    ''
  ])('%j is not', (url) => {
    expect(isOwnPage(url)).toBe(false)
  })
})
