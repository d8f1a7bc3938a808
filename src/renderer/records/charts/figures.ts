import type { Locale } from '../../../shared/messages'
import { createFormatCache } from '../../platform/format-cache'

const formats = createFormatCache(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
)

const yuan: Intl.NumberFormatOptions = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }

/** 1,234 */
export const formatCount = (value: number, locale: Locale): string => formats.get(locale, {}).format(value)

/** Short, for axes and cells: 1.2K, 1.2万. */
export const formatCompact = (value: number, locale: Locale): string =>
  formats.get(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value)

/** Formats a cell too small for thousands in units of `unit`, with about three digits. */
export function formatInUnits(value: number, unit: number, most: number, locale: Locale): string {
  const digits = unit > 1 && most / unit < 100 ? 1 : 0
  return formats
    .get(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value / unit)
}

/** ¥1,234.50, at full precision (10^-6 yuan). */
export const formatYuan = (value: number, locale: Locale): string =>
  formats.get(locale, { ...yuan, minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(value)

/** Rounded to fen, for averages. */
export const formatAboutYuan = (value: number, locale: Locale): string =>
  formats.get(locale, yuan).format(value)

/** Short, for axes: ¥1.2K. */
export const formatCompactYuan = (value: number, locale: Locale): string =>
  formats
    .get(locale, {
      ...yuan,
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: 2
    })
    .format(value)

/** 58.3%; – if `whole` is 0. */
export const formatShare = (part: number, whole: number, locale: Locale): string =>
  whole > 0 ? formats.get(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part / whole) : '–'
