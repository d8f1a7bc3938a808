/** Parses an integer within the limits, with or without digit grouping; null: invalid. */
export function readCount(text: string, { min, max }: { min: number; max: number }): number | null {
  const digits = text.trim().replace(/(\d)[,，\s](?=\d{3}(?:\D|$))/g, '$1')
  if (!/^\d{1,9}$/.test(digits)) return null
  const value = Number(digits)
  return value >= min && value <= max ? value : null
}
