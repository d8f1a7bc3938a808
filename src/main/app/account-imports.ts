import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { demoCampaigns } from '../../shared/session/demo'
import type { Locale, messages } from '../../shared/messages'
import type { Settings } from '../../shared/app/schema'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { Account } from '../../shared/session/schema'
import type { Log } from '../desktop/log'
import type { CampaignCalls } from '../imports/campaign-calls'
import type { ImportAlert } from '../imports/sending/import-runs'
import { Imports } from '../imports/imports'
import { createImportsClient } from '../imports/store/imports-client'
import { systemClock } from '../platform/clock'
import { removeDamagedFiles, wasDatabase } from '../platform/database/database-files'
import { readLoss } from '../platform/database/history-loss'
import { blockedFileOf } from '../platform/files/number-file'
import type { DoNotCallNumbers } from '../imports/do-not-call-store'
import type { FileDialogs } from '../platform/file-dialogs'
import { startUtilityProcess } from '../platform/process/utility-process'
import type { StateStore } from '../platform/state-store'
import { serviceOf } from '../session/account-service'
import type { SessionManager } from '../session/session-manager'
import { entryLabels } from './entry-labels'
import type { UserFiles } from './user-files/user-files'

/** The imports of one account, with their process. */
export interface AccountImports {
  imports: Imports
  /** Loads the stored imports; once. */
  load(): Promise<void>
  /** Ends the process while the window is closed and no import runs, to free its memory. */
  rest(): void
  /** `isForGood`: removes the numbers of finished imports. */
  leave(isForGood: boolean): Promise<void>
}

/** Dependencies of one account's imports. */
export interface AccountImportsDeps {
  state: StateStore
  log: Log
  files: UserFiles
  /** Path of the built process of lists and imports. */
  program: string
  sessionManager: SessionManager
  dialogs: FileDialogs
  isWindowOpen: () => boolean
  words: () => (typeof messages)[Locale]
  keepSettings: (settings: Settings) => void
  onAlert: (alert: ImportAlert) => void
  callsOf: (account: Account) => Promise<CampaignCalls | null>
  zone: () => ZoneOffsets
  /** The do-not-call list of an account's tenant. */
  doNotCall: (account: Account) => DoNotCallNumbers
}

/** Delay between sign-in and the check for interrupted imports, in ms, so that the check doesn't slow the start. */
const checkAfterMs = 3_000
/** Idle time after which the process of a closed window is ended, in ms. */
const restAfterMs = 5_000

/** Opens the imports of an account. Their process starts on first use. */
export function openAccountImports(deps: AccountImportsDeps, account: Account): AccountImports {
  const { state, log, files, words } = deps
  const { file, formerFiles } = files.databaseOf('imports', account)
  const client = createImportsClient({
    start: startUtilityProcess(deps.program, 'Deskline imports'),
    file,
    formerFiles,
    now: () => systemClock.now(),
    onLoss(loss) {
      if (loss !== null) log.warn('imports lost', loss.keptAs ?? '')
      imports.processStarted()
      imports.showLoss(loss)
    }
  })
  const imports = new Imports({
    state,
    clock: systemClock,
    store: client,
    service: () => serviceOf(account, deps),
    dialogs: deps.dialogs,
    labels: () => entryLabels(words().entries, words().exports.progressColumns),
    keepSettings: deps.keepSettings,
    newId: randomUUID,
    onAlert: deps.onAlert,
    calls: () => deps.callsOf(account),
    zone: deps.zone,
    doNotCall: deps.doNotCall(account)
  })
  imports.showLoss(readLoss(file))
  let isNamed = !account.isDemo
  const load = async (): Promise<void> => {
    await imports.open()
    if (isNamed) return
    isNamed = true
    for (const id of demoCampaigns) await imports.labelCampaign(id, words().desktop.demoCampaigns[id])
  }
  const rest = (): void => {
    if (!deps.isWindowOpen() && imports.isIdle()) void client.rest()
  }
  // An import can outlast its window, so check again after each change.
  let cancelRest = (): void => undefined
  const offState = state.onChange((topic) => {
    if (topic !== 'imports' && topic !== 'campaignProgress') return
    cancelRest()
    cancelRest = systemClock.after(restAfterMs, rest)
  })
  // No database, now or earlier: this account never imported, so don't start the process.
  const cancelCheck = wasDatabase(file)
    ? systemClock.after(checkAfterMs, () => void load().then(rest))
    : () => undefined

  return {
    imports,
    load,
    rest,
    async leave(isForGood) {
      cancelCheck()
      offState()
      cancelRest()
      await imports.close()
      // On sign-out, delete the numbers of finished imports but remember that they were sent. A demo keeps nothing.
      if (account.isDemo) {
        await client.removeAll()
        rmSync(blockedFileOf(file), { force: true })
      } else if (isForGood && existsSync(file)) {
        const forgotten = await client.ask('forgetDetails', {})
        if (!forgotten.ok) log.warn('imports not forgotten', forgotten.error.code)
      }
      await client.close()
      // Copies of damaged files contain numbers too; remove them once the user was notified of the loss.
      if (isForGood && readLoss(file) === null) removeDamagedFiles(file)
    }
  }
}
