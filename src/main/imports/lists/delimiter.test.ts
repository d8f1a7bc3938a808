import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListDelimiter } from '../../../shared/imports/imports'
import { mobile } from '../../numbers/testing/number-arbitraries'
import { findDelimiter } from './delimiter'
import { delimiterLookAlikes } from './testing/delimiter/look-alikes'

const lines = (...texts: string[]): string => texts.join('\n')

describe('the delimiter of a list', () => {
  const cases: readonly (readonly [name: string, text: string, delimiter: ListDelimiter])[] = [
    ['nothing', '', 'none'],
    ['blank lines', '\n\r\n \n', 'none'],
    ['a number', '13800138000', 'none'],
    ['a number a line', lines('13800138000', '13900139000', ''), 'none'],
    ['numbers with spaces', lines('138 0013 8000', '139 0013 9000'), 'none'],
    ['several numbers a line, by 、', lines('13800138000、13900139000', '13700137000'), 'none'],
    ['several numbers a line, by a full-width comma', lines('13800138000，13900139000', '137，138'), 'none'],
    [
      'now and then several numbers a line',
      lines('13800138000,13900139000', '137', '138', '139', '136'),
      'none'
    ],
    ['numbers in one line, by commas', '13800138000,13900139000,13700137000', 'none'],
    [
      'numbers in one line, by semicolons, some damaged',
      '13800138000;13900139000;1370013;13600136000;13500135000;',
      'none'
    ],
    ['numbers in rows of ten', `${'13800138000,'.repeat(10)}\n${'13900139000,'.repeat(10)}`, 'none'],
    ['numbers as quantities', lines('号码', '13,800,138,000', '13,900,139,000'), 'none'],
    ['numbers in scientific notation with a comma', lines('1,38E+10', '1,39E+10'), 'none'],
    ['a table by commas', lines('姓名,手机', '张三,13800138000', '李四,13900139000'), 'comma'],
    ['a row of a table', '张三,13800138000', 'comma'],
    ['two columns of numbers', lines('13800138000,01088888888', '13900139000,'), 'comma'],
    ['by tabs', lines('姓名\t手机\t地址', '张三\t13800138000\t广东,深圳,南山', '李四\t139\t北京'), 'tab'],
    ['by semicolons, with decimal commas', lines('a;b;1,5', 'c;d;2,5'), 'semicolon'],
    ['by pipes', lines('姓名|手机', '张三|13800138000'), 'pipe'],
    [
      'by commas, several numbers in a cell',
      lines('张三,13800138000;13900139000,a', '李四,137;138,b', 'c,138,d'),
      'comma'
    ],
    ['quoted commas', lines('"a,b","c"', '"d","e,f,g"', '"h","i"'), 'comma'],
    ['quoted line ends', lines('name;note', '张三;"one\ntwo, three\nfour"', '李四;five'), 'semicolon'],
    ['doubled quotes', lines('"a ""b"", c",1', '"d",2', 'e,3'), 'comma'],
    ['a quote that never ends', lines('张三,138', '"李四,139', '王五,137'), 'comma'],
    ['CR LF', 'a,b\r\nc,d\r\n', 'comma'],
    ['CR', 'a,b\rc,d\r', 'comma'],
    ['notes above and a sum below', lines('客户名单', 'a,b,c', 'd,e,f', 'g,h,i', 'j,k,l', '合计'), 'comma'],
    ['lines that end with it', lines('13800138000;', '13900139000;'), 'semicolon'],
    ['words with a comma now and then', lines('今天, 天气好', '啊', '嗯', '好, 行'), 'none'],
    [
      'quoted fields that hold another one',
      lines('"","13000000000",""', '"","13000000000","|"', '"","13000000000","||"'),
      'comma'
    ],
    ['names and numbers by a blank', lines('张三 13800138000', '李四 13900139000'), 'none'],
    ['numbers with country codes by a blank', lines('+86 13800138000 张三', '+86 13900139000 李四'), 'none'],
    [
      'a label, a colon and a number',
      lines('张三:13800138000', '李四:13900139000', '王五:13700137000'),
      'none'
    ],
    ['titles and columns by a blank', lines('姓名 手机 订单号', '张三 13800138000 1', '李四 139 2'), 'space'],
    [
      'two tables of two widths',
      lines('姓名,手机', '张三,13800138000', '', '店铺,城市,电话', '甲,北京,01088888888'),
      'comma'
    ],
    [
      'rows of all lengths',
      lines('张三,13800138000', '李四,13900139000,北京', '王五,13700137000,上海,VIP,x', '赵六'),
      'comma'
    ],
    ['quotes followed by blanks', lines('"a, b" ,1', '"c, d" ,2'), 'comma'],
    ['apostrophes for quotes', lines("'a;b','1'", "'c','2'", "'d;e;f','3'"), 'comma'],
    ['what the first line tells', lines('sep=;', '1,2;3', '4'), 'semicolon']
  ]
  it.each(cases)('is found: %s', (_, text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter)
  })

  it.each([
    ['polluted', 0.98],
    ['standard', 1],
    ['messy', 0.98]
  ] as const)('is found in most %s look-alikes of public files, at least a share of %d', (family, least) => {
    const all = delimiterLookAlikes().filter((one) => one.family === family)
    const misses = all.filter(({ text, delimiter }) => findDelimiter(text) !== delimiter)
    expect(all.length).toBeGreaterThan(100)
    expect(1 - misses.length / all.length, misses.map(({ name }) => name).join('; ')).toBeGreaterThanOrEqual(
      least
    )
  })

  it('is found in any table, whatever other delimiters its fields contain', () => {
    const given = fc.constantFrom(
      ...([
        ['comma', ','],
        ['tab', '\t'],
        ['semicolon', ';'],
        ['pipe', '|']
      ] as const)
    )
    const field = fc.string({
      unit: fc.constantFrom('张', 'a', ' ', ',', ';', '|', '"', '\n', '1'),
      maxLength: 6
    })
    const row = fc.tuple(field, mobile, field)
    fc.assert(
      fc.property(given, fc.array(row, { minLength: 3, maxLength: 20 }), ([delimiter, character], rows) => {
        const quoted = rows.map((fields) =>
          fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(character)
        )
        expect(findDelimiter(quoted.join('\n'))).toBe(delimiter)
      })
    )
  })

  it('is none for one number per line, however the numbers are written', () => {
    const written = fc
      .tuple(mobile, fc.constantFrom(' ', '-', '', '.'))
      .map(([dial, mark]) => [dial.slice(0, 3), dial.slice(3, 7), dial.slice(7)].join(mark))
    fc.assert(
      fc.property(
        fc.array(written, { minLength: 1, maxLength: 50 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        (all, end) => {
          expect(findDelimiter(all.join(end))).toBe('none')
        }
      )
    )
  })

  it('is found in linear time, whatever the text', () => {
    for (const unit of ['"', ',"', '"\n', '""', 'a,"b\n', ',', '\n', '1,'])
      expect(['comma', 'none']).toContain(findDelimiter(unit.repeat(100_000)))
    // The time per field is linear in its length.
    for (const unit of ['a,;', ' ', '1 ', "'", "',", '\\"', '"  ', ': ', '[', 'a.', '/a', '1,000'])
      expect(findDelimiter(`${unit.repeat(50_000)}\nx,y\nz,w\n`)).toBeTypeOf('string')
  })
})
