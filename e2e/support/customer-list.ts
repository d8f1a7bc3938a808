import { writeGbk } from './number-list'

/** A deterministic mobile number for `n`, distinct within a list. */
const mobile = (n: number): string =>
  `1${[38, 39, 50, 59, 86, 88][n % 6] ?? 38}${String((n * 7_919) % 100_000_000).padStart(8, '0')}`
const fixed = (n: number): string =>
  `${['010', '021', '0755', '0571', '028', '025'][n % 6] ?? '010'}-${String(60_000_000 + ((n * 6_151) % 30_000_000))}`

/** The cell for `n`, damaged in the ways a CRM and two spreadsheets damage numbers. */
function cellOf(n: number): string {
  if (n % 211 === 0) return `${mobile(n)}.0`
  if (n % 307 === 0) return '1.38E+10'
  if (n % 173 === 0) return fixed(n).replace('-', '').slice(1)
  if (n % 97 === 0) return mobile(n - 1)
  if (n % 131 === 0)
    return ['无', '', '未留', '400-820-8820', '95588', mobile(n).slice(0, 10)][(n / 131) % 6] ?? ''
  if (n % 11 === 0) return fixed(n)
  return n % 7 === 0 ? `${mobile(n).slice(0, 3)} ${mobile(n).slice(3, 7)} ${mobile(n).slice(7)}` : mobile(n)
}

/** Writes a customer list as exported by a CRM in China: GBK, with damaged cells. */
export function writeCustomerList(path: string, count: number): void {
  const families = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄']
  const rows = Array.from(
    { length: count },
    (_, at) =>
      `${20_260_000 + at},${families[at % families.length] ?? ''}女士,${cellOf(at + 1)},${['A', 'B', 'C'][at % 3] ?? ''}`
  )
  writeGbk(path, ['客户编号,姓名,手机,等级', ...rows])
}
