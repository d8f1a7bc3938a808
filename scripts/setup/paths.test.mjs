import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder } from './paths.mjs'

test('an empty or relative base folder is ignored', () => {
  for (const value of [undefined, '', '.', 'cache']) {
    expect(cacheFolder({ XDG_CACHE_HOME: value }, 'linux')).toBe(join(homedir(), '.cache', 'deskline'))
  }
  expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' }, 'linux')).toBe('/somewhere/deskline')
})
