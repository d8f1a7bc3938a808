import type { ListDelimiter } from '../../../../../shared/imports/imports'
import {
  type LookAlike,
  characters,
  partings,
  usual,
  type Random,
  write,
  phraseOf,
  sentenceOf,
  dateOf,
  timeOf,
  moneyOf
} from './writing'

const cleanHeader = ['Day', 'Hour', 'Qty', 'SKU', 'Price', 'Kind', 'About', 'Link', 'Remark']

function cleanTable(random: Random, count: number): string[][] {
  return [
    cleanHeader,
    ...Array.from({ length: count }, (_, at) => [
      dateOf(random),
      timeOf(random),
      String(1 + random.below(9)),
      `SKU-${String(100 + at)}`,
      moneyOf(random),
      random.pick(['Lamp', 'Chair', 'Garden tool', 'Desk, large']),
      `${phraseOf(random, 5)}, 2" wide`,
      `https://shop.example/p?id=${String(at)}&v=1`,
      random.below(3) === 0 ? sentenceOf(random) : ''
    ])
  ]
}

/** A clean table, polluted in one way per text. */
export function polluted(random: Random): LookAlike[] {
  const all: LookAlike[] = []
  const add = (name: string, text: string, delimiter: ListDelimiter = 'comma'): void => {
    all.push({ family: 'polluted', name, text, delimiter })
  }
  const table = cleanTable(random, 80)
  const text = write(table, ',')
  const lines = text.split('\n')
  add('clean', text)
  add('no line end at the end', text.trimEnd())
  add('two line ends at the end', `${text}\n`)
  for (const [name, end] of [
    ['CR', '\r'],
    ['CR LF', '\r\n'],
    ['LF CR', '\n\r']
  ] as const)
    add(`lines end with ${name}`, write(table, ',', { end }))
  for (const parting of partings) add(`parted by ${parting}`, write(table, characters[parting]), parting)
  add('parted by comma and blank', write(table, ', '))
  add('parted by semicolon and blank', write(table, '; '), 'semicolon')
  for (const parting of usual)
    add(`apostrophes for quotes, ${parting}`, write(table, characters[parting], { quote: "'" }), parting)
  for (const parting of usual)
    add(
      `backslashes in quotes, ${parting}`,
      write(table, characters[parting], { escape: 'backslash' }),
      parting
    )
  for (const parting of usual)
    add(`all quoted, ${parting}`, write(table, characters[parting], { isAllQuoted: true }), parting)
  add('all in apostrophes', write(table, ',', { isAllQuoted: true, quote: "'" }))
  add('all quoted with backslashes', write(table, ',', { isAllQuoted: true, escape: 'backslash' }))
  add('byte order mark', `\ufeff${text}`)
  add('no header', lines.slice(1).join('\n'))
  add('header alone', `${lines[0] ?? ''}\n`)
  add('header of two rows', [cleanHeader.map((title) => title.toUpperCase()).join(','), ...lines].join('\n'))
  add('header of three rows', ['2026,,,,,,,,', ',,units,,EUR,,,,', ...lines].join('\n'))
  for (const rows of [1, 2, 3]) add(`rows: ${String(rows)}`, lines.slice(0, rows + 1).join('\n'))
  add('one row', lines[1] ?? '')
  add('a title above', ['Sales of the year, by day', ...lines].join('\n'))
  add('a title and a blank line above', ['Sales of the year', '', ...lines].join('\n'))
  add(
    'a preamble',
    ['Report: sales', 'Made: 2026-11-01 10:20', 'By: office; all rights reserved', '', ...lines].join('\n')
  )
  add('a footer', [...lines, 'Total,,80', 'Source: the shop, 2026'].join('\n'))
  for (const at of [0, 1, 2, 30, 79]) {
    const polluteRow = (to: (line: string) => string): string =>
      lines.map((line, row) => (row === at ? to(line) : line)).join('\n')
    add(
      `a delimiter less in row ${String(at)}`,
      polluteRow((line) => line.replace(',', ''))
    )
    add(
      `a delimiter more in row ${String(at)}`,
      polluteRow((line) => line.replace(',', ',,'))
    )
    add(
      `semicolons in row ${String(at)}`,
      polluteRow((line) => line.replaceAll(',', ';'))
    )
    add(
      `tabs in row ${String(at)}`,
      polluteRow((line) => line.replaceAll(',', '\t'))
    )
    add(
      `blanks around in row ${String(at)}`,
      polluteRow((line) => line.replace(',', ' , '))
    )
    add(
      `a stray quote in row ${String(at)}`,
      polluteRow((line) => line.replace(',', ',"'))
    )
    add(
      `a quote more in the row ${String(at)}`,
      polluteRow((line) => line.replace(/^([^,]*),/, '"$1"",'))
    )
    add(
      `an empty row ${String(at)}`,
      polluteRow(() => '')
    )
    add(
      `a row ${String(at)} of delimiters`,
      polluteRow(() => ',,,,,,,,')
    )
    add(
      `CR after row ${String(at)}`,
      polluteRow((line) => `${line}\r`)
    )
    add(
      `a very long cell in row ${String(at)}`,
      polluteRow((line) => `${line}${'x'.repeat(30_000)}`)
    )
  }
  add('delimiters at the ends', lines.map((line) => (line === '' ? line : `${line},`)).join('\n'))
  add(
    'short rows',
    write(
      table.map((row, at) => (at % 3 === 0 ? row : row.slice(0, 4 + (at % 4)))),
      ','
    )
  )
  add('zero bytes', text.replaceAll('Lamp', 'La\0mp'))
  for (const parting of usual) {
    const character = characters[parting]
    const first = write(cleanTable(random, 30), character)
    const few = write(
      table.slice(0, 30).map((row) => row.slice(0, 4)),
      character
    )
    const more = write(
      table.slice(0, 30).map((row) => [...row, 'x', 'y', '1']),
      character
    )
    const same = write(table.slice(0, 30), character)
    for (const [kind, second] of [
      ['narrower', few],
      ['wider', more],
      ['the same width', same]
    ] as const) {
      for (const [between, gap] of [
        ['a blank line', '\n'],
        ['nothing', ''],
        ['a title', '\nSecond table\n']
      ] as const) {
        add(`two tables, ${kind}, ${between} between, ${parting}`, first + gap + second, parting)
      }
    }
  }
  const many = [3, 5, 8, 2, 6]
    .map((width) =>
      write(
        cleanTable(random, 8).map((row) => row.slice(0, width)),
        ','
      )
    )
    .join('\n')
  add('five tables of five widths', many)
  return all
}
