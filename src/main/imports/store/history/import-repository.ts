import type { DuckDBConnection } from '@duckdb/node-api'
import type { Lane } from '../../../platform/database/lane'
import { hideCampaign, labelCampaign, readCampaigns } from './campaign-repository'
import { createImport, creationSteps } from './import-create'
import { forgetDetails, removeImport, setImportState } from './import-history'
import { readImport, readImports } from './import-records'
import { readReport } from './import-report'
import { beginRequest, decideRequest, readPlan, recoverRequests, recordOutcome } from './import-requests'
import type { ImportInput, ImportOperation, ImportOutput, ImportsProgress } from '../../imports-operations'
import { writeReport } from './report-export'
import { createReportViews } from './report-views'
import { readRequests } from './request-page'

/** The operations on imports and their campaigns. */
type RepositoryOperation = Extract<
  ImportOperation,
  | 'campaigns'
  | 'labelCampaign'
  | 'forgetCampaign'
  | 'createImport'
  | 'imports'
  | 'plan'
  | 'beginRequest'
  | 'recordOutcome'
  | 'decideRequest'
  | 'setImportState'
  | 'requests'
  | 'report'
  | 'reportLines'
  | 'exportReport'
  | 'removeImport'
  | 'forgetDetails'
>

/** Options of one operation. */
interface RepositoryContext {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ImportsProgress) => void) | undefined
}

/**
 * Stored imports; see `importOperations` for each operation. On failure (a `Failure` or a database error) nothing is
 * written. Results are durable when returned.
 */
export type ImportRepository = {
  [O in RepositoryOperation]: (input: ImportInput<O>, context?: RepositoryContext) => Promise<ImportOutput<O>>
} & {
  /** Run once when the file is opened: requests without an outcome become `unknown`. */
  recover(nowMs: number): Promise<void>
}

/** What the repository needs. */
export interface ImportRepositoryDeps {
  /** The only connection that writes. */
  writeLane: Lane
  readLane: Lane
  /** Salt of the hashes in the file. */
  salt: string
  /** Compares the draft again on the connection that writes, so that the import matches its result. */
  compareDraft: (connection: DuckDBConnection, input: ImportInput<'compare'>) => Promise<unknown>
}

/** Imports and campaigns of one account, in its open file. */
export function createImportRepository({
  writeLane,
  readLane,
  salt,
  compareDraft
}: ImportRepositoryDeps): ImportRepository {
  const revisions = new Map<string, number>()
  const revisionOf = (id: string): number => revisions.get(id) ?? 0
  const changed = (id: string): void => void revisions.set(id, revisionOf(id) + 1)
  const views = createReportViews(revisionOf)

  /** A write concerning one import; never cancelled, because it might be stored anyway. */
  const write = async <T>(id: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    try {
      return await writeLane.run(work)
    } finally {
      changed(id)
    }
  }

  return {
    campaigns: () => readLane.run(readCampaigns),
    async labelCampaign(input) {
      await writeLane.run((connection) => labelCampaign(connection, input))
      return null
    },
    async forgetCampaign({ id }) {
      await writeLane.run((connection) => hideCampaign(connection, id))
      return null
    },
    createImport(input, { onProgress } = {}) {
      const { tableIds, campaignId } = input
      let done = 0
      // Five million entries take longer than the timeout: report progress.
      const step = (): void => {
        onProgress?.({ done, total: creationSteps, lines: 0 })
        done += 1
      }
      return write(input.id, async (connection) => {
        await compareDraft(connection, { tableIds, campaignId })
        step()
        return createImport(connection, input, salt, step)
      })
    },
    imports: () =>
      readLane.run(async (connection) => (await readImports(connection)).map(({ record }) => record)),
    plan: ({ id }) => readLane.run((connection) => readPlan(connection, id)),
    beginRequest: (input) => write(input.id, (connection) => beginRequest(connection, input)),
    async recordOutcome(input) {
      await write(input.id, (connection) => recordOutcome(connection, input))
      return null
    },
    decideRequest: (input) => write(input.id, (connection) => decideRequest(connection, input)),
    async setImportState(input) {
      await write(input.id, (connection) => setImportState(connection, input))
      return null
    },
    requests: (input, { signal } = {}) =>
      readLane.run((connection) => readRequests(connection, input), signal),
    report: ({ id }, { signal } = {}) =>
      readLane.run(async (connection) => readReport(connection, await readImport(connection, id)), signal),
    reportLines: ({ id, filter, offset, limit }, { signal } = {}) =>
      readLane.run(async (connection) => {
        const view = await views(connection, id, filter)
        return { total: view.total, lines: await view.lines(connection, offset, limit) }
      }, signal),
    async exportReport({ id, filter, path, isMasked, labels }, { signal, onProgress } = {}) {
      const view = await readLane.run((connection) => views(connection, id, filter), signal)
      const read = (offset: number, limit: number): ReturnType<typeof view.lines> =>
        readLane.run((connection) => view.lines(connection, offset, limit), signal)
      return writeReport({ total: view.total, read }, { path, isMasked, labels, signal, onProgress })
    },
    async removeImport({ id }) {
      await write(id, (connection) => removeImport(connection, id))
      return null
    },
    async forgetDetails() {
      const forgotten = await writeLane.run(forgetDetails)
      for (const id of forgotten) changed(id)
      return null
    },
    recover: (nowMs) => writeLane.run((connection) => recoverRequests(connection, nowMs))
  }
}
