import { expect, test } from 'vitest'
import { unwritableMessage } from './announce.mjs'

const cache = '/home/agent/.cache/deskline'
const problem = (code, path) => Object.assign(new Error(code), { code, path })

test.each([
  ['a folder of the cache', 'EACCES', `${cache}/electron`],
  ['the cache itself', 'EROFS', cache],
  ['a folder above it, as in a read-only home', 'EACCES', '/home/agent/.cache']
])('%s that can’t be written is told with the variable that names another place', (_name, code, path) => {
  const message = unwritableMessage(problem(code, path), cache)
  expect(message).toContain(path)
  expect(message).toContain('DESKLINE_CACHE=')
})

test('another folder that can’t be written is told without that variable', () => {
  const message = unwritableMessage(problem('EACCES', '/home/agent/.cache-other/x'), cache)
  expect(message).toContain('/home/agent/.cache-other/x')
  expect(message).not.toContain('DESKLINE_CACHE')
})

test('other errors keep their stack', () => {
  expect(unwritableMessage(problem('ENOENT', cache), cache)).toBeNull()
  expect(unwritableMessage(new TypeError('x'), cache)).toBeNull()
  expect(unwritableMessage(undefined, cache)).toBeNull()
})
