import type { ListDelimiter } from '../../../../../shared/imports/imports'
import { type LookAlike, type Rows, characters, type Random, write, phraseOf, dateOf } from './writing'

/** Small samples like those in the test suites of a standard. */
export function standard(random: Random): LookAlike[] {
  const all: LookAlike[] = []
  const add = (name: string, text: string, delimiter: ListDelimiter = 'comma'): void => {
    all.push({ family: 'standard', name, text, delimiter })
  }
  const trees: Rows = [
    ['GID', 'Street', 'Species', 'Trim cycle', 'Inventory date'],
    ['1', 'MILL AV', 'Ulmus minor', 'Large tree routine prune', '10/18/2010'],
    ['2', 'HILL RD', 'Tilia cordata', 'Large tree routine prune', '6/2/2010'],
    ['6', 'KING ST', 'Acer campestre', 'Shrub, none', '6/2/2010']
  ]
  const countries: Rows = [
    ['code', 'latitude', 'longitude', 'name'],
    ['AD', '42.5', '1.6', 'Andorra'],
    ['AE', '23.4', '53.8', 'United Arab Emirates'],
    ['AF', '33.9', '67.7', 'Afghanistan']
  ]
  const events: Rows = [
    ['Start', 'Place', 'Name', 'Link'],
    ['2026-04-12T19:30', 'Hall A, first floor', 'The choir: live', 'http://events.example/choir'],
    ['2026-04-13T20:00', 'Hall B', 'Readings', 'http://events.example/readings']
  ]
  const types: Rows = [
    ['decimal', 'date', 'flag', 'span', 'bytes'],
    ['1,000.5', '2026-01-01', 'true', 'P1Y', 'aGVsbG8='],
    ['-2.00%', '2026-02-01Z', 'false', 'PT2H', 'd29ybGQ='],
    ['1E3', '2026-03-01+01:00', '1', 'P3D', 'AA==']
  ]
  const keys: Rows = [
    ['a', 'b'],
    ['1', 'x y'],
    ['2', 'z']
  ]
  const named: [string, Rows][] = [
    ['trees', trees],
    ['countries', countries],
    ['events', events],
    ['types', types],
    ['keys', keys]
  ]
  for (const [name, rows] of named) {
    for (const parting of ['comma', 'tab', 'semicolon', 'pipe'] as const) {
      const character = characters[parting]
      add(`${name} by ${parting}`, write(rows, character), parting)
      add(
        `${name} by ${parting}, quoted`,
        write(rows, character, { isAllQuoted: true, end: '\r\n' }),
        parting
      )
      add(`${name} by ${parting}, a row`, write(rows.slice(0, 2), character), parting)
    }
    const plain = write(rows, ',')
    add(`${name}, comments above`, `# made by hand; see notes\n# second, and last\n${plain}`)
    add(`${name}, a comment within`, plain.replace('\n', '\n# units: none\n'))
    add(`${name}, two header rows`, `${(rows[0] ?? []).map((title) => `${title}s`).join(',')}\n${plain}`)
    add(`${name}, row titles skipped`, `${'skip,'.repeat(2)}skip\n\n${plain}`)
    add(
      `${name}, line ends in quotes`,
      plain + `"one\ntwo, three","x","a\n\nb"${',y'.repeat(Math.max(0, (rows[0]?.length ?? 3) - 3))}\n`
    )
    add(
      `${name}, blanks around`,
      write(
        rows.map((row) => row.map((cell) => ` ${cell} `)),
        ','
      )
    )
    add(
      `${name}, an empty column`,
      write(
        rows.map((row) => ['', ...row]),
        ','
      )
    )
    add(`${name}, ragged`, `${plain}9\n8,7\n`)
  }
  add('a list in a cell', 'id,tags,comment\n1,"a;b;c","x; y"\n2,d;e,"z; w"\n3,f;g;h,v\n')
  add('pipes in cells', 'id,codes\n1,A|B\n2,C|D\n3,E|F\n')
  add('one column', 'name\nAnn\nBen\nCleo\n', 'none')
  add('one column of dates', 'date\n2026-01-01\n2026-01-02\n', 'none')
  add('one column of links', 'link\nhttp://a.example/x?y=1\nhttps://b.example/z\n', 'none')
  for (let at = 0; at < 8; at += 1) {
    const width = 2 + random.below(5)
    const rows = Array.from({ length: 1 + random.below(3) }, () =>
      Array.from({ length: width }, () =>
        random.pick([phraseOf(random, 3), String(random.below(900)), dateOf(random), ''])
      )
    )
    add(
      `few rows ${String(at)}`,
      write([Array.from({ length: width }, (_, column) => `col ${String(column)}`), ...rows], ',')
    )
  }
  return all
}
