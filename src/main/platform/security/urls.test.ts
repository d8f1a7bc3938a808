import { describe, expect, test } from 'vitest'
import { isOwnPage, isWebPage } from './urls'

describe('a page is Deskline’s own only by its exact scheme and host', () => {
  test.each(['app://deskline/index.html', 'app://deskline/', 'APP://deskline/x?y#z'])(
    '%s is Deskline’s own',
    (url) => {
      expect(isOwnPage(url)).toBe(true)
    }
  )

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
  ])('%j is not a web page', (url) => {
    expect(isOwnPage(url)).toBe(false)
  })
})

describe('only web pages are opened externally', () => {
  test.each(['http://crm.example/?phone=1', 'https://crm.example:8443/a#b', 'HTTPS://CRM.EXAMPLE'])(
    '%s is a web page',
    (url) => {
      expect(isWebPage(url)).toBe(true)
    }
  )

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ms-settings:defaultapps',
    'smb://host/share',
    'https://user:secret@crm.example/',
    'crm.example',
    '//crm.example',
    'https:',
    ''
  ])('%j is not a web page', (url) => {
    expect(isWebPage(url)).toBe(false)
  })
})
