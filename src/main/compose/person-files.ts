import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { addressKinds, type AddressKind } from '../../shared/connection'
import { linkSchemes } from '../../shared/links'
import { noteLimits, type RecordNote } from '../../shared/records'
import { recordNoteSchema } from '../../shared/records-schemas'
import {
  accountSchema,
  callSchema,
  settingsSchema,
  storageProblemSchema,
  teamEntrySchema
} from '../../shared/schemas'
import type { Account } from '../../shared/session'
import { defaultSettings } from '../../shared/settings'
import { maxStorageProblems, type StorageProblem, type StoredFile } from '../../shared/state'
import { maxTeamSize } from '../../shared/team'
import { accountKey, tenantKey } from '../core/account'
import type { Consents } from '../core/consent'
import type { UncheckedMark } from '../core/offline'
import type { AccountFile, CallsFile, ClockOffsetFile, KnownSalesmen, TeamFile } from '../core/ports'
import { createStorageProblems, type StorageProblems } from '../core/storage-problems'
import { systemClock } from '../desktop/clock'
import { openDocument, type DocumentFile, type DocumentProblem } from '../desktop/document-file'
import { removeParts } from '../files/atomic-file'
import type { FormerHandlers } from '../desktop/links'
import { rememberedPlaceSchema, type RememberedPlace } from '../desktop/remembered-place'
import { keptDownloadsSchema, type KeptDownloads } from '../recordings/download-list'

/** The version of the files in the person's folder; raised with each change of their shape. */
const fileVersion = 1

/** How many salesman codes are remembered as known. */
const maxSalesmanCodes = 500

/** For how many accounts it is remembered since when their records were not checked. */
const maxUnchecked = 50

const keptAccountSchema = z.strictObject({ account: accountSchema, isSignedIn: z.boolean() }).nullable()

const folderPath = z.string().min(1).max(4_096)

const memorySchema = z.strictObject({
  /** Tenant and code, as JSON. */
  salesmanCodes: z.array(z.string().max(1_000)).max(maxSalesmanCodes),
  formerLinkHandlers: z.record(z.enum(linkSchemes), z.string().max(200).nullable()),
  lastAddress: z.enum(addressKinds).nullable(),
  /** See {@link ClockOffsetFile}. */
  clockOffsetMs: z.number().int().min(-8.64e15).max(8.64e15),
  /** For each account since when its records were not checked, epoch ms; by the name of its calls' file. */
  uncheckedSinceMs: z.record(z.string().regex(/^calls-[\da-f]{16}$/), z.number().min(0).max(8.64e15)),
  recordsPlace: rememberedPlaceSchema.nullable(),
  exportFolder: folderPath.nullable(),
  recordingsFolder: folderPath.nullable(),
  importsPlace: rememberedPlaceSchema.nullable(),
  listsFolder: folderPath.nullable(),
  /** See {@link Consents}. */
  consents: z.strictObject({
    server: z.array(z.string().max(300)).max(200),
    page: z.array(z.string().max(300)).max(200)
  })
})

/** What Deskline remembers that is nobody's choice. */
type Memory = z.output<typeof memorySchema>

/** A document of one account as it is now, and how it is kept soon. */
export interface KeptDocument<T> {
  readonly initial: T
  write(value: T): void
}

/** The files in the person's folder. */
export interface PersonFiles {
  settings: DocumentFile<typeof defaultSettings>
  account: AccountFile
  callsOf(account: Account): CallsFile
  teamOf(account: Account): TeamFile
  /** Since when the records of this account's calls were not checked; see {@link UncheckedMark}. */
  uncheckedMarkOf(account: Account): UncheckedMark
  /** Salesman codes belong to a tenant. */
  salesmenOf(account: Account): KnownSalesmen
  formerLinkHandlers: { read(): FormerHandlers; write(former: FormerHandlers): void }
  /** The address of the service that worked last, for the server "automatic". */
  lastAddress: { read(): AddressKind | null; write(kind: AddressKind | null): void }
  clockOffset: ClockOffsetFile
  notesOf(account: Account): KeptDocument<RecordNote[]>
  downloadsOf(account: Account): KeptDocument<KeptDownloads | null>
  consents: { read(): Consents; write(consents: Consents): void }
  recordsPlace: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
  importsPlace: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
  /** Where exports were put last, where recordings were, and where lists came from. */
  folders: Record<'exports' | 'recordings' | 'lists', { read(): string | null; write(folder: string): void }>
  /** Problems with these files and with any other store of the user-data folder. */
  problems: StorageProblems
  /** Writes now what waits; for the end of the program. */
  flush(): void
}

