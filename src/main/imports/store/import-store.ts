import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import type { HistoryLoss } from '../../../shared/platform/history-loss'
import type { ImportsResult } from '../../../shared/imports/imports'
import { attempt, Failure, openMended } from '../../platform/database/failure'
import { forgetLoss, keepLoss } from '../../platform/database/history-loss'
import type { Lane } from '../../platform/database/lane'
import { openDatabase } from '../../platform/database/open-database'
import { defaultDatabaseLimits } from '../../platform/database/opening'
import { createBlockListStore, type BlockListStore } from './block-list-store'
import { importSchema } from './history/import-schema'
import { draftSchema } from './drafts/draft-schema'
import { createDraftStore, type DraftStore } from './drafts/draft-store'
import { importsCodes } from '../imports-operations'
import { addFormerLedger, formerLedgerSchema } from './history/former-ledger'
import { createImportRepository, type ImportRepository } from './history/import-repository'

/** All that is kept for the imports of one account. Its parts throw; see `attempt`. */
export interface ImportStore {
  /** Some of what was imported before isn't known any more, and the user hasn't acknowledged it. */
  loss(): HistoryLoss | null
  /** The user knows of the loss: imports may go on. */
  acknowledgeLoss(): Promise<void>
  draft: DraftStore
  blockList: BlockListStore
  repository: ImportRepository
  close(): Promise<void>
}

/** What a store needs. */
export interface ImportStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
  /** Files of the same tenant: what they know is taken over, and they are renamed. */
  formerFiles?: readonly string[]
}

const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL, salt VARCHAR NOT NULL);
  ${importSchema}`

/** The end of the name of a file that was taken over; what it holds beside its ledger stays in it. */
const takenOver = '.taken-over'

interface OpenedStore extends ImportStore {
  salt: string
  /** The connection that writes the repository. */
  runOnImports: Lane['run']
}

/** Adds what a former file knows to the store, and renames the file. Returns the loss that it has, if any. */
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
    attached: [{ name: 'draft', schema: draftSchema }]
  })
  const lanes: Lane[] = []
  const openLane = async (kind: 'plain' | 'counting' = 'plain'): Promise<Lane> => {
    const lane = await database.openLane(kind)
    lanes.push(lane)
    return lane
  }
  const close = async (): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.close()))
    database.close()
  }
  try {
    // An import that is under way waits for nothing that is done to a draft: they write to different files.
    const [importLane, importReadLane] = [await openLane('counting'), await openLane()]
    const [draftLane, draftReadLane, exportLane] = [await openLane(), await openLane(), await openLane()]
    const salt = String(database.meta.salt)
    const draft = createDraftStore({ writeLane: draftLane, readLane: draftReadLane, exportLane, salt })
    const blockList = createBlockListStore({ writeLane: importLane, readLane: importReadLane })
    const repository = createImportRepository({
      writeLane: importLane,
      readLane: importReadLane,
      salt,
      compareDraft: (connection, input) => draft.compareWithin(connection, input)
    })
    await importLane.run((connection) => connection.run(formerLedgerSchema))
    await repository.recover(nowMs)
    let { loss } = database
    /** What is sent or begun to be sent while history is missing may be in the library already. */
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
      repository: {
        ...repository,
        async beginRequest(input, context) {
          refuseLost()
          return repository.beginRequest(input, context)
        },
        async createImport(input, context) {
          refuseLost()
          // Nothing else changes the draft meanwhile.
          const made = await draftLane.run(() => repository.createImport(input, context), context?.signal)
          // The import is on the disk, whatever becomes of its draft.
          await draft.clear().catch(() => undefined)
          return made
        }
      },
      close
    }
    for (const former of formerFiles) {
      const formerLoss = await takeOver(store, former, nowMs)
      if (formerLoss === null) continue
      keepLoss(file, formerLoss)
      loss = formerLoss
    }
    return store
  } catch (failure) {
    await close()
    throw failure
  }
}

/**
 * Opens an account's file, or makes it: requests that were under way when Deskline ended are `unknown` from
 * now on. `imports-locked`: another has it open; `imports-failed`. `onFatal`: the database is past use.
 */
export const openImportStore = ({
  onFatal,
  ...options
}: ImportStoreOptions & { onFatal: () => void }): Promise<ImportsResult<ImportStore>> =>
  attempt(() => openMended(() => openStore(options)), onFatal, importsCodes)
