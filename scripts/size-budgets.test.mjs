import { expect, test } from 'vitest'
import { budgets, misplacedModules, overBudget } from '../size-budgets.config'

const file = (bytes, modules = []) => ({ bytes, modules, imports: [], styles: [] })
const { maxBytes } = budgets.preload

test('a part that is one byte or one file too large fails the build', () => {
  const built = new Map([
    ['a.js', file(maxBytes)],
    ['b.js', file(1)]
  ])
  expect(overBudget('preload', built, new Set(['a.js']))).toEqual([])
  expect(overBudget('preload', built, new Set(['a.js', 'b.js']))).toEqual([
    'preload: 2 files, 1 allowed',
    `preload: ${maxBytes + 1} bytes, ${maxBytes} allowed`
  ])
})

test('the first window loads nothing of other windows, charts and pickers', () => {
  const modules = [
    '/deskline/src/renderer/app/Home.svelte',
    '/deskline/src/renderer/imports/imports.ts',
    '/deskline/src/renderer/imports/ImportStrip.svelte',
    '/deskline/node_modules/echarts/core.js',
    '/deskline/node_modules/bits-ui/dist/index.js'
  ]
  const built = new Map([['main.js', file(1, modules)]])
  expect(misplacedModules(built, new Set(['main.js']))).toEqual(
    modules.slice(2).map((id) => `the first window loads ${id}`)
  )
})
