import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/session/schema'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import { removeDamagedFiles } from '../platform/database/database-files'
import { readLoss } from '../platform/database/history-loss'
import { startUtilityProcess } from '../platform/process/utility-process'
import type { StateStore } from '../platform/state-store'
import { createWorkListsClient } from '../work-lists/store/work-lists-client'
import { openWorkLists, type WorkLists, type WorkListsDeps } from '../work-lists/work-lists'
import type { UserFiles } from './user-files/user-files'

/** The work lists of the signed-in account, with their process. */
export interface AccountWorkLists {
  lists: WorkLists
  /** `isForGood`: signed out; work lists are kept, except those of the demo. */
  leave(isForGood: boolean): Promise<void>
}

/** Dependencies of one account's work lists. */
export interface AccountWorkListsDeps extends Omit<
  WorkListsDeps,
  'state' | 'clock' | 'store' | 'newId' | 'files'
> {
  state: StateStore
  log: Log
  userFiles: Pick<UserFiles, 'databaseOf'>
  /** Path of the work lists' built process. */
  program: string
  sourceFiles: WorkListsDeps['files']
}

/** Opens the work lists of an account. Their process starts on first use. */
export function openAccountWorkLists(deps: AccountWorkListsDeps, account: Account): AccountWorkLists {
  const { state, log, userFiles, program, sourceFiles, ...others } = deps
  const { file } = userFiles.databaseOf('work-lists', account)
  const client = createWorkListsClient({
    start: startUtilityProcess(program, 'Deskline work lists'),
    file,
    clock: systemClock,
    onOpened(opened) {
      if (opened.loss !== null) log.warn('work lists lost', opened.loss.keptAs ?? '')
      lists.opened(opened)
    }
  })
  const lists = openWorkLists({
    ...others,
    files: sourceFiles,
    state,
    clock: systemClock,
    store: client,
    newId: randomUUID
  })
  lists.showLoss(readLoss(file))

  return {
    lists,
    async leave(isForGood) {
      lists.close()
      if (account.isDemo && !(await client.removeAll()).ok) log.warn('work lists not removed')
      await client.close()
      // Copies of damaged files contain numbers too; remove them once the user was notified of the loss.
      if (isForGood && readLoss(file) === null) removeDamagedFiles(file)
    }
  }
}
