import type { ImportStatus, ImportSummary, ImportsState } from '../../../shared/imports/state-schema'
import type { ImportRecord } from '../imports-operations'
import type { SenderProgress } from './import-sender'

/** Builds the summary of an import from its record and, while it has a sender, the sender's progress. */
export function importSummary(
  record: ImportRecord,
  progress: SenderProgress | null,
  isInterrupted: boolean
): ImportSummary {
  const { id, campaignId, name, files, createdAtMs, endedAtMs, total, leftOut, batchSize, hasDetails } =
    record
  const { sent, refused, unknown, undecided } = progress ?? record
  const rest = total - sent - refused - unknown
  const status = progress?.status ?? keptStatus(record, isInterrupted)
  const isCancelled = status.kind === 'cancelled'
  return {
    ...{ id, campaignId, name, files, createdAtMs, endedAtMs, total, leftOut, batchSize, hasDetails },
    ...{ sent, refused, unknown, undecided, status },
    waiting: isCancelled ? 0 : rest,
    cancelled: isCancelled ? rest : 0,
    perSecond: progress?.perSecond ?? null,
    leftMs: progress?.leftMs ?? null
  }
}

function keptStatus({ state }: ImportRecord, isInterrupted: boolean): ImportStatus {
  if (state === 'open') return { kind: isInterrupted ? 'interrupted' : 'paused' }
  return { kind: state }
}

/** True when the import sends, or will continue by itself. */
export const isUnderWay = ({ status: { kind } }: Pick<ImportSummary, 'status'>): boolean =>
  kind === 'running' || kind === 'waiting' || kind === 'pausing'

/** Returns the user's label of the import's campaign, or its id. */
export function campaignName(
  { campaigns }: Pick<ImportsState, 'campaigns'>,
  { import: { campaignId } }: { import: Pick<ImportSummary, 'campaignId'> }
): string {
  const label = campaigns.find(({ id }) => id === campaignId)?.label ?? ''
  return label === '' ? campaignId : label
}

/** The import that sends, or will continue by itself; null: none. */
export const underWayImport = ({ imports }: Pick<ImportsState, 'imports'>): ImportSummary | null =>
  imports.find(isUnderWay) ?? null
