import type { DraftSummary } from '../../../shared/imports/imports'
import type { SourceProbe, TableProbe } from '../../../shared/imports/schema'
import type { ImportInput, ImportOperation, ImportOutput } from '../imports-operations'
import type { ImportsAskOptions, ImportsStore, StoreResult } from '../imports-store'

type Askable = Exclude<ImportOperation, 'open'>

/** A question that a test answers when it wants to. */
export interface Question<O extends Askable> {
  operation: O
  input: ImportInput<O>
  options: ImportsAskOptions
  answer(result: StoreResult<ImportOutput<O>>): void
}

/** A store without a process: it notes what it is asked, and a test gives the answers. */
export interface StoreUnderTest extends ImportsStore {
  /** Everything that was asked, in order. */
  asked: { operation: Askable; input: unknown }[]
  /** The oldest question of this kind that waits. Throws when there is none. */
  next<O extends Askable>(operation: O): Question<O>
  waiting(operation: Askable): number
  /** What is answered at once from now on, without being waited for. */
  always<O extends Askable>(
    operation: O,
    answer: (input: ImportInput<O>) => StoreResult<ImportOutput<O>>
  ): void
}

/** A store that answers nothing yet. A question whose signal is aborted is answered `cancelled`. */
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

/** A look at one table whose second column holds numbers. */
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

/** What looking at a text file of one table gives. */
export const sourceUnderTest = (tables: TableProbe[] = [probeUnderTest()]): SourceProbe => ({
  format: 'text',
  name: '客户.csv',
  sizeBytes: 1_000,
  hiddenSheets: 0,
  tables
})

/** A summary in which `valid` numbers would be sent. */
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
