import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import type { HistoryLoss } from '../../../shared/platform/schema'
import type { ImportsResult } from '../../../shared/imports/imports'
import { DatabaseLanes } from '../../platform/database/database-lanes'
import { attempt, Failure, openMended } from '../../platform/database/failure'
import { forgetLoss, keepLoss } from '../../platform/database/history-loss'
import type { Lane } from '../../platform/database/lane'
import { openDatabase } from '../../platform/database/open-database'
import { defaultDatabaseLimits } from '../../platform/database/opening'
import { createBlockListStore, type BlockListStore } from './block-list-store'
import { withBlockedFile } from './blocked-file'
import { importSchema } from './history/import-schema'
import { draftSchema } from './drafts/draft-schema'
import { createDraftStore, type DraftStore } from './drafts/draft-store'
import { importsCodes } from '../imports-operations'
import { addFormerLedger, formerLedgerSchema } from './history/former-ledger'
import { createProgressStore, type ProgressStore } from './progress/progress-store'
import { progressSchema } from './progress/progress-tables'
import { createImportRepository, type ImportRepository } from './history/import-repository'

/** The stored data of one account's imports. Its parts throw; see `attempt`. */
export interface ImportStore {
  /** Data about earlier imports was lost, and the user hasn't acknowledged that. */
  loss(): HistoryLoss | null
  /** The user acknowledged the loss: imports may continue. */
  acknowledgeLoss(): Promise<void>
  draft: DraftStore
  blockList: BlockListStore
  repository: ImportRepository
  progress: ProgressStore
  close(): Promise<void>
}

/** What a store needs. */
export interface ImportStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
  /** Other files of the tenant: their ledgers are copied, and the files renamed. */
  formerFiles?: readonly string[]
}

const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL, salt VARCHAR NOT NULL);
  ${importSchema}`

/** Suffix of a file whose ledger was copied; its other content stays in it. */
const takenOver = '.taken-over'

interface OpenedStore extends ImportStore {
  salt: string
  /** Runs on the connection that writes. */
  runOnImports: Lane['run']
}

/** Copies the ledger of a former file, and renames the file. Returns its loss, if any. */
async function takeOver(store: OpenedStore, file: string, nowMs: number): Promise<HistoryLoss | null> {
  if (!existsSync(file)) return null
  const former = await openStore({ file, nowMs })
  try {
    await former.runOnImports((connection) =>
      store.runOnImports((repository) =>
        addFormerLedger(repository, { connection, salt: former.salt }, nowMs)
      )
    )
  } finally {
    await former.close()
  }
  renameSync(file, file + takenOver)
  return former.loss()
}

async function openStore({ file, nowMs, formerFiles = [] }: ImportStoreOptions): Promise<OpenedStore> {
  const database = await openDatabase({
    file,
    limits: defaultDatabaseLimits,
    nowMs,
    application: 'deskline-imports',
    version: 1,
    schema,
    extraMeta: () => ({ salt: randomBytes(32).toString('hex') }),
    attached: [
      { name: 'draft', schema: draftSchema },
      { name: 'progress', schema: progressSchema }
    ]
  })
  const lanes = new DatabaseLanes(database)
  try {
    // Imports don't wait for draft operations, which write to another database.
    const [importLane, importReadLane] = [await lanes.open('counting'), await lanes.open()]
    const [draftLane, draftReadLane, exportLane] = [
      await lanes.open(),
      await lanes.open(),
      await lanes.open()
    ]
    const salt = String(database.meta.salt)
    const draft = createDraftStore({ writeLane: draftLane, readLane: draftReadLane, exportLane, salt })
    const blockList = await withBlockedFile(
      createBlockListStore({ writeLane: importLane, readLane: importReadLane }),
      { databaseFile: file, readLane: await lanes.open() }
    )
    const repository = createImportRepository({
      writeLane: importLane,
      readLane: importReadLane,
      salt,
      compareDraft: (connection, input) => draft.compareWithin(connection, input)
    })
    const progress = createProgressStore({
      writeLane: importLane,
      countLane: await lanes.open(),
      readLane: importReadLane,
      salt
    })
    await importLane.run((connection) => connection.run(formerLedgerSchema))
    await progress.prepare()
    await repository.recover(nowMs)
    let { loss } = database
    /** Requests created while history is missing may repeat earlier ones. */
    const refuseLost = (): void => {
      if (loss !== null) throw new Failure('imports-lost')
    }
    const store: OpenedStore = {
      salt,
      runOnImports: (work, signal) => importLane.run(work, signal),
      loss: () => loss,
      acknowledgeLoss() {
        forgetLoss(file)
        loss = null
        return Promise.resolve()
      },
      draft,
      blockList,
      progress,
      repository: {
        ...repository,
        async beginRequest(input, context) {
          refuseLost()
          return repository.beginRequest(input, context)
        },
        async removeImport(input, context) {
          const removed = await repository.removeImport(input, context)
          // A failure doesn't matter: the next opening removes what is left.
          await progress.remove(input.id).catch(() => undefined)
          return removed
        },
        async createImport(input, context) {
          refuseLost()
          // The draft can't change meanwhile.
          const made = await draftLane.run(() => repository.createImport(input, context), context?.signal)
          // The import is stored; a failure to clear the draft doesn't matter.
          await draft.clear().catch(() => undefined)
          return made
        }
      },
      close: () => lanes.close()
    }
    for (const former of formerFiles) {
      const formerLoss = await takeOver(store, former, nowMs)
      if (formerLoss === null) continue
      keepLoss(file, formerLoss)
      loss = formerLoss
    }
    return store
  } catch (failure) {
    await lanes.close()
    throw failure
  }
}

/**
 * Opens or creates an account's file: requests without an outcome become `unknown`. `imports-locked`: another
 * process has it open; `imports-failed`. `onFatal`: the database is unusable.
 */
export const openImportStore = ({
  onFatal,
  ...options
}: ImportStoreOptions & { onFatal: () => void }): Promise<ImportsResult<ImportStore>> =>
  attempt(() => openMended(() => openStore(options)), onFatal, importsCodes)
