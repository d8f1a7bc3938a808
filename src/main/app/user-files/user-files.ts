import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { addressKinds, type AddressKind } from '../../../shared/session/connection'
import { linkSchemes } from '../../../shared/dialling/links'
import { noteLimits, type RecordNote } from '../../../shared/records/records'
import { recordNoteSchema } from '../../../shared/records/records-schemas'
import {
  accountSchema,
  callSchema,
  settingsSchema,
  storageProblemSchema,
  teamEntrySchema
} from '../../../shared/app/schemas'
import type { Account } from '../../../shared/session/session'
import { defaultSettings } from '../../../shared/app/settings'
import { maxStorageProblems, type StorageProblem, type StoredFile } from '../../../shared/app/state'
import { maxTeamSize } from '../../../shared/team/team'
import { canonicalAccount } from '../../session/account'
import { maxCalls } from '../../calls/call-book'
import type { Consents } from '../../platform/security/consent'
import type { UncheckedMark } from '../../calls/offline'
import type { AccountFile, CallsFile, ClockOffsetFile, KnownSalesmen, TeamFile } from '../../platform/ports'
import { createStorageProblems, type StorageProblems } from '../../platform/storage-problems'
import { systemClock } from '../../platform/clock'
import { openDocument, type DocumentFile, type DocumentProblem } from '../../platform/files/document-file'
import { removeParts } from '../../platform/files/atomic-file'
import type { FormerHandlers } from '../../dialling/os/links'
import { rememberedPlaceSchema, type RememberedPlace } from '../../desktop/windows/remembered-place'
import { keptDownloadsSchema, type KeptDownloads } from '../../recordings/download-list'
import { createFormerFiles, fileNameOf, type AccountFileKind } from './former-files'
import { joinCalls, joinDownloads, joinNotes, joinTeams } from './joined-documents'

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
export interface UserFiles {
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
  /**
   * The database of an account, and those of the same account that earlier versions kept apart because its
   * address was typed differently. Call it before the database is opened.
   */
  databaseOf(kind: 'records' | 'imports', account: Account): { file: string; formerFiles: string[] }
  /** The account as it was typed at its last sign-in, where that differs from what `account` reads. */
  typedAccount(): Account | null
  recordsPlace: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
  importsPlace: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
  /** Where exports were put last, where recordings were, and where lists came from. */
  folders: Record<'exports' | 'recordings' | 'lists', { read(): string | null; write(folder: string): void }>
  /** Problems with these files and with any other store of the user-data folder. */
  problems: StorageProblems
  /** Writes now what waits; for the end of the program. */
  flush(): void
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
export function openUserFiles(folder: string): UserFiles {
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
  const typed = accountFile.initial?.account ?? null
  let account =
    accountFile.initial === null || typed === null
      ? null
      : { ...accountFile.initial, account: canonicalAccount(typed) }
  const former = createFormerFiles(folder, typed?.server.kind === 'custom' ? [typed.server.apiPrefix] : [])
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

  /** The earliest mark of an account is the one that holds. */
  const takeOverMarks = (name: string, formerNames: readonly string[]): void => {
    const marks = new Map(Object.entries(memory.uncheckedSinceMs))
    const ownMs = [name, ...formerNames].flatMap((each) => marks.get(each) ?? [])
    if (!formerNames.some((each) => marks.delete(each))) return
    for (const each of formerNames) marks.delete(each)
    remember({ uncheckedSinceMs: Object.fromEntries(marks.set(name, Math.min(...ownMs))) })
  }

  /**
   * Gives a file of an account by its name. Signing in again finds what was written last, also where it could
   * not be put on the disk. `join`: the value of two files that earlier versions kept for the same account.
   */
  const perAccount = <T>(
    kind: AccountFileKind,
    file: StoredFile,
    schema: z.ZodType<T>,
    fallback: T,
    join: (newer: T, older: T) => T
  ) => {
    const opened = new Map<string, AccountDocument<T>>()
    return {
      of(account: Account): AccountDocument<T> {
        const name = fileNameOf(kind, account)
        const known = opened.get(name)
        if (known !== undefined) return known
        const { renamed, left } = former.takeOver(kind, account, 'json')
        const document = open(name, file, schema, fallback)
        const entry: AccountDocument<T> = {
          value: document.initial,
          write(value) {
            entry.value = value
            document.write(value)
          },
          flush: () => document.flush()
        }
        for (const other of left) {
          const { initial } = open(other, file, schema, fallback)
          entry.write(join(entry.value, initial))
          entry.flush()
          former.retire(other, 'json')
        }
        if (kind === 'calls') takeOverMarks(name, renamed === null ? left : [renamed, ...left])
        opened.set(name, entry)
        return entry
      },
      flush() {
        for (const entry of opened.values()) entry.flush()
      }
    }
  }
  const callsFiles = perAccount('calls', 'recents', z.array(callSchema).max(maxCalls), [], joinCalls)
  const teamFiles = perAccount('team', 'team', z.array(teamEntrySchema).max(maxTeamSize), [], joinTeams)
  const noteFiles = perAccount(
    'notes',
    'notes',
    z.array(recordNoteSchema).max(noteLimits.maxNotes),
    [],
    joinNotes
  )
  const downloadFiles = perAccount(
    'downloads',
    'downloads',
    keptDownloadsSchema.nullable(),
    null,
    joinDownloads
  )

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
    databaseOf(kind, of) {
      const { left } = former.takeOver(kind, of, 'duckdb')
      const formerFiles = left.map((name) => join(folder, `${name}.duckdb`))
      return { file: join(folder, `${fileNameOf(kind, of)}.duckdb`), formerFiles }
    },
    typedAccount: () => typed,
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
      callsFiles.of(of)
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
