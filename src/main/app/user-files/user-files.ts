import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import {
  settingsSchema,
  storageProblemSchema,
  type Settings,
  type StorageProblem
} from '../../../shared/app/schema'
import { maxStorageProblems, type StoredFile } from '../../../shared/app/environment'
import { callbacksSchema } from '../../../shared/callbacks/schema'
import { callSchema } from '../../../shared/calls/schema'
import { formerNoteSchema, type FormerNote } from '../../../shared/records/row-schema'
import { accountSchema, type Account } from '../../../shared/session/schema'
import { storedCallersSchema, type StoredCallers } from '../../../shared/dialling/schema'
import { maxWrapUps } from '../../../shared/wrap-ups/limits'
import { keptWrapUpSchema } from '../../../shared/wrap-ups/schema'
import { teamEntrySchema } from '../../../shared/team/schema'
import { maxTeamSize } from '../../../shared/team/team'
import type { CallbacksFile } from '../../callbacks/callbacks'
import { maxCalls } from '../../calls/call-list'
import type { UncheckedMark } from '../../calls/reconciliation/unchecked-since'
import { systemClock } from '../../platform/clock'
import { removeParts } from '../../platform/files/atomic-file'
import { openLineLog } from '../../platform/files/line-log'
import { openDocument, type DocumentFile, type DocumentProblem } from '../../platform/files/document-file'
import type {
  AccountFile,
  CallersFile,
  CallsFile,
  KnownSalesmen,
  LineLog,
  TeamFile
} from '../../platform/ports'
import { createStorageProblems, type StorageProblems } from '../../platform/storage-problems'
import { keptDownloadsSchema, type KeptDownloads } from '../../recordings/download-list'
import { openNoteLog, type NoteLog } from '../../records/store/note-log'
import { withNotes } from '../../wrap-ups/wrap-up-list'
import type { WorkRunFile } from '../../work-lists/run/work-run-ports'
import type { WrapUpsFile } from '../../wrap-ups/wrap-ups'
import { canonicalAccount } from '../../session/account'
import { createAccountDocuments, type AccountDocument } from './account-documents'
import { createFormerFiles, fileNameOf, type AccountFileKind, type FormerFiles } from './former-files'
import {
  joinCallbacks,
  joinCallers,
  joinCalls,
  joinDownloads,
  joinNotes,
  joinTeams,
  joinWrapUps,
  maxFormerNotes
} from './joined-documents'
import { noPolicy } from '../../policy/policy-schema'
import { createSettingsLayers, type SettingsLayers } from '../../policy/settings-layers'
import { createMemoryStore, emptyMemory, memorySchema, type Memory, type StoredValue } from './memory-file'

/** The format version of the user's files; increase it when an older Deskline couldn't read them any more. */
const fileVersion = 1

const storedAccountSchema = z.strictObject({ account: accountSchema, isSignedIn: z.boolean() }).nullable()

/** The documents and databases of one account. */
interface AccountFiles {
  callsOf(account: Account): CallsFile
  teamOf(account: Account): TeamFile
  callersOf(account: Account): CallersFile
  /** The document in which earlier versions kept the notes. */
  formerNotesOf(account: Account): AccountDocument<FormerNote[]>
  /** The notes of calls; takes over those of an earlier version. */
  notesOf(account: Account): NoteLog
  wrapUpsOf(account: Account): WrapUpsFile
  /** The files of the calling rules. The do-not-call list is the tenant's. */
  rulesOf(account: Account): Record<'doNotCall' | 'attempts' | 'decisions', LineLog>
  callbacksOf(account: Account): CallbacksFile
  downloadsOf(account: Account): Omit<AccountDocument<KeptDownloads | null>, 'flush'>
  /** The time since which the records of this account's calls are unchecked; see {@link UncheckedMark}. */
  uncheckedMarkOf(account: Account): UncheckedMark
  /** The list that the account works through. */
  workRunOf(account: Account): WorkRunFile
  /**
   * Returns the database file of an account, and the files that earlier versions kept for the same account because
   * its address was typed differently. Call it before opening the database.
   */
  databaseOf(
    kind: 'records' | 'imports' | 'contacts' | 'work-lists',
    account: Account
  ): { file: string; formerFiles: string[] }
}

