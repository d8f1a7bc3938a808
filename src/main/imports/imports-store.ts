import type { CodedResult } from '../../shared/platform/coded-result'
import type { ImportsErrorCode } from '../../shared/imports/imports'
import type { Ask, AskOptions } from '../platform/process-contract'
import type { importOperations, ImportsProgress } from './imports-operations'

/** Options of one request. */
export type ImportsAskOptions = AskOptions<ImportsProgress>

/** The result of an operation of the store. */
export type StoreResult<T> = CodedResult<T, ImportsErrorCode>

/** Client of the process that keeps the lists, drafts and imports of one account. */
export interface ImportsStore {
  ask: Ask<typeof importOperations, ImportsErrorCode, ImportsProgress>
}