/** What is kept beside each account. */
type AccountFileKind = 'calls' | 'team' | 'notes' | 'downloads' | 'records' | 'imports'

/**
 * A safe file name that differs for each account. Imports are the tenant's, whose campaigns they go into: what one
 * desk phone imported is known to the others.
 */
export const fileNameOf = (kind: AccountFileKind, account: Account): string => {
  const key = kind === 'imports' ? tenantKey(account) : accountKey(account)
  return `${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

/** True for what Deskline keeps in the user-data folder; Chromium keeps its files there too. */
export const isOwnFile = (name: string): boolean =>
  /^(settings|account|memory|storage-problems|(calls|team|notes|downloads|records|imports)-[\da-f]{16})\./.test(
    name
  ) || ['logs', 'recordings-cache'].includes(name)

/** A file of one account, open until the program ends. */
interface AccountDocument<T> {
  value: T
  write(value: T): void
  flush(): void
}

/** Opens the files below `folder`. Nothing of it throws: what can't be read or written is a problem to show. */
export function openPersonFiles(folder: string): PersonFiles {
  removeParts(folder)
  const ownProblems: DocumentProblem[] = []
  const problemsFile = openDocument<StorageProblem[]>({
    folder,
    name: 'storage-problems',
    version: fileVersion,
    schema: z.array(storageProblemSchema).max(maxStorageProblems),
    fallback: [],
    // Can't be recorded before there is a list; and that the list itself can't be saved wouldn't be in it.
    onProblem: (problem) => ownProblems.push(problem)
  })
  const problems = createStorageProblems({
    file: problemsFile,
    now: () => systemClock.now(),
    newId: randomUUID
  })
  for (const problem of ownProblems.splice(0)) {
    problems.record({ ...problem, file: 'problems', name: 'storage-problems.json' })
  }

  const open = <T>(name: string, file: StoredFile, schema: z.ZodType<T>, fallback: T): DocumentFile<T> =>
    openDocument({
      folder,
      name,
      version: fileVersion,
      schema,
      fallback,
      onProblem: (problem) => problems.record({ ...problem, file, name: `${name}.json` }),
      onSaved: () => problems.resolve(`${name}.json`)
    })

  const settings = open('settings', 'settings', settingsSchema, defaultSettings)
  const accountFile = open('account', 'account', keptAccountSchema, null)
  let account = accountFile.initial
  const memoryFile = open<Memory>('memory', 'memory', memorySchema, {
    salesmanCodes: [],
    formerLinkHandlers: { tel: null, callto: null },
    lastAddress: null,
    clockOffsetMs: 0,
    uncheckedSinceMs: {},
    recordsPlace: null,
    exportFolder: null,
    recordingsFolder: null,
    importsPlace: null,
    listsFolder: null,
    consents: { server: [], page: [] }
  })
  let memory = memoryFile.initial
  const remember = (part: Partial<Memory>): void => {
    memory = { ...memory, ...part }
    memoryFile.write(memory)
  }

  /**
   * Gives a file of an account by its name. Signing in again finds what was written last, also where it could
   * not be put on the disk.
   */
  const perAccount = <T>(kind: AccountFileKind, file: StoredFile, schema: z.ZodType<T>, fallback: T) => {
    const opened = new Map<string, AccountDocument<T>>()
    return {
      of(account: Account): AccountDocument<T> {
        const name = fileNameOf(kind, account)
        const known = opened.get(name)
        if (known !== undefined) return known
        const document = open(name, file, schema, fallback)
        const entry: AccountDocument<T> = {
          value: document.initial,
          write(value) {
            entry.value = value
            document.write(value)
          },
          flush: () => document.flush()
        }
        opened.set(name, entry)
        return entry
      },
      flush() {
        for (const entry of opened.values()) entry.flush()
      }
    }
  }
  const callsFiles = perAccount('calls', 'recents', z.array(callSchema).max(500), [])
  const teamFiles = perAccount('team', 'team', z.array(teamEntrySchema).max(maxTeamSize), [])
  const noteFiles = perAccount('notes', 'notes', z.array(recordNoteSchema).max(noteLimits.maxNotes), [])
  const downloadFiles = perAccount('downloads', 'downloads', keptDownloadsSchema.nullable(), null)

  return {
    settings,
    account: {
      read: () => account,
      write(kept) {
        account = kept
        accountFile.write(kept)
      }
    },
    callsOf(of) {
      const file = callsFiles.of(of)
      return { initial: file.value, write: (calls) => file.write(calls), flush: () => file.flush() }
    },
    teamOf(of) {
      const file = teamFiles.of(of)
      return { read: () => file.value, write: (entries) => file.write(entries) }
    },
    notesOf(of) {
      const file = noteFiles.of(of)
      return { initial: file.value, write: (notes) => file.write(notes) }
    },
    downloadsOf(of) {
      const file = downloadFiles.of(of)
      return { initial: file.value, write: (kept) => file.write(kept) }
    },
    consents: {
      read: () => memory.consents,
      write: ({ server, page }) => remember({ consents: { server: [...server], page: [...page] } })
    },
    recordsPlace: {
      read: () => memory.recordsPlace,
      write: (recordsPlace) => remember({ recordsPlace })
    },
    importsPlace: {
      read: () => memory.importsPlace,
      write: (importsPlace) => remember({ importsPlace })
    },
    folders: {
      lists: { read: () => memory.listsFolder, write: (listsFolder) => remember({ listsFolder }) },
      exports: { read: () => memory.exportFolder, write: (exportFolder) => remember({ exportFolder }) },
      recordings: {
        read: () => memory.recordingsFolder,
        write: (recordingsFolder) => remember({ recordingsFolder })
      }
    },
    uncheckedMarkOf(of) {
      const name = fileNameOf('calls', of)
      return {
        read: () => memory.uncheckedSinceMs[name] ?? null,
        write(sinceMs) {
          const others = Object.entries(memory.uncheckedSinceMs).filter(([other]) => other !== name)
          const own: [string, number][] = sinceMs === null ? [] : [[name, sinceMs]]
          remember({ uncheckedSinceMs: Object.fromEntries([...others, ...own].slice(-maxUnchecked)) })
        }
      }
    },
    salesmenOf({ tenantId }) {
      const entryOf = (code: string): string => JSON.stringify([tenantId, code])
      return {
        isKnown: (code) => memory.salesmanCodes.includes(entryOf(code)),
        remember(code) {
          const entry = entryOf(code)
          if (memory.salesmanCodes.includes(entry)) return
          remember({ salesmanCodes: [...memory.salesmanCodes, entry].slice(-maxSalesmanCodes) })
        }
      }
    },
    formerLinkHandlers: {
      read: () => memory.formerLinkHandlers,
      write: (formerLinkHandlers) => remember({ formerLinkHandlers })
    },
    lastAddress: {
      read: () => memory.lastAddress,
      write(lastAddress) {
        if (lastAddress !== memory.lastAddress) remember({ lastAddress })
      }
    },
    clockOffset: {
      read: () => memory.clockOffsetMs,
      write(clockOffsetMs) {
        if (clockOffsetMs !== memory.clockOffsetMs) remember({ clockOffsetMs })
      }
    },
    problems,
    flush() {
      settings.flush()
      accountFile.flush()
      memoryFile.flush()
      callsFiles.flush()
      teamFiles.flush()
      noteFiles.flush()
      downloadFiles.flush()
      // Last: it holds what went wrong with the others.
      problemsFile.flush()
    }
  }
}
