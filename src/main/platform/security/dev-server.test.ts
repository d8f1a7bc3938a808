import { expect, it } from 'vitest'
import { readDevServer } from './dev-server'

it('a dev server is HTTP on a port of 127.0.0.1', () => {
  expect(readDevServer('http://127.0.0.1:5173')).toEqual({
    origin: 'http://127.0.0.1:5173',
    host: '127.0.0.1:5173'
  })
})

it.each([
  undefined,
  '',
  'http://127.0.0.1',
  'https://127.0.0.1:5173',
  'http://localhost:5173',
  'http://127.0.0.1.evil.example:5173',
  'http://127.0.0.1:5173@evil.example:80',
  'file:///127.0.0.1:5173'
])('%s is not a dev server', (address) => expect(readDevServer(address)).toBeNull())
