import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'
import { messageFiles } from './sentences.mjs'

const src = new URL('../../src/', import.meta.url).pathname
const messages = join(src, 'shared', 'messages')

const filesIn = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path) && !/\.test\.ts$|testing\//.test(path))
    .map((path) => join(folder, path))

/** The names of all properties of the English modules. */
async function messageKeys() {
  const keys = new Set()
  const visit = (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const [key, inner] of Object.entries(value)) {
      keys.add(key)
      visit(inner)
    }
  }
  for (const file of messageFiles(['en'])) {
    const module = await import(file)
    Object.values(module).forEach(visit)
  }
  return [...keys].filter((key) => !/^\d+$/.test(key))
}

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string'

/** Attributes whose value a user reads or hears. */
const spoken = new Set(['aria-label', 'aria-description', 'alt', 'label', 'placeholder', 'title'])
/** Names of keys, formats and units, the same in both languages. */
const sameInBoth =
  /\b(Deskline|Enter|Esc|Ctrl|Alt|Shift|Space|Home|End|PgUp|PgDn|Backspace|Delete|Del|Tab|F\d+|[A-Z]|CSV|XLSX|PNG)\b/g
const isSentence = (text) => !/^https?:/.test(text) && /\p{L}{2}/u.test(text.replaceAll(sameInBoth, ''))

/** The parts of a template's node that hold markup; expressions and their positions aren't visited. */
const markupParts = [
  'nodes',
  'body',
  'consequent',
  'alternate',
  'fallback',
  'pending',
  'then',
  'catch',
  'fragment'
]

/** Returns the texts in the markup of a component that aren't taken from the messages. */
function textsInMarkup(source) {
  const found = []
  const note = (value) => {
    for (const part of [value].flat().filter(isNode)) {
      const text = part.type === 'Text' ? String(part['data']).trim() : ''
      if (isSentence(text)) found.push(text)
    }
  }
  const visit = (value) => {
    for (const node of [value].flat().filter(isNode)) {
      note(node)
      for (const attribute of [node['attributes'] ?? []].flat().filter(isNode)) {
        if (spoken.has(String(attribute['name']))) note(attribute['value'])
      }
      for (const part of markupParts) visit(node[part])
    }
  }
  // Parsing scripts takes most of the time, and they contain no markup.
  const markup = source.replaceAll(/<(script|style)\b[^]*?<\/\1>/g, '')
  visit(parse(`<script lang="ts"></script>${markup}`, { modern: true }).fragment)
  return found
}

describe('the sentences of the interface', () => {
  it('are all used', async () => {
    const program = ['main', 'preload', 'renderer', 'shared']
      .flatMap((folder) => filesIn(join(src, folder), /\.(ts|svelte)$/))
      .filter((file) => !file.startsWith(messages))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const words = new Set(program.match(/[A-Za-z][\w-]*/g))
    const keys = await messageKeys()
    expect(keys.length).toBeGreaterThan(1_000)
    expect(keys.filter((key) => !words.has(key))).toEqual([])
  })

  it('are in the messages, not in the markup of components', () => {
    const found = filesIn(join(src, 'renderer'), /\.svelte$/).flatMap((file) =>
      textsInMarkup(readFileSync(file, 'utf8')).map((text) => `${file.slice(src.length)}: ${text}`)
    )
    expect(found).toEqual([])
  })

  it('in Chinese are nowhere else in the windows', () => {
    const found = filesIn(join(src, 'renderer'), /\.(svelte|ts)$/).filter((file) =>
      /['"`][^'"`\n]*[\u4e00-\u9fff]/.test(readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ''))
    )
    expect(found).toEqual([])
  })

  it('are recognised in markup', () => {
    const markup = `<p title="A title" class="some-class">{t.text} Hard-coded <kbd>Enter</kbd></p>`
    expect(textsInMarkup(markup)).toEqual(['A title', 'Hard-coded'])
  })
})
