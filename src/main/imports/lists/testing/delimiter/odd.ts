import type { ListDelimiter } from '../../../../../shared/imports/imports'
import {
  type LookAlike,
  type Random,
  two,
  words,
  places,
  people,
  phraseOf,
  sentenceOf,
  dateOf,
  timeOf,
  moneyOf,
  columns
} from './writing'

/** Kinds of real-world files that aren't tables of random columns. */
export function odd(random: Random): LookAlike[] {
  const all: LookAlike[] = []
  const add = (name: string, text: string, delimiter: ListDelimiter): void => {
    all.push({ family: 'messy', name, text, delimiter })
  }
  const tableOf = (names: readonly string[], count: number): string[][] =>
    Array.from({ length: count }, (_, at) => names.map((name) => columns[name]?.(random, at) ?? ''))
  const lines = (count: number, line: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => line(at)).join('\n')

  add('a header and a row', 'Name,Place\nAnn,York', 'comma')
  add('a header by semicolons', 'Name;Place;Sum', 'semicolon')
  add('two words', 'alpha,beta', 'comma')
  add('one sentence', 'Call them back later, they said, and ask for Ann.', 'none')
  add('one word', 'alpha', 'none')
  add(
    'text with commas that is not quoted',
    lines(20, (at) => `${String(at)},${sentenceOf(random)},${moneyOf(random)}`),
    'comma'
  )
  add(
    'text with commas by tabs',
    lines(20, (at) => `${String(at)}\t${sentenceOf(random)}\t${sentenceOf(random)}`),
    'tab'
  )
  add(
    'text with commas by tabs, two columns',
    lines(8, () => `${random.pick(words)}\t${sentenceOf(random)}`),
    'tab'
  )
  add(
    'text with commas by pipes',
    lines(12, () => `${random.pick(words)}|${sentenceOf(random)}|${dateOf(random)}`),
    'pipe'
  )
  add(
    'text with commas by semicolons',
    lines(12, () => `${random.pick(words)};${phraseOf(random, 3)}, ${phraseOf(random, 2)};${dateOf(random)}`),
    'semicolon'
  )
  add(
    'markup by semicolons',
    lines(
      12,
      (at) =>
        `${String(at)};<p class="a">${phraseOf(random, 3)}, ${phraseOf(random, 2)}</p>;<a href="http://x.example/?a=1,2">x</a>`
    ),
    'semicolon'
  )
  add(
    'markup by commas',
    lines(
      12,
      (at) => `${String(at)},"<p class=""a"">${phraseOf(random, 3)}; ${phraseOf(random, 2)}</p>",<br/>`
    ),
    'comma'
  )
  add(
    'objects by tabs',
    lines(12, (at) => `${String(at)}\t{"a": [1, 2, ${String(at)}], "b": "x, y"}\t${dateOf(random)}`),
    'tab'
  )
  add(
    'blanks around pipes',
    lines(12, (at) => `${String(at)} | ${random.pick(people)} | ${moneyOf(random)}`),
    'pipe'
  )
  add(
    'a table of pipes',
    [
      '| id | name | sum |',
      '|----|------|-----|',
      ...tableOf(['id', 'name', 'money'], 8).map((row) => `| ${row.join(' | ')} |`)
    ].join('\n'),
    'pipe'
  )
  add(
    'a frame of a terminal',
    [
      'id | name | sum',
      '---+------+----',
      ...tableOf(['id', 'name', 'money'], 8).map((row) => row.join(' | ')),
      '(8 rows)'
    ].join('\n'),
    'pipe'
  )
  add(
    'blanks before commas',
    lines(12, (at) => `"${String(at)}" ,"${random.pick(places)}" ,"${moneyOf(random)}"`),
    'comma'
  )
  add(
    'blanks after commas',
    lines(12, (at) => `"${String(at)}", "${random.pick(places)}, x", ${moneyOf(random)}`),
    'comma'
  )
  add(
    'columns of numbers after blanks',
    lines(
      20,
      () =>
        `  ${(random.below(9_000) / 100).toFixed(2)} ${(random.below(9_000) / 100).toFixed(2)} ${(random.below(9_000) / 100).toFixed(2)}`
    ),
    'space'
  )
  add(
    'a matrix of zeros and ones',
    lines(20, () => Array.from({ length: 12 }, () => String(random.below(2))).join(' ')),
    'space'
  )
  add(
    'a matrix by commas',
    lines(20, () => Array.from({ length: 12 }, () => String(random.below(2))).join(',')),
    'comma'
  )
  add(
    'pairs by blanks',
    lines(20, () => `${random.pick(words)} ${String(random.below(900))}`),
    'space'
  )
  add(
    'a long preamble, a short table',
    [
      'Station: North, upper',
      'Lat: 51.2; Lon: -1.5',
      'Notes: hourly means, see the guide',
      'Made: 2026-01-01 10:00',
      '',
      ...tableOf(['date', 'time', 'real', 'real', 'real'], 6).map((row) => row.join(','))
    ].join('\n'),
    'comma'
  )
  add(
    'comments by hash, then tabs',
    [
      '# columns: day, hour, flow',
      '# unit: m3/s, mean',
      ...tableOf(['date', 'time', 'real'], 12).map((row) => row.join('\t'))
    ].join('\n'),
    'tab'
  )
  add('settings', 'name = "app"\nport = 8080\nhosts = a.example, b.example\n\n[log]\nlevel = info\n', 'none')
  add(
    'a log',
    lines(15, () => `${dateOf(random)} ${timeOf(random)}:01 INFO server: ${sentenceOf(random)}`),
    'none'
  )
  add(
    'stamps by commas',
    lines(20, () => `${dateOf(random)} ${timeOf(random)}:01.123,${moneyOf(random)}`),
    'comma'
  )
  add(
    'times by semicolons',
    lines(20, () => `${timeOf(random)};${timeOf(random)};${timeOf(random)}`),
    'semicolon'
  )
  add(
    'coordinates by semicolons',
    lines(
      12,
      () => `51,${String(random.below(9_999))};-1,${String(random.below(9_999))};${random.pick(places)}`
    ),
    'semicolon'
  )
  add(
    'coordinates by commas',
    lines(12, () => `51.${String(random.below(9_999))},-1.${String(random.below(9_999))}`),
    'comma'
  )
  add(
    'thousands in quotes',
    lines(
      12,
      () =>
        `${random.pick(places)},"1,${String(100 + random.below(900))}","${String(10 + random.below(80))},${String(100 + random.below(900))}"`
    ),
    'comma'
  )
  add(
    'words by semicolons, ragged',
    tableOf(['phrase'], 20)
      .map(([text = '']) => `${text.replaceAll(' ', ';')};`)
      .join('\n'),
    'semicolon'
  )
  add(
    'a synonym list',
    lines(
      20,
      () =>
        `${random.pick(words)},${random.pick(words)}${random.below(3) === 0 ? `,${random.pick(words)}` : ''}${random.below(6) === 0 ? `,${random.pick(words)} ${random.pick(words)}` : ''}`
    ),
    'comma'
  )
  add(
    'tags of a photo',
    lines(
      10,
      (at) =>
        `img_${String(at)}.jpg,${Array.from({ length: 1 + random.below(6) }, () => random.pick(words)).join(',')}`
    ),
    'comma'
  )
  add(
    'a dictionary',
    lines(12, () => `${random.pick(words)}\t${phraseOf(random, 5)}; ${phraseOf(random, 4)}`),
    'tab'
  )
  add(
    'questions and answers',
    lines(9, () => `What is ${phraseOf(random, 4)}?,"${sentenceOf(random)}"`),
    'comma'
  )
  add(
    'quotes inside of cells',
    lines(12, (at) => `${String(at)},5" ${random.pick(words)},${moneyOf(random)}`),
    'comma'
  )
  add(
    'apostrophes in words',
    lines(12, (at) => `${String(at)},O'Neil's ${random.pick(words)},it's ${random.pick(words)}`),
    'comma'
  )
  add(
    'links with commas',
    lines(12, (at) => `${String(at)};http://m.example/@51.${String(at)},-1.2,15z;${random.pick(places)}`),
    'semicolon'
  )
  add(
    'rows with notes at the end',
    lines(20, (at) => `${String(at)},${moneyOf(random)}${at % 5 === 0 ? ',see note, page 3' : ''}`),
    'comma'
  )
  add(
    'sums between groups',
    lines(30, (at) =>
      at % 6 === 5
        ? 'Subtotal,,100'
        : at % 6 === 0
          ? `Group ${String(at)}`
          : `${String(at)},${random.pick(words)},${moneyOf(random)},x`
    ),
    'comma'
  )
  add(
    'a wide header, narrow rows',
    ['a,b,c,d,e,f,g,h,i,j', ...tableOf(['id', 'code', 'money'], 12).map((row) => row.join(','))].join('\n'),
    'comma'
  )
  add(
    'narrow header, wide rows',
    [
      'day,hour',
      ...tableOf(['date', 'time', 'money', 'money', 'money'], 12).map((row) => row.join(','))
    ].join('\n'),
    'comma'
  )
  add(
    'empty cells by semicolons',
    lines(12, (at) => `${String(at)};;;;${random.below(3) === 0 ? 'x' : ''};;`),
    'semicolon'
  )
  add(
    'empty cells by tabs',
    lines(12, (at) => `\t${String(at)}\t\t\t${random.below(3) === 0 ? 'x, y' : ''}\t`),
    'tab'
  )
  add(
    'one cell in quotes a line',
    lines(12, () => `"${phraseOf(random, 3)}, ${phraseOf(random, 3)}"`),
    'none'
  )
  add(
    'numbers with units',
    lines(12, () => `${random.pick(words)};${String(random.below(90))},5 kg;${String(random.below(90))} %`),
    'semicolon'
  )
  add(
    'dates in words',
    lines(
      12,
      () => `"January ${String(1 + random.below(28))}, 2026",${moneyOf(random)},${random.pick(places)}`
    ),
    'comma'
  )
  add(
    'dates in words, not quoted',
    lines(
      12,
      () => `${moneyOf(random)}\tJanuary ${String(1 + random.below(28))}, 2026\t${random.pick(places)}, UK`
    ),
    'tab'
  )
  add(
    'names by comma in one column',
    lines(12, () => `${random.pick(words)}, ${random.pick(words)}`),
    'comma'
  )
  add(
    'hex and hashes',
    lines(12, (at) => `a9f0${String(at)}:ffee:01,0x${String(at)}F,#aa${String(at)}`),
    'comma'
  )
  add(
    'hardware addresses',
    lines(12, (at) => `00:1a:2b:3c:4d:${two(at)};${random.pick(words)}`),
    'semicolon'
  )
  add(
    'hardware addresses alone',
    lines(12, (at) => `00:1a:2b:3c:4d:${two(at)}`),
    'none'
  )
  add(
    'Chinese prose',
    lines(8, () => `今天给客户打了电话，${random.pick(people)}说下周再联系；请记得。`),
    'none'
  )
  add(
    'Chinese, by comma',
    lines(
      8,
      () => `${random.pick(people)},广东省深圳市南山区，${random.pick(words)}路,备注：${random.pick(words)}`
    ),
    'comma'
  )
  return all
}