/** The files in the user-data folder. */
export interface UserFiles extends AccountFiles {
  /** What the user chose; the settings in force are those of the layers. */
  settings: DocumentFile<Settings>
  account: AccountFile
  /** The account that is restored at the next start. */
  restoredAccount(): Account | null
  /** The account as typed at its last sign-in, if that differs from the canonical `account`. */
  typedAccount(): Account | null
  salesmenOf(account: Account): KnownSalesmen
  formerLinkHandlers: StoredValue<Memory['formerLinkHandlers']>
  isGuideSeen: StoredValue<boolean>
  isPutAwayTold: StoredValue<boolean>
  lastAddress: StoredValue<Memory['lastAddress']>
  clockOffset: StoredValue<number>
  consents: StoredValue<Memory['consents']>
  recordsPlace: StoredValue<Memory['recordsPlace']>
  importsPlace: StoredValue<Memory['importsPlace']>
  contactsPlace: StoredValue<Memory['contactsPlace']>
  workListsPlace: StoredValue<Memory['workListsPlace']>
  /** The folders chosen last. */
  folders: Record<'exports' | 'recordings' | 'lists', StoredValue<string | null>>
  /** Problems of these files and of all other stores in the user-data folder. */
  problems: StorageProblems
  /** Writes pending changes now; for the end of the program. */
  flush(): void
}

/** The largest file of a calling rule: above what its limits of entries need. */
const maxRuleFileBytes = 100 * 1_024 * 1_024

/** True for Deskline's own entries in the user-data folder; Chromium stores files there too. */
export const isOwnFile = (name: string): boolean =>
  /^(settings|account|memory|storage-problems|policy-in-force|(calls|team|callers|notes|wrap-ups|callbacks|downloads|records|imports|contacts|do-not-call|attempts|rule-decisions|work-lists)-[\da-f]{16})\./.test(
    name
  ) || ['logs', 'recordings-cache', 'work-list-sources'].includes(name)

/** Opens the document `name` with the default `fallback`. */
type OpenFile = <T>(
  name: string,
  file: StoredFile,
  schema: z.ZodType<T>,
  fallback: T,
  stored?: (value: T) => unknown
) => DocumentFile<T>

/** Opens the list of storage problems, which is itself a file in `folder`. */
function openStorageProblems(folder: string): { problems: StorageProblems; flush: () => void } {
  const ownProblems: DocumentProblem[] = []
  const file = openDocument<StorageProblem[]>({
    folder,
    name: 'storage-problems',
    version: fileVersion,
    schema: z.array(storageProblemSchema).max(maxStorageProblems),
    fallback: [],
    // Recorded once the list exists. The list can't record that it couldn't be saved itself.
    onProblem: (problem) => ownProblems.push(problem)
  })
  const problems = createStorageProblems({ file, now: () => systemClock.now(), newId: randomUUID })
  for (const problem of ownProblems.splice(0)) {
    problems.record({ ...problem, file: 'problems', name: 'storage-problems.json' })
  }
  return { problems, flush: () => file.flush() }
}

/** Opens the account of the last sign-in, under its canonical address. */
function openAccount(open: OpenFile): {
  account: AccountFile
  typed: Account | null
  flush: () => void
} {
  const file = open('account', 'account', storedAccountSchema, null)
  const typed = file.initial?.account ?? null
  let current =
    file.initial === null || typed === null ? null : { ...file.initial, account: canonicalAccount(typed) }
  return {
    account: {
      read: () => current,
      write(next) {
        current = next
        file.write(next)
      }
    },
    typed,
    flush: () => file.flush()
  }
}

