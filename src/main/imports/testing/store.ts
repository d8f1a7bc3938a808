import type { SourceProbe, TableProbe, DraftSummary } from '../../../shared/imports/schema'
import type { ImportInput, ImportOperation, ImportOutput } from '../imports-operations'
import type { ImportsAskOptions, ImportsStore, StoreResult } from '../imports-store'

type Askable = Exclude<ImportOperation, 'open'>

/** A request to the store, answered by the test. */
export interface Question<O extends Askable> {
  operation: O
  input: ImportInput<O>
  options: ImportsAskOptions
  answer(result: StoreResult<ImportOutput<O>>): void
}

/** A store without a process: records requests and lets the test answer them. */
export interface StoreUnderTest extends ImportsStore {
  /** All requests, in order. */
  asked: { operation: Askable; input: unknown }[]
  /** Returns the oldest pending request of this operation; throws when there is none. */
  next<O extends Askable>(operation: O): Question<O>
  waiting(operation: Askable): number
  /** Answers this operation immediately from now on. */
  always<O extends Askable>(
    operation: O,
    answer: (input: ImportInput<O>) => StoreResult<ImportOutput<O>>
  ): void
}

/** Doesn't answer by itself. A request whose signal is aborted is answered with `cancelled`. */
export function createStoreUnderTest(): StoreUnderTest {
  const asked: StoreUnderTest['asked'] = []
  const questions: Question<Askable>[] = []
  const standing = new Map<Askable, (input: never) => StoreResult<unknown>>()
  return {
    asked,
    ask<O extends Askable>(operation: O, input: ImportInput<O>, options: ImportsAskOptions = {}) {
      asked.push({ operation, input })
      const answerNow = standing.get(operation)
      return new Promise<StoreResult<ImportOutput<O>>>((resolve) => {
        if (answerNow !== undefined) {
          resolve(answerNow(input as never) as StoreResult<ImportOutput<O>>)
          return
        }
        const question: Question<O> = {
          operation,
          input,
          options,
          answer(result) {
            const at = questions.indexOf(question)
            if (at >= 0) questions.splice(at, 1)
            resolve(result)
          }
        }
        questions.push(question)
        options.signal?.addEventListener('abort', () => {
          question.answer({ ok: false, error: { code: 'cancelled' } })
        })
      })
    },
    next(operation: Askable) {
      const found = questions.find((question) => question.operation === operation)
      if (found === undefined) throw new Error(`nobody asks for ${operation}`)
      return found as never
    },
    waiting: (operation) => questions.filter((question) => question.operation === operation).length,
    always: (operation, answer) => void standing.set(operation, answer)
  }
}

/** A probe of a table with numbers in the second column. */
export const probeUnderTest = (more: Partial<TableProbe> = {}): TableProbe => ({
  sheetIndex: null,
  sheet: null,
  found: {
    encoding: 'gb18030',
    delimiter: 'comma',
    headerLine: 1,
    isHiddenIncluded: false,
    numberColumns: [1]
  },
  columns: [
    { index: 0, title: '姓名', numberShare: 0 },
    { index: 1, title: '手机', numberShare: 0.98 }
  ],
  columnCount: 2,
  hiddenColumns: 0,
  preview: [
    { line: 1, cells: ['姓名', '手机'] },
    { line: 2, cells: ['张三', '13800138000'] }
  ],
  ...more
})

/** A probe of a text file with one table. */
export const sourceUnderTest = (tables: TableProbe[] = [probeUnderTest()]): SourceProbe => ({
  format: 'text',
  name: '客户.csv',
  sizeBytes: 1_000,
  hiddenSheets: 0,
  tables
})

/** A summary with `valid` numbers to send. */
export const summaryUnderTest = (valid: number): DraftSummary => ({
  lines: valid,
  blankLines: 0,
  undecodableLines: 0,
  entries: valid,
  valid,
  doubtful: 0,
  byReason: [],
  byKind: [{ code: 'mobile', count: valid }],
  byArea: [],
  suggestions: [],
  fixed: 0
})
