import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageFiles, sentencesOf } from './testing/sentences'

const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8')
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| --') && !line.startsWith('| English'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const avoided = rows.flatMap((cells) => (cells[4] ?? '').split(', ').filter((word) => word !== ''))

test('no sentence uses a word that the glossary replaces', async () => {
  expect(rows.length).toBeGreaterThan(25)
  const found: string[] = []
  for (const file of messageFiles(['en', 'zh-cn'])) {
    for (const [path, text] of await sentencesOf(file)) {
      for (const word of avoided) {
        // Words that find a command in the palette may be any.
        if (!path.endsWith('eywords') && text.toLowerCase().includes(word.toLowerCase())) {
          found.push(`${file} ${path}: “${word}” in “${text}”`)
        }
      }
    }
  }
  expect(found).toEqual([])
})