/** See {@link AccountFiles}. */
function openAccountFiles(deps: {
  folder: string
  open: OpenFile
  former: FormerFiles
  memory: ReturnType<typeof createMemoryStore>
}): AccountFiles & { flush: () => void } {
  const { folder, open, former, memory } = deps
  const documents = <T>(
    kind: AccountFileKind,
    file: StoredFile,
    schema: z.ZodType<T>,
    fallback: T,
    join: (newer: T, older: T) => T,
    onTakenOver?: (name: string, formerNames: readonly string[]) => void
  ) =>
    createAccountDocuments({
      kind,
      open: (name) => open(name, file, schema, fallback),
      former,
      join,
      ...(onTakenOver === undefined ? {} : { onTakenOver })
    })
  const callsSchema = z.array(callSchema).max(maxCalls)
  const teamSchema = z.array(teamEntrySchema).max(maxTeamSize)
  const notesSchema = z.array(formerNoteSchema).max(maxFormerNotes)
  const calls = documents('calls', 'recents', callsSchema, [], joinCalls, memory.mergeUncheckedMarks)
  const teams = documents('team', 'team', teamSchema, [], joinTeams)
  const callers = documents<StoredCallers>(
    'callers',
    'callers',
    storedCallersSchema,
    { numbers: [], regionChoices: [] },
    joinCallers
  )
  const notes = documents('notes', 'notes', notesSchema, [], joinNotes)
  const wrapUpsSchema = z.array(keptWrapUpSchema).max(maxWrapUps)
  const wrapUps = documents('wrap-ups', 'wrap-ups', wrapUpsSchema, [], joinWrapUps)
  const callbacks = documents('callbacks', 'callbacks', callbacksSchema, [], joinCallbacks)
  const noteLogs = new Map<string, NoteLog>()
  const downloads = documents('downloads', 'downloads', keptDownloadsSchema.nullable(), null, joinDownloads)

  return {
    callsOf: calls.of,
    teamOf(of) {
      const document = teams.of(of)
      return { read: () => document.initial, write: (entries) => document.write(entries) }
    },
    callersOf(of) {
      const document = callers.of(of)
      return { read: () => document.initial, write: (stored) => document.write(stored) }
    },
    formerNotesOf: notes.of,
    notesOf(of) {
      const name = fileNameOf('notes', of)
      const known = noteLogs.get(name)
      if (known !== undefined) return known
      const former = notes.of(of)
      const log = openNoteLog(join(folder, `${name}.log`), {
        notes: former.initial,
        onTakenOver(taken) {
          const beside = wrapUps.of(of)
          beside.write([...withNotes(beside.initial, calls.of(of).initial, taken)])
          beside.flush()
          former.write([])
          former.flush()
        }
      })
      noteLogs.set(name, log)
      return log
    },
    wrapUpsOf: wrapUps.of,
    rulesOf(of) {
      const log = (kind: AccountFileKind): LineLog =>
        openLineLog(join(folder, `${fileNameOf(kind, of)}.log`), maxRuleFileBytes)
      return { doNotCall: log('do-not-call'), attempts: log('attempts'), decisions: log('rule-decisions') }
    },
    callbacksOf: callbacks.of,
    downloadsOf: downloads.of,
    uncheckedMarkOf(of) {
      // Opening the calls merges the marks of former files.
      calls.of(of)
      return memory.uncheckedMark(fileNameOf('calls', of))
    },
    workRunOf: (of) => memory.workRun(fileNameOf('calls', of)),
    databaseOf(kind, of) {
      const { left } = former.takeOver(kind, of, 'duckdb')
      const formerFiles = left.map((name) => join(folder, `${name}.duckdb`))
      return { file: join(folder, `${fileNameOf(kind, of)}.duckdb`), formerFiles }
    },
    flush() {
      for (const each of [calls, teams, callers, notes, wrapUps, callbacks, downloads]) each.flush()
    }
  }
}

/**
 * Opens the files in `folder`. Never throws; read and write failures are recorded in `problems`. `layers`: those of
 * the policy.
 */
export function openUserFiles(
  folder: string,
  layers: Pick<SettingsLayers, 'base' | 'stored'> = createSettingsLayers(noPolicy)
): UserFiles {
  removeParts(folder)
  const { problems, flush: flushProblems } = openStorageProblems(folder)
  const open: OpenFile = (name, file, schema, fallback, stored) =>
    openDocument({
      folder,
      name,
      version: fileVersion,
      schema,
      fallback,
      ...(stored === undefined ? {} : { stored }),
      onProblem: (problem) => problems.record({ ...problem, file, name: `${name}.json` }),
      onSaved: () => problems.resolve(`${name}.json`)
    })

  const settings = open('settings', 'settings', settingsSchema, layers.base, layers.stored)
  const { account, typed, flush: flushAccount } = openAccount(open)
  const memoryFile = open('memory', 'memory', memorySchema, emptyMemory)
  const memory = createMemoryStore(memoryFile)
  const former = createFormerFiles(folder, typed?.server.kind === 'custom' ? [typed.server.apiPrefix] : [])
  const { flush: flushAccountFiles, ...accountFiles } = openAccountFiles({ folder, open, former, memory })

  return {
    ...accountFiles,
    settings,
    account,
    restoredAccount() {
      const kept = account.read()
      return kept?.isSignedIn === true ? kept.account : null
    },
    typedAccount: () => typed,
    salesmenOf: memory.salesmenOf,
    formerLinkHandlers: memory.value('formerLinkHandlers'),
    lastAddress: memory.value('lastAddress'),
    clockOffset: memory.value('clockOffsetMs'),
    consents: memory.value('consents'),
    recordsPlace: memory.value('recordsPlace'),
    importsPlace: memory.value('importsPlace'),
    contactsPlace: memory.value('contactsPlace'),
    workListsPlace: memory.value('workListsPlace'),
    isGuideSeen: memory.value('isGuideSeen'),
    isPutAwayTold: memory.value('isPutAwayTold'),
    folders: {
      lists: memory.value('listsFolder'),
      exports: memory.value('exportFolder'),
      recordings: memory.value('recordingsFolder')
    },
    problems,
    flush() {
      settings.flush()
      flushAccount()
      memoryFile.flush()
      flushAccountFiles()
      // Last, because flushing the others can add problems.
      flushProblems()
    }
  }
}
