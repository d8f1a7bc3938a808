const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Formats a file size: 340 byte, 12 kB, 1.2 MB (steps of 1,024, as in file managers). */
export function formatSize(bytes: number, locale: string): string {
  let value = Math.max(0, bytes)
  let step = 0
  // Values that would round up to 1,024 use the next unit.
  while (value >= 1_023.5 && step < units.length - 1) {
    value /= 1_024
    step += 1
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 && value < 99.95 ? 1 : 0
  }).format(value)
}

/** Percentage, 0 to 100; below 100 until it is complete. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0) return 0
  return part >= whole ? 100 : Math.min(99, Math.max(0, Math.floor((part / whole) * 100)))
}
