import { findNodeAtLocation, getNodePath, parseTree, type Node, type ParseError } from 'jsonc-parser'
import { z } from 'zod'
import type { Locale } from '../../../shared/platform/locale'
import type { AdministrationMessages } from '../../../shared/messages/en/administration'
import { policySchema } from '../policy-schema'
import { policyLeaves } from './policy-leaves'

/** What a policy's lines mean, and its mistakes, in the order of the lines. */
export interface ExplainedPolicy {
  lines: string[]
  mistakes: number
}

interface Note {
  offset: number
  text: string
  isMistake: boolean
}

const leafPaths = new Set(policyLeaves().map(({ path }) => path.join('.')))
const longestValue = 200

/** The nodes that hold one value of the policy: leaves of the schema, or whatever is unknown to it. */
function valuesOf(node: Node): Node[] {
  const isGroup = node.type === 'object' && !leafPaths.has(getNodePath(node).join('.'))
  if (!isGroup) return [node]
  return (node.children ?? []).flatMap((property) => {
    const value = property.children?.[1]
    return value === undefined ? [] : valuesOf(value)
  })
}

/** The nodes of keys that their object has twice. */
function repeatedKeys(node: Node): Node[] {
  const children = node.children ?? []
  const inner = children.flatMap(repeatedKeys)
  if (node.type !== 'object') return inner
  const seen = new Set<unknown>()
  const repeated = children.flatMap(({ children: [key] = [] }) => {
    if (key === undefined) return []
    const isKnown = seen.has(key.value)
    seen.add(key.value)
    return isKnown ? [key] : []
  })
  return [...inner, ...repeated]
}

/**
 * Explains every value of a policy, with the numbers of its lines. Words of values' types come from zod, which has
 * both languages.
 */
export function explainPolicy(
  text: string,
  locale: Locale,
  words: AdministrationMessages['check']
): ExplainedPolicy {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true })
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length
  const explained = (notes: Note[]): ExplainedPolicy => ({
    lines: notes
      .toSorted((one, other) => one.offset - other.offset)
      .map((note) => words.line(lineOf(note.offset), note.text)),
    mistakes: notes.filter(({ isMistake }) => isMistake).length
  })
  const [error] = errors
  if (error !== undefined || root === undefined) {
    return explained([{ offset: error?.offset ?? 0, text: words.syntax, isMistake: true }])
  }

  const nodeAt = (path: readonly PropertyKey[]): Node => findNodeAtLocation(root, path.map(asSegment)) ?? root
  const mistakes = repeatedKeys(root).map((key) => ({
    offset: key.offset,
    text: words.twice(String(key.value)),
    isMistake: true
  }))
  const language = locale === 'en' ? z.locales.en() : z.locales.zhCN()
  const parsed = policySchema.safeParse(JSON.parse(text), { error: language.localeError })
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path.map(String).join('.')
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
    for (const key of unknown) {
      const node = nodeAt([...issue.path, key])
      const path = [...issue.path, key].map(String).join('.')
      mistakes.push({ offset: (node.parent ?? node).offset, text: words.unknown(path), isMistake: true })
    }
    if (unknown.length > 0) continue
    const wrong = name === '' ? words.wrongRoot(issue.message) : words.wrong(name, issue.message)
    mistakes.push({ offset: nodeAt(issue.path).offset, text: wrong, isMistake: true })
  }
  const faulty = new Set(mistakes.map(({ offset }) => offset))
  const values = valuesOf(root).filter(
    (node) => node !== root && !faulty.has(node.offset) && !faulty.has(node.parent?.offset ?? -1)
  )
  const given = values.map((node) => ({
    offset: node.offset,
    text: meaningOf(getNodePath(node), text.slice(node.offset, node.offset + node.length), words),
    isMistake: false
  }))
  return explained([...mistakes, ...given])
}

const asSegment = (key: PropertyKey): string | number => (typeof key === 'symbol' ? '' : key)

/** What one value of a valid policy does. */
function meaningOf(
  path: readonly PropertyKey[],
  source: string,
  words: AdministrationMessages['check']
): string {
  const [first = '', second = '', ...rest] = path.map(String)
  const flat = source.replace(/\s+/g, ' ')
  const value = flat.length > longestValue ? `${flat.slice(0, longestValue)}…` : flat
  const name = [second, ...rest].filter((part) => part !== '' && part !== 'settings').join('.')
  if (first === 'locked') return words.locked(name, value)
  if (first === 'preset') return words.preset(name, value)
  return first === '$schema'
    ? words.ignored(first)
    : words.given([first, ...(name === '' ? [] : [name])].join('.'), value)
}
