import { findPhoneNumbersInText } from 'libphonenumber-js'
import { findNumbers, longestText } from '../src/main/numbers/number'
import { numberCases } from '../src/main/numbers/testing/cases'

/**
 * Finding numbers in 1 MB of text, compared with libphonenumber-js (default metadata, default country CN) on the same
 * text in the same run: median of interleaved rounds, and how many cases of the table each gets right.
 */
const rounds = 9
/** The library runs only once on texts for which one round takes it longer than this. */
const patienceMs = 4_000

function theirDials(text: string): string[] {
  const dials = findPhoneNumbersInText(text, { defaultCountry: 'CN' }).map(({ number }) => {
    const { countryCallingCode, nationalNumber } = number
    if (countryCallingCode !== '86') return `00${countryCallingCode}${nationalNumber}`
    // Fixed lines are dialled with their leading 0; mobile and service numbers have none.
    return /^(?:1[3-9]\d{9}|[48]00\d{7})$/.test(nationalNumber) ? nationalNumber : `0${nationalNumber}`
  })
  return [...new Set(dials)]
}

const ourDials = (text: string): string[] => [...new Set(findNumbers(text).map(({ dial }) => dial))]

function fill(unit: string): string {
  // Join and slice again, so that both read a flat string as from a clipboard.
  return Buffer.from(
    unit.repeat(Math.ceil(longestText / unit.length)).slice(0, longestText),
    'utf16le'
  ).toString('utf16le')
}

/** A deterministic page of typical copied text: prose, tables and logs with some numbers. */
function realisticText(): string {
  let seed = 7
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 4_294_967_296) * below)
  }
  const digits = (count: number): string => Array.from({ length: count }, () => String(next(10))).join('')
  const lines: (() => string)[] = [
    () =>
      `客户反馈：设备在 2026-11-${String(10 + next(19))} 上午出现异常，已安排工程师上门检查，预计两个工作日内处理完毕。`,
    () =>
      `${digits(4)},张三,1${String(3 + next(7))}${digits(9)},北京市朝阳区建国路 ${digits(2)} 号,￥${digits(4)}.${digits(2)}`,
    () =>
      `[2026-11-22 10:${digits(2)}:${digits(2)}] INFO order ${digits(18)} saved in ${digits(2)} ms from 10.0.${String(next(250))}.${String(next(250))}`,
    () =>
      `联系人：李四（经理），电话：0755-2${digits(7)} 转 ${digits(3)}，手机 138 ${digits(4)} ${digits(4)}，邮箱 li.${digits(4)}@example.com`,
    () =>
      `The customer called twice about invoice ${digits(10)}; see https://crm.example/tickets/${digits(11)}?page=${digits(2)} for details.`,
    () =>
      `会议纪要：本季度共完成 ${digits(5)} 单，同比增长 ${digits(2)}.${digits(1)}%，库存 ${digits(3)},${digits(3)} 件，版本 ${digits(1)}.${digits(2)}.${digits(1)}。`,
    () => `身份证 110101199003${digits(6)} 银行卡 6222 02${digits(2)} ${digits(4)} ${digits(4)} ${digits(3)}`,
    () =>
      '以上内容仅供内部参考，请勿外传。如有疑问，请与本部门联系，我们将在一个工作日内答复。谢谢您的理解与支持！'
  ]
  const parts: string[] = []
  for (let length = 0; length < longestText;) {
    const line = `${lines[next(lines.length)]?.() ?? ''}\n`
    parts.push(line)
    length += line.length
  }
  return fill(parts.join('').slice(0, longestText))
}

const texts: readonly (readonly [string, string])[] = [
  ['realistic', realisticText()],
  [
    'numbers, one a line',
    fill(Array.from({ length: 1000 }, (_, n) => `138${String(12_345_678 + n * 7919)}\n`).join(''))
  ],
  ['digits', fill('1')],
  ['spaces', fill(' ')],
  ['1 1 1', fill('1 ')],
  ['138 138', fill('138 ')],
  ['<', fill('<')],
  ['<a "', fill('<a "')],
  ['+86+86', fill('+86')],
  ['mixed separators', fill('1-2 3.4(5)')],
  ['zero-width marks', fill('1\u200b')],
  ['letters and digits', fill('a1')],
  ['one number again and again', fill('13800138000 ')],
  ['short codes', fill('电话：95588 ')]
]

function timeMs(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

const row = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(14))).join('')

console.log(
  `Finding numbers in ${longestText.toLocaleString('en')} UTF-16 units, Node ${process.version}, median of ${rounds}`
)
console.log(row(['text', 'Deskline', 'libphonenumber', 'ratio', 'found', 'theirs']))
for (const [name, text] of texts) {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(timeMs(() => findNumbers(text)))
    if ((theirs[0] ?? 0) < patienceMs)
      theirs.push(timeMs(() => findPhoneNumbersInText(text, { defaultCountry: 'CN' })))
  }
  const [our, their] = [median(ours), median(theirs)]
  console.log(
    row([
      name,
      `${our.toFixed(1)} ms`,
      `${their.toFixed(0)} ms${theirs.length < rounds ? ` (${theirs.length}×)` : ''}`,
      `${(their / our).toFixed(1)}×`,
      String(findNumbers(text).length),
      String(findPhoneNumbersInText(text.slice(0, 65_536), { defaultCountry: 'CN' }).length) + '/64 kB'
    ])
  )
}

const isRight = (find: (text: string) => string[]) => (numberCase: (typeof numberCases)[number]) =>
  JSON.stringify(find(numberCase.text)) ===
  JSON.stringify([...new Set(numberCase.numbers.map(({ dial }) => dial))])
const groups = [...new Set(numberCases.map(({ name }) => name.split(':')[0] ?? ''))]
console.log(`\n${row(['cases right (dials only)', 'Deskline', 'libphonenumber', 'of'])}`)
for (const group of [...groups, '']) {
  const cases = numberCases.filter(({ name }) => name.startsWith(group))
  const count = (find: (text: string) => string[]): string => String(cases.filter(isRight(find)).length)
  console.log(row([group === '' ? 'all' : group, count(ourDials), count(theirDials), String(cases.length)]))
}
