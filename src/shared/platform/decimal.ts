/** Parses a decimal number in the service's notation; null for any other text. */
export const readDecimal = (text: string): number | null =>
  /^\d{1,12}(\.\d{1,6})?$/.test(text.trim()) ? Number(text) : null
