import type { CodedResult } from '../../shared/platform/coded-result'
import type { ImportsErrorCode } from '../../shared/imports/imports'
import type { Ask, AskOptions } from '../platform/process-contract'
import type { importOperations, ImportsProgress } from './imports-operations'

/** For one question. */
export type ImportsAskOptions = AskOptions<ImportsProgress>

/** The result of an operation of the store. */
export type StoreResult<T> = CodedResult<T, ImportsErrorCode>

/** Lists, drafts and imports of one account, kept in a process of their own. */
export interface ImportsStore {
  ask: Ask<typeof importOperations, ImportsErrorCode, ImportsProgress>
}
