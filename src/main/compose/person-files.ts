import { createHash } from 'node:crypto'
import { z } from 'zod'
import { linkSchemes } from '../../shared/links'
import { accountSchema, callSchema, settingsSchema } from '../../shared/schemas'
import type { Account } from '../../shared/session'
import { defaultSettings } from '../../shared/settings'
import type { StorageProblem, StoredFile } from '../../shared/state'
import { accountKey } from '../core/account'
import type { AccountFile, CallsFile, KnownSalesmen } from '../core/ports'
import { openDocument, type DocumentFile } from '../desktop/document-file'
import type { FormerHandlers } from '../desktop/links'

/** The version of the files in the person's folder; raised with each change of their shape. */
const fileVersion = 1

/** How many salesman codes are remembered as known. */
const maxSalesmanCodes = 500

const keptAccountSchema = z.strictObject({ account: accountSchema, isSignedIn: z.boolean() }).nullable()

const memorySchema = z.strictObject({
  /** Tenant and code, as JSON. */
  salesmanCodes: z.array(z.string().max(1_000)).max(maxSalesmanCodes),
  formerLinkHandlers: z.record(z.enum(linkSchemes), z.string().max(200).nullable())
})

/** What Deskline remembers that is nobody's choice. */
type Memory = z.output<typeof memorySchema>

/** The files in the person's folder. */
export interface PersonFiles {
  settings: DocumentFile<typeof defaultSettings>
  account: AccountFile
  callsOf(account: Account): CallsFile
  /** Salesman codes belong to a tenant. */
  salesmenOf(account: Account): KnownSalesmen
  formerLinkHandlers: { read(): FormerHandlers; write(former: FormerHandlers): void }
  problems(): StorageProblem[]
  forgetProblems(): void
  /** Called when a problem came up, or they were forgotten. */
  onProblems(listener: () => void): void
  /** Writes now what waits; for the end of the program. */
  flush(): void
}

/** A safe file name that differs for each account. */
const callsFileName = (account: Account): string =>
  `calls-${createHash('sha256').update(accountKey(account)).digest('hex').slice(0, 16)}`

/** Opens the files below `folder`. Nothing of it throws: what can't be read or written is a problem to show. */
export function openPersonFiles(folder: string): PersonFiles {
  let problems: StorageProblem[] = []
  let tell = (): void => undefined

  const open = <T>(name: string, file: StoredFile, schema: z.ZodType<T>, fallback: T): DocumentFile<T> =>
    openDocument({
      folder,
      name,
      version: fileVersion,
      schema,
      fallback,
      onProblem({ kind, keptAs }) {
        problems = [...problems, kind === 'file-unreadable' ? { kind, file, keptAs } : { kind, file }]
        tell()
      }
    })

  const settings = open('settings', 'settings', settingsSchema, defaultSettings)
  const accountFile = open('account', 'account', keptAccountSchema, null)
  let account = accountFile.initial
  const memoryFile = open<Memory>('memory', 'memory', memorySchema, {
    salesmanCodes: [],
    formerLinkHandlers: { tel: null, callto: null }
  })
  let memory = memoryFile.initial
  const remember = (part: Partial<Memory>): void => {
    memory = { ...memory, ...part }
    memoryFile.write(memory)
  }

  return {
    settings,
    account: {
      read: () => account,
      write(kept) {
        account = kept
        accountFile.write(kept)
      }
    },
    callsOf: (of) => open(callsFileName(of), 'recents', z.array(callSchema).max(500), []),
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
    problems: () => problems,
    forgetProblems() {
      problems = []
      tell()
    },
    onProblems(listener) {
      tell = listener
    },
    flush() {
      settings.flush()
      accountFile.flush()
      memoryFile.flush()
    }
  }
}
