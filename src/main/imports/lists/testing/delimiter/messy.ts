import type { ListDelimiter } from '../../../../../shared/imports/imports'
import {
  type LookAlike,
  characters,
  type Parting,
  type Random,
  type Writing,
  write,
  words,
  places,
  sentenceOf,
  dateOf,
  columns
} from './writing'

const kinds = Object.keys(columns)

/** Tables with all kinds of columns, as exported by programs. */
export function messy(random: Random): LookAlike[] {
  const all: LookAlike[] = []
  const add = (name: string, text: string, delimiter: ListDelimiter): void => {
    all.push({ family: 'messy', name, text, delimiter })
  }
  const tableOf = (names: readonly string[], count: number): string[][] =>
    Array.from({ length: count }, (_, at) => names.map((name) => columns[name]?.(random, at) ?? ''))
  const anyOf = (from: readonly string[], count: number): string[] =>
    Array.from({ length: count }, () => from[random.below(from.length)] ?? 'id')

  const shares: readonly (readonly [Parting, number])[] = [
    ['comma', 60],
    ['semicolon', 24],
    ['tab', 24],
    ['pipe', 16],
    ['caret', 5],
    ['tilde', 5]
  ]
  for (const [parting, count] of shares) {
    for (let at = 0; at < count; at += 1) {
      const names = anyOf(kinds, 2 + random.below(8))
      const rows = tableOf(names, 2 + random.below(40))
      const header = random.below(4) === 0 ? [] : [names]
      const above = random.below(5) === 0 ? [[`Extract of ${dateOf(random)}`], []] : []
      const ragged = random.below(4) === 0
      const body = rows.map((row, n) =>
        ragged && n % 4 === 1 ? row.slice(0, Math.max(1, row.length - 1 - random.below(3))) : row
      )
      const how: Writing = {
        isAllQuoted: random.below(4) === 0,
        quote: random.below(8) === 0 ? "'" : '"',
        escape: random.below(6) === 0 ? 'backslash' : 'double',
        end: random.below(3) === 0 ? '\r\n' : '\n'
      }
      add(
        `${parting} ${String(at)}: ${names.join(' ')}`,
        write([...above, ...header, ...body], characters[parting], how),
        parting
      )
    }
  }
  const tokens = ['id', 'code', 'date', 'time', 'money', 'degrees', 'number', 'real', 'flag']
  for (let at = 0; at < 10; at += 1) {
    add(
      `space ${String(at)}`,
      write(tableOf(anyOf(tokens, 3 + random.below(5)), 5 + random.below(40)), ' '),
      'space'
    )
  }
  add(
    'accounts by colon',
    'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\nsys:x:3:3:sys:/dev:/usr/sbin/nologin\n',
    'colon'
  )
  add('numbers by colon', write(tableOf(['id', 'number', 'flag', 'money'], 12), ':'), 'colon')
  for (let at = 0; at < 6; at += 1)
    add(
      `prose ${String(at)}`,
      Array.from({ length: 3 + random.below(20) }, () => sentenceOf(random)).join('\n'),
      'none'
    )
  for (const kind of [
    'id',
    'name',
    'place',
    'date',
    'stamp',
    'link',
    'mail',
    'phrase',
    'path',
    'money',
    'code',
    'dayFirst',
    'time'
  ]) {
    add(`one column of ${kind}`, tableOf([kind], 12).flat().join('\n'), 'none')
  }
  add(
    'addresses in one column',
    Array.from(
      { length: 12 },
      (_, at) =>
        `${String(at + 1)} ${random.pick(words)} street, ${random.pick(places)}${at % 3 === 0 ? ', flat 2' : ''}`
    ).join('\n'),
    'none'
  )
  add(
    'a pound sign a line',
    tableOf(['place', 'pounds'], 10)
      .map((row) => row.join(';'))
      .join('\n'),
    'semicolon'
  )
  add(
    'decimal commas by tab',
    write(tableOf(['decimalComma', 'decimalComma', 'decimalComma'], 10), '\t'),
    'tab'
  )
  add('decimal commas by semicolon', write(tableOf(['decimalComma', 'decimalComma'], 10), ';'), 'semicolon')
  add('times by comma', write(tableOf(['time', 'time', 'time', 'stamp'], 10), ','), 'comma')
  add('links and text by comma', write(tableOf(['link', 'link', 'phrase'], 10), ','), 'comma')
  add(
    'lists of lists',
    tableOf(['id', 'phrase'], 20)
      .map(([id, text = '']) => `${id ?? ''};${text.replaceAll(' ', ',')}`)
      .join('\n'),
    'semicolon'
  )
  add(
    'words of a sentence by comma, ragged',
    tableOf(['phrase'], 30)
      .map(([text = '']) => text.replaceAll(' ', ','))
      .join('\n'),
    'comma'
  )
  add(
    'very ragged numbers',
    Array.from({ length: 30 }, (_, at) =>
      Array.from({ length: 2 + (at % 9) }, () => String(random.below(99))).join(',')
    ).join('\n'),
    'comma'
  )
  add(
    'sections of a statement',
    [
      'Account,12-34',
      'Period,"1 Jan 2026, 31 Jan 2026"',
      '',
      'Date,Text,In,Out,Balance',
      ...tableOf(['date', 'phrase', 'money', 'empty', 'money'], 15).map((row) => row.join(',')),
      '',
      'Total,15'
    ].join('\n'),
    'comma'
  )
  add('code', 'function add(a, b) {\n  return a + b;\n}\n\nconst x = add(1, 2);\nlog(x, y, z);\n', 'none')
  add(
    'trailing commas of a sheet',
    [
      'Title,,,,,',
      ',,,,,',
      'Name,Place,Sum,,,',
      ...tableOf(['name', 'place', 'money'], 9).map((row) => `${row.join(',')},,,`),
      ',,,,,'
    ].join('\n'),
    'comma'
  )
  return all
}
