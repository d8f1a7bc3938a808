import type { AskWorkLists } from './work-lists-operations'

/** The store of one account's work lists, kept in a separate process. */
export interface WorkListsStore {
  ask: AskWorkLists
  /** False: there are no lists, and nothing needs to be started to know it. */
  isThere(): boolean
}
