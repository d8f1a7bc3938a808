import type { RequestField, Refusal } from './service-errors'

export type Checked<T> = { value: T } | { refusal: Refusal }

/** 移动电话: 1[3-9] and nine digits. */
const MOBILE = /^1[3-9]\d{9}$/
/** 固定电话: area code with its 0 (010 and 02x three digits, the others four), then 7 or 8 digits from 2 on. */
const FIXED_LINE = /^(?:010|02\d|0[3-9]\d{2})[2-9]\d{6,7}$/

/** 需要是合法的手机号或固定电话. Short codes and 400 numbers are neither. */
const isLegalNumber = (text: string): boolean => MOBILE.test(text) || FIXED_LINE.test(text)

/** Absent, null and "" all mean that an optional field is unset (选填). */
const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

export function checkNumber(value: unknown, field: RequestField): Checked<string | null> {
  if (isBlank(value)) return { value: null }
  if (typeof value === 'string' && isLegalNumber(value)) return { value }
  return { refusal: { name: 'number-invalid', field } }
}

export function checkAgentId(value: unknown): Checked<number | null> {
  if (isBlank(value)) return { value: null }
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return { value }
  return { refusal: { name: 'not-an-integer', field: 'agentId' } }
}

export function checkSalesmanCode(value: unknown): Checked<string | null> {
  if (isBlank(value)) return { value: null }
  if (typeof value === 'string' && value.length <= 64) return { value }
  return { refusal: { name: 'not-a-text', field: 'salesmanCode' } }
}

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i

/** Parses an RFC 3339 date-time with zone to ms since 1970; rejects dates such as Feb 30. */
export function checkTime(text: string | null, field: 'startTime' | 'endTime'): Checked<number> {
  if (text === null || text === '') return { refusal: { name: 'value-missing', field } }
  const parts = RFC_3339.exec(text)
  const ms = Date.parse(text)
  if (parts && !Number.isNaN(ms)) {
    const [year, month, day] = parts.slice(1).map(Number)
    const lastDay = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate()
    if ((day ?? 0) <= lastDay) return { value: ms }
  }
  return { refusal: { name: 'time-invalid', field } }
}

/** 被叫号码数组: not empty, and all numbers valid; the error names the first invalid one. */
export function checkNumberList(value: unknown): Checked<string[]> {
  if (!Array.isArray(value) || value.length === 0)
    return { refusal: { name: 'not-a-list', field: 'numbers' } }
  const numbers: string[] = []
  for (const number of value as unknown[]) {
    if (typeof number !== 'string' || !isLegalNumber(number)) {
      const shown = typeof number === 'string' ? number.slice(0, 32) : JSON.stringify(number).slice(0, 32)
      const values = { position: numbers.length + 1, number: shown }
      return { refusal: { name: 'listed-number-invalid', field: 'numbers', values } }
    }
    numbers.push(number)
  }
  return { value: numbers }
}
