import type { DoubtReason } from '../../../shared/numbers/number'

/** A realistic text and the numbers that must be found in it, in order. */
export interface NumberCase {
  name: string
  text: string
  numbers: readonly ExpectedNumber[]
}

/** The compared properties of a found number. */
export interface ExpectedNumber {
  dial: string
  kind: 'mobile' | 'fixed' | 'doubtful'
  extension?: string
  doubt?: DoubtReason
}

/** A mobile number as expected. */
export const mobile = (dial: string, extension?: string): ExpectedNumber => ({
  dial,
  kind: 'mobile',
  ...(extension === undefined ? {} : { extension })
})

/** A number of a fixed line as expected. */
export const fixed = (dial: string, extension?: string): ExpectedNumber => ({
  dial,
  kind: 'fixed',
  ...(extension === undefined ? {} : { extension })
})

/** A doubtful number, and why. */
export const doubtful = (dial: string, doubt: DoubtReason, extension?: string): ExpectedNumber => ({
  dial,
  kind: 'doubtful',
  doubt,
  ...(extension === undefined ? {} : { extension })
})

/** Numbers that many cases contain. */
export const m1 = mobile('13800138000')
export const m2 = mobile('13900139000')
export const bj = fixed('01088888888')
export const sz = fixed('075523456789')

/** Cases of one kind, from name, text and numbers. */
export function group(
  title: string,
  cases: readonly (readonly [string, string, ...ExpectedNumber[]])[]
): NumberCase[] {
  return cases.map(([name, text, ...numbers]) => ({ name: `${title}: ${name}`, text, numbers }))
}
