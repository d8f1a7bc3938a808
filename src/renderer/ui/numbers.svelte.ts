import { i18n } from '../platform/i18n.svelte.ts'

const decimal = $derived(new Intl.NumberFormat(i18n.locale))
const percent = $derived(new Intl.NumberFormat(i18n.locale, { style: 'percent' }))

/** Formats a number with the separators of the current language: 187,204. */
export const formatDecimal = (value: number): string => decimal.format(value)

/** Formats a share of 0 to 1 as a whole percentage: 43%. */
export const formatPercent = (share: number): string => percent.format(share)

/** Like {@link formatPercent}, but 0% and 100% are only used for exactly 0 and 1. */
export const formatShare = (share: number): string =>
  formatPercent(share <= 0 ? 0 : share >= 1 ? 1 : Math.min(0.99, Math.max(0.01, share)))
