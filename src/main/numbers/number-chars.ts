/** The character classes of UTF-16 units for finding numbers. */
export const Char = {
  /** 中文, emoji, symbols: separates numbers, but may touch one. */
  content: 0,
  /** Quotes, commas, colons etc. */
  punctuation: 1,
  digit: 2,
  /** Zero-width and direction marks, soft hyphens: invisible. */
  ignorable: 3,
  space: 4,
  dash: 5,
  dot: 6,
  bullet: 7,
  open: 8,
  close: 9,
  plus: 10,
  /** Latin, Greek, Cyrillic and _: digits that touch a letter aren't a number. */
  letter: 11,
  /** Line ends and tabs: no number spans them. */
  lineBreak: 12
} as const

const classes = buildClasses()

function buildClasses(): Uint8Array {
  const table = new Uint8Array(65536)
  const range = (from: number, to: number, charClass: number): void => {
    table.fill(charClass, from, to + 1)
  }
  const each = (characters: string, charClass: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = charClass
  }
  range(0x21, 0x2f, Char.punctuation)
  range(0x3a, 0x40, Char.punctuation)
  range(0x5b, 0x60, Char.punctuation)
  range(0x7b, 0x7e, Char.punctuation)
  range(0x2018, 0x201f, Char.punctuation)
  each('，。、；：？！“”‘’《》〈〉「」『』…＂＇＃％＆＊，／：；＜＝＞？＠＼＾｀｜～｡､', Char.punctuation)

  range(0x41, 0x5a, Char.letter)
  range(0x61, 0x7a, Char.letter)
  range(0xc0, 0x24f, Char.letter)
  each('×÷', Char.content)
  range(0x370, 0x58f, Char.letter)
  range(0x1e00, 0x1fff, Char.letter)
  range(0xff21, 0xff3a, Char.letter)
  range(0xff41, 0xff5a, Char.letter)
  each('_＿ªº', Char.letter)

  range(0x30, 0x39, Char.digit)
  range(0xff10, 0xff19, Char.digit)

  each('\u00ad\u034f\u061c\u180e\ufeff\u20e3', Char.ignorable)
  range(0x200b, 0x200f, Char.ignorable)
  range(0x202a, 0x202e, Char.ignorable)
  range(0x2060, 0x206f, Char.ignorable)
  range(0xfe00, 0xfe0f, Char.ignorable)

  each('\u0020\u00a0\u1680\u202f\u205f\u3000', Char.space)
  range(0x2000, 0x200a, Char.space)
  range(0x09, 0x0d, Char.lineBreak)
  each('\u0085\u2028\u2029', Char.lineBreak)

  each('-\u2043\u2212\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d\uff70', Char.dash)
  range(0x2010, 0x2015, Char.dash)
  each('.．․', Char.dot)
  each('·•‧∙⋅・･', Char.bullet)
  each('([{（［｛【〔〖﹙﹝❨', Char.open)
  each(')]}）］｝】〕〗﹚﹞❩', Char.close)
  each('+＋﹢⁺', Char.plus)
  return table
}

/** The class of a UTF-16 unit. */
export function classOf(unit: number): number {
  return classes[unit] ?? Char.content
}

/** The class of the unit at an index; a line break outside the text. */
export function classAt(text: string, index: number): number {
  return index >= 0 && index < text.length ? classOf(text.charCodeAt(index)) : Char.lineBreak
}

/** The value of a unit of class `digit`, ASCII or full-width. */
export function digitValue(unit: number): number {
  return unit & 0xf
}

/** The nearest visible index before `index`, skipping a few invisible marks; -1 if there is none. */
export function seenBefore(text: string, index: number): number {
  let at = index - 1
  for (let steps = 0; steps < 8 && at >= 0 && classAt(text, at) === Char.ignorable; steps += 1) at -= 1
  return at
}

/** The nearest visible index at or after `index`, skipping a few invisible marks. */
export function seenFrom(text: string, index: number): number {
  let at = index
  for (let steps = 0; steps < 8 && classAt(text, at) === Char.ignorable; steps += 1) at += 1
  return at
}
