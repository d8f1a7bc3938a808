import { areaCodeLines } from './area-codes'
import type { Locale } from '../platform/locale'

interface Regions {
  byCode: ReadonlyMap<string, string>
  inEnglish: ReadonlyMap<string, string>
}

let regions: Regions | undefined

/** Builds the table on first use: startup doesn't need it. */
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

/** The Chinese name of an area code's region ('北京', '广东 深圳'); undefined for an unassigned code. */
export function regionOfAreaCode(areaCode: string): string | undefined {
  return readRegions().byCode.get(areaCode)
}

/** All assigned area codes, with their leading 0. */
export function areaCodes(): string[] {
  return [...readRegions().byCode.keys()]
}

/** A region of `regionOfAreaCode` in the user's language; unknown names are returned unchanged. */
export function regionName(region: string, locale: Locale): string {
  return locale === 'en' ? (readRegions().inEnglish.get(region) ?? region) : region
}
