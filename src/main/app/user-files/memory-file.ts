import { z } from 'zod'
import { linkSchemes } from '../../../shared/dialling/links'
import { addressKinds } from '../../../shared/session/connection'
import type { Account } from '../../../shared/session/schema'
import type { UncheckedMark } from '../../calls/reconciliation/unchecked-since'
import { workListIdSchema } from '../../../shared/work-lists/schema'
import { rememberedPlaceSchema } from '../../desktop/windows/remembered-place'
import type { DocumentFile } from '../../platform/files/document-file'
import type { KnownSalesmen } from '../../platform/ports'
import type { WorkRunFile } from '../../work-lists/run/work-run-ports'

const maxSalesmanCodes = 500

/** The number of accounts for which unchecked marks and the list that is being worked through are kept. */
const maxUnchecked = 50

const folderPath = z.string().min(1).max(4_096)

export const memorySchema = z.strictObject({
  /** JSON of tenant and code. */
  salesmanCodes: z.array(z.string().max(1_000)).max(maxSalesmanCodes),
  /** The default programs of phone links before Deskline replaced them. */
  formerLinkHandlers: z.record(z.enum(linkSchemes), z.string().max(200).nullable()),
  /** The address that worked last, for the "automatic" server choice. */
  lastAddress: z.enum(addressKinds).nullable(),
  /** How far the service's clock is ahead of this computer's. */
  clockOffsetMs: z.number().int().min(-8.64e15).max(8.64e15),
  /** The time since which an account's records are unchecked, epoch ms; keyed by the name of its calls file. */
  uncheckedSinceMs: z.record(z.string().regex(/^calls-[\da-f]{16}$/), z.number().min(0).max(8.64e15)),
  /** The list that is being worked through; keyed by the name of the account's calls file. */
  workRuns: z.record(z.string().regex(/^calls-[\da-f]{16}$/), workListIdSchema),
  recordsPlace: rememberedPlaceSchema.nullable(),
  /** The folders used last, for exports, recordings and lists. */
  exportFolder: folderPath.nullable(),
  recordingsFolder: folderPath.nullable(),
  importsPlace: rememberedPlaceSchema.nullable(),
  contactsPlace: rememberedPlaceSchema.nullable(),
  workListsPlace: rememberedPlaceSchema.nullable(),
  listsFolder: folderPath.nullable(),
  /** The guide of the first sign-in was finished or left. */
  isGuideSeen: z.boolean(),
  /** The notification about the first close of the window was shown. */
  isPutAwayTold: z.boolean(),
  /** The origins that the user confirmed. */
  consents: z.strictObject({
    server: z.array(z.string().max(300)).max(200),
    page: z.array(z.string().max(300)).max(200),
    lookUp: z.array(z.string().max(300)).max(200).default([])
  })
})

/** State kept between runs that isn't a user setting. */
export type Memory = z.infer<typeof memorySchema>

export const emptyMemory: Memory = {
  salesmanCodes: [],
  formerLinkHandlers: { tel: null, callto: null },
  lastAddress: null,
  clockOffsetMs: 0,
  uncheckedSinceMs: {},
  workRuns: {},
  recordsPlace: null,
  exportFolder: null,
  recordingsFolder: null,
  importsPlace: null,
  contactsPlace: null,
  workListsPlace: null,
  listsFolder: null,
  isGuideSeen: false,
  isPutAwayTold: false,
  consents: { server: [], page: [], lookUp: [] }
}

/** A value of a file, read and replaced as a whole. */
export interface StoredValue<T> {
  read(): T
  write(value: T): void
}

export interface MemoryStore {
  value<K extends keyof Memory>(key: K): StoredValue<Memory[K]>
  /** `name`: the name of the account's calls file. */
  uncheckedMark(name: string): UncheckedMark
  /** The list that the account works through. `name`: the name of its calls file. */
  workRun(name: string): WorkRunFile
  /** Merges the marks of `formerNames` into that of `name`, keeping the earliest. */
  mergeUncheckedMarks: (name: string, formerNames: readonly string[]) => void
  /** Known salesman codes; they belong to the tenant. */
  salesmenOf: (account: Pick<Account, 'tenantId'>) => KnownSalesmen
}

/** Reads and changes the values in `file`. Writing an equal value doesn't touch the file. */
export function createMemoryStore(file: Pick<DocumentFile<Memory>, 'initial' | 'write'>): MemoryStore {
  let memory = file.initial
  const value = <K extends keyof Memory>(key: K): StoredValue<Memory[K]> => ({
    read: () => memory[key],
    write(next) {
      if (next === memory[key]) return
      memory = { ...memory, [key]: next }
      file.write(memory)
    }
  })
  const unchecked = value('uncheckedSinceMs')
  const codes = value('salesmanCodes')
  const runs = value('workRuns')

  return {
    value,
    uncheckedMark: (name) => ({
      read: () => unchecked.read()[name] ?? null,
      write(sinceMs) {
        const others = Object.entries(unchecked.read()).filter(([other]) => other !== name)
        const own: [string, number][] = sinceMs === null ? [] : [[name, sinceMs]]
        unchecked.write(Object.fromEntries([...others, ...own].slice(-maxUnchecked)))
      }
    }),
    workRun: (name) => ({
      read() {
        const listId = runs.read()[name]
        return listId === undefined ? null : { listId }
      },
      write(kept) {
        const others = Object.entries(runs.read()).filter(([other]) => other !== name)
        const own: [string, string][] = kept === null ? [] : [[name, kept.listId]]
        runs.write(Object.fromEntries([...others, ...own].slice(-maxUnchecked)))
      }
    }),
    mergeUncheckedMarks(name, formerNames) {
      const marks = new Map(Object.entries(unchecked.read()))
      if (!formerNames.some((each) => marks.has(each))) return
      const sinceMs = Math.min(...[name, ...formerNames].flatMap((each) => marks.get(each) ?? []))
      for (const each of formerNames) marks.delete(each)
      unchecked.write(Object.fromEntries(marks.set(name, sinceMs)))
    },
    salesmenOf({ tenantId }) {
      const entryOf = (code: string): string => JSON.stringify([tenantId, code])
      return {
        isKnown: (code) => codes.read().includes(entryOf(code)),
        remember(code) {
          const entry = entryOf(code)
          if (codes.read().includes(entry)) return
          codes.write([...codes.read(), entry].slice(-maxSalesmanCodes))
        }
      }
    }
  }
}
