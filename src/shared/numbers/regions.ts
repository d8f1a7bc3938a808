import { areaCodeLines } from './area-codes'
import type { Locale } from '../platform/locale'

interface Regions {
  byCode: ReadonlyMap<string, string>
  inEnglish: ReadonlyMap<string, string>
}

let regions: Regions | undefined

/** The table is built on first use: starting the program needs none of it. */
function readRegions(): Regions {
  if (regions) return regions
  const byCode = new Map<string, string>()
  const inEnglish = new Map<string, string>()
  for (const [provinceZh, provinceEn, codes] of areaCodeLines) {
    for (const entry of codes.split(', ')) {
      const [code = '', cityZh = '', ...cityEn] = entry.split(' ')
      const zh = provinceZh === '' ? cityZh : `${provinceZh} ${cityZh}`
      byCode.set(code, zh)
      inEnglish.set(zh, provinceEn === '' ? cityEn.join(' ') : `${cityEn.join(' ')}, ${provinceEn}`)
    }
  }
  regions = { byCode, inEnglish }
  return regions
}

/** The Chinese name of an area code's region ('北京', '广东 深圳'); undefined for a code that isn't assigned. */
export function regionOfAreaCode(areaCode: string): string | undefined {
  return readRegions().byCode.get(areaCode)
}

/** Every assigned area code, with its leading 0. */
export function areaCodes(): string[] {
  return [...readRegions().byCode.keys()]
}

/** A `FoundNumber.region` in the person's language; a name that isn't in the table stays as it is. */
export function regionName(region: string, locale: Locale): string {
  return locale === 'en' ? (readRegions().inEnglish.get(region) ?? region) : region
}
