import { noteLimits } from '../../shared/records/records'

/** Result of adding tags. */
export interface TagsAdded {
  tags: string[]
  /** The new tags, normalized. */
  added: string[]
  /** Why some tags were rejected. */
  refused: 'too-long' | 'too-many' | null
}

const nameOf = (tag: string): string => tag.toLocaleLowerCase()

/** Splits text at commas and semicolons (also Chinese ones), tabs and line breaks. */
export const splitTags = (text: string): string[] =>
  text
    .split(/[,，;；、\t\r\n]+/)
    .map((tag) => tag.trim().replace(/\s+/g, ' '))
    .filter((tag) => tag !== '')

/** Appends the tags in `text`, without duplicates (case-insensitive). See {@link noteLimits}. */
export function addTags(tags: readonly string[], text: string): TagsAdded {
  const names = new Set(tags.map(nameOf))
  const added: string[] = []
  let refused: TagsAdded['refused'] = null
  for (const tag of splitTags(text)) {
    if (names.has(nameOf(tag))) continue
    if (tag.length > noteLimits.maxTagLength) refused = 'too-long'
    else if (tags.length + added.length >= noteLimits.maxTags) refused = 'too-many'
    else {
      names.add(nameOf(tag))
      added.push(tag)
    }
  }
  return { tags: [...tags, ...added], added, refused }
}

/** Suggests existing tags that match `text`, prefix matches first; without a text, the first few. */
export function suggestTags(known: readonly string[], tags: readonly string[], text: string): string[] {
  const names = new Set(tags.map(nameOf))
  const typed = nameOf(text.trim())
  const free = known.filter((tag) => !names.has(nameOf(tag)) && nameOf(tag) !== typed)
  const begins = free.filter((tag) => nameOf(tag).startsWith(typed))
  const holds = typed === '' ? [] : free.filter((tag) => nameOf(tag).includes(typed) && !begins.includes(tag))
  return [...begins, ...holds].slice(0, maxSuggestions)
}

const maxSuggestions = 8
