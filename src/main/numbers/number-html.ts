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

/** Tags that join the text before and after them. All others separate it. */
const inlineTags = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span ' +
    'strike strong time tt u var wbr'
  ).split(' ')
)

/** True for HTML: it contains a tag, or an entity that doesn't occur in plain text. */
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

/** The index after the tag that begins at `at`, or -1 if there is none. A < outside quotes aborts. */
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

/** The URI of a tel:, callto: or sip: link. Other attributes are invisible text and ignored. */
function telephoneOf(tagText: string): string {
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tagText.slice(0, 4096))
  const target = decodeEntities(href?.[1] ?? href?.[2] ?? href?.[3] ?? '').trim()
  return /^(?:tel|callto|sips?):/i.test(target) ? target : ''
}

/**
 * The visible text of HTML, for finding numbers: inline tags are removed; other tags, comments, scripts and styles
 * become line ends; entities are decoded; the target of a tel: link is put on its own line where the link begins.
 * Linear time: a missing closing tag is searched only once.
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

/** Removes an incomplete tag at the end of truncated HTML, since its attributes aren't visible text. */
export function withoutCutTag(html: string): string {
  const opened = html.lastIndexOf('<')
  return opened > html.lastIndexOf('>') ? html.slice(0, opened) : html
}
