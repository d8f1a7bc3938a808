import type { ImportsErrorCode } from '../../shared/imports/imports'
import type {
  ImportInput,
  ImportOperation,
  ImportOutput,
  ImportsProgress
} from './store/imports-messages'

/** For one question. */
export interface ImportsAskOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ImportsProgress) => void) | undefined
}

/** What an operation of the store comes to. */
export type StoreResult<T> = { ok: true; value: T } | { ok: false; error: { code: ImportsErrorCode } }

/** Lists, drafts and imports of one account, kept in a process of their own. None throws. */
export interface ImportsStore {
  ask<O extends Exclude<ImportOperation, 'open'>>(
    operation: O,
    input: ImportInput<O>,
    options?: ImportsAskOptions
  ): Promise<StoreResult<ImportOutput<O>>>
}
