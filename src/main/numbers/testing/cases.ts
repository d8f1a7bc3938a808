import type { NumberCase } from './case-builders'
import { doubtfulCases } from './doubtful-cases'
import { formatCases } from './format-cases'
import { textCases } from './text-cases'

/** Realistic texts and the numbers in each; shared by the tests and the benchmark. */
export const numberCases: readonly NumberCase[] = [...formatCases, ...textCases, ...doubtfulCases]
