import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'

// docs/security-tests.md lists the tests for each threat of SECURITY.md. This test checks that they exist.

const root = join(import.meta.dirname, '..')
const isTest = (name) => /\.(test\.ts|test\.mjs|e2e\.ts)$/.test(name)
const testFiles = ['src', 'e2e', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(isTest)
    .map((path) => join(root, folder, path))
)

const literal = /'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`|"((?:[^"\\\n]|\\.)+)"/g
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const titles = testFiles.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(literal)].map((found) =>
    (found[1] ?? found[2] ?? found[3]).replace(/\\(.)/g, '$1')
  )
)

/** The tests listed in the document: the last cell of each table row. */
const namedTests = (markdown) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').at(-2) ?? '')
    .join('\n')

// Titles can be template literals: `at most ${maxCalls} calls are kept`.
const built = titles
  .filter((title) => title.includes('${') && title.replace(/\$\{[^}]*\}/g, '').length >= 12)
  .map(
    (title) =>
      new RegExp(
        `^${title
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join('.+')}$`
      )
  )

/** Whether a title contains the parts around each … in order. */
const hasTitle = (quoted) => {
  if (built.some((title) => title.test(quoted))) return true
  const parts = quoted.split('…').map((part) => part.trim())
  return titles.some((title) => {
    let from = 0
    return parts.every((part) => {
      const at = title.indexOf(part, from)
      from = at + part.length
      return at >= 0
    })
  })
}

const said = namedTests(readFileSync(join(root, 'docs/security-tests.md'), 'utf8'))
const quotedTitles = [...said.matchAll(/["“]([^"”]{12,})["”]/g)].map(([, quoted]) => quoted)
const fileNames = [...said.matchAll(/`([a-z\d.-]+)`/g)].map(([, name]) => name)

describe('every test that docs/security-tests.md names exists', () => {
  test('the document names many tests', () => {
    expect(quotedTitles.length).toBeGreaterThan(30)
    expect(fileNames.length).toBeGreaterThan(30)
  })

  test.each(quotedTitles)('%s', (quoted) => {
    expect(hasTitle(quoted)).toBe(true)
  })

  test.each([...new Set(fileNames)])('%s', (name) => {
    const names = testFiles.map((path) => basename(path))
    expect(names.some((file) => file === name || file.replace(/\.(test|e2e)\.(ts|mjs)$/, '') === name)).toBe(
      true
    )
  })
})

test('a title without a test is detected', () => {
  expect(hasTitle('every permission is refused')).toBe(true)
  expect(hasTitle(['every permission is', 'granted'].join(' '))).toBe(false)
})
