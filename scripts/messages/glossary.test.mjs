import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageFiles, sentencesOf } from './sentences.mjs'

const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| --') && !line.startsWith('| English'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const avoided = rows.flatMap((cells) => (cells[4] ?? '').split(', ').filter((word) => word !== ''))
const isAvoided = new RegExp(avoided.join('|'), 'i')

test('no sentence uses a word that the glossary replaces', async () => {
  expect(rows.length).toBeGreaterThan(25)
  const found = []
  for (const file of messageFiles(['en', 'zh-cn'])) {
    for (const [path, text] of await sentencesOf(file)) {
      // Words that find a command in the palette may be any.
      if (!path.endsWith('eywords') && isAvoided.test(text)) found.push(`${file} ${path}: ${text}`)
    }
  }
  expect(found).toEqual([])
})
