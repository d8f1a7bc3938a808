const tag = /<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]*)?\/?>/i
const namedEntities: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwj: '\u200d',
  zwnj: '\u200c',
  shy: '\u00ad',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  plus: '+',
  lpar: '(',
  rpar: ')',
  hyphen: '-',
  ndash: '–',
  mdash: '—',
  middot: '·',
  period: '.',
  colon: ':',
  num: '#'
}
const telling = /&(?:nbsp|ensp|emsp|thinsp|plus|ndash|hyphen|shy|#\d{1,7}|#x[\da-f]{1,6});/i

/** Tags that leave the text before and after them on one line, touching. All others part it. */
const inlineTags = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span ' +
    'strike strong time tt u var wbr'
  ).split(' ')
)

/** Whether a text is marked up: it has a tag, or an entity that nobody writes in plain text. */
export function isHtml(text: string): boolean {
  return (text.includes('<') && tag.test(text)) || (text.includes('&') && telling.test(text))
}

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/iy
const tagStart = /<([/!]?)([a-z][a-z0-9]{0,15})(?=[\s/>])/iy

function decodeEntity(text: string, at: number): { decoded: string; end: number } | undefined {
  entity.lastIndex = at
  const match = entity.exec(text)
  if (!match) return undefined
  const [whole, decimal, hex, name] = match
  const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? parseInt(hex, 16) : undefined
  const decoded =
    code === undefined
      ? namedEntities[name?.toLowerCase() ?? '']
      : code <= 0x10ffff
        ? String.fromCodePoint(code)
        : ''
  return decoded === undefined ? undefined : { decoded, end: at + whole.length }
}

function decodeEntities(text: string): string {
  return text.replace(/&#?[\da-z]{1,8};/gi, (written) => decodeEntity(written, 0)?.decoded ?? written)
}

/** The index after a tag that begins at `at`, or -1 if none does. A < outside of quotes ends the attempt. */
function endOfTag(text: string, at: number): number {
  let quote = ''
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return index + 1
    else if (character === '<') return -1
  }
  return -1
}

/** The number of a tel: or callto: link, as its URI; an attribute is not seen, but this one is what the link is for. */
function telephoneOf(tagText: string): string {
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tagText.slice(0, 4096))
  const target = decodeEntities(href?.[1] ?? href?.[2] ?? href?.[3] ?? '').trim()
  return /^(?:tel|callto|sips?):/i.test(target) ? target : ''
}

/**
 * The text that a person sees of a marked-up text, for finding numbers: inline tags vanish, other tags and what is
 * hidden in comments, scripts and styles become line ends, entities become characters; the target of a tel: link
 * stands on a line of its own where the link begins. Linear: nothing that is missing is looked for twice.
 */
export function seenText(html: string): string {
  const parts: string[] = []
  const missing = new Set<string>()
  let from = 0
  let at = 0
  const replace = (end: number, by: string): void => {
    parts.push(html.slice(from, at), by)
    from = end
    at = end
  }
  const after = (closing: string, start: number): number => {
    if (missing.has(closing)) return -1
    const found = html.indexOf(closing, start)
    if (found < 0) missing.add(closing)
    return found < 0 ? -1 : found + closing.length
  }

  while (at < html.length) {
    const unit = html.charCodeAt(at)
    if (unit === 0x26) {
      const character = decodeEntity(html, at)
      if (character) replace(character.end, character.decoded)
      else at += 1
      continue
    }
    if (unit !== 0x3c) {
      at += 1
      continue
    }
    if (html.startsWith('<!--', at)) {
      const end = after('-->', at + 4)
      if (end > 0) replace(end, '\n')
      else at += 4
      continue
    }
    tagStart.lastIndex = at
    const name = tagStart.exec(html)
    const end = name ? endOfTag(html, at) : -1
    if (!name || end < 0) {
      at += 1
      continue
    }
    const tagName = (name[2] ?? '').toLowerCase()
    const isClosing = name[1] === '/'
    if (!isClosing && (tagName === 'script' || tagName === 'style')) {
      const hiddenEnd = after(`</${tagName}>`, end)
      replace(hiddenEnd > 0 ? hiddenEnd : end, '\n')
      continue
    }
    const target = tagName === 'a' && !isClosing ? telephoneOf(html.slice(at, end)) : ''
    replace(end, target !== '' ? `\n${target}\n` : inlineTags.has(tagName) ? '' : '\n')
  }
  parts.push(html.slice(from))
  return parts.join('')
}

/** A text that was cut off, without the beginning of a tag at its end: attributes aren't seen. */
export function withoutCutTag(html: string): string {
  const opened = html.lastIndexOf('<')
  return opened > html.lastIndexOf('>') ? html.slice(0, opened) : html
}
