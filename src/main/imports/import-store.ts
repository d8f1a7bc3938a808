import { randomBytes } from 'node:crypto'
import type { ImportsResult } from '../../shared/imports'
import { attempt } from '../database/failure'
import { createLane, type Lane } from '../database/lane'
import { defaultDatabaseLimits, openDatabase } from '../database/open-database'
import { createBlockListStore, type BlockListStore } from './block-list-store'
import { bookSchema } from './book-schema'
import { draftSchema } from './draft-schema'
import { createDraftStore, type DraftStore } from './draft-store'
import { importsCodes } from './failure'
import { createImportBook, type ImportBook } from './import-book'

/** All that is kept for the imports of one account. Its parts throw; see `attempt`. */
export interface ImportStore {
  /** The name under which a file that couldn't be read was put aside at the start; null: it could. */
  readonly keptAs: string | null
  draft: DraftStore
  blockList: BlockListStore
  book: ImportBook
  close(): Promise<void>
}

/** What a store needs. */
export interface ImportStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
}

const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL, salt VARCHAR NOT NULL);
  ${bookSchema}`

async function openStore({ file, nowMs }: ImportStoreOptions): Promise<ImportStore> {
  const database = await openDatabase({
    file,
    limits: defaultDatabaseLimits,
    application: 'deskline-imports',
    version: 1,
    schema,
    extraMeta: () => ({ salt: randomBytes(32).toString('hex') }),
    attached: [{ name: 'draft', schema: draftSchema }]
  })
  const lanes: Lane[] = []
  const openLane = async (): Promise<Lane> => {
    const lane = createLane(await database.connect())
    lanes.push(lane)
    return lane
  }
  const close = async (): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.close()))
    database.close()
  }
  try {
    // An import that is under way waits for nothing that is done to a draft: they write to different files.
    const [bookLane, bookReadLane] = [await openLane(), await openLane()]
    const [draftLane, draftReadLane, exportLane] = [await openLane(), await openLane(), await openLane()]
    const salt = String(database.meta.salt)
    const draft = createDraftStore({ writeLane: draftLane, readLane: draftReadLane, exportLane, salt })
    const blockList = createBlockListStore({ writeLane: bookLane, readLane: bookReadLane })
    const book = createImportBook({
      writeLane: bookLane,
      readLane: bookReadLane,
      salt,
      compareDraft: (connection, input) => draft.compareWithin(connection, input)
    })
    await book.recover(nowMs)
    return {
      keptAs: database.keptAs,
      draft,
      blockList,
      book: {
        ...book,
        async createImport(input, context) {
          // Nothing else changes the draft meanwhile.
          const made = await draftLane.run(() => book.createImport(input, context), context?.signal)
          // The import is on the disk, whatever becomes of its draft.
          await draft.clear().catch(() => undefined)
          return made
        }
      },
      close
    }
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
  attempt(() => openStore(options), onFatal, importsCodes)
