import type { ImportStatus, ImportSummary } from '../../shared/imports/state-schema'

/** True while it is sending, or will continue automatically. */
export const isActive = ({ kind }: ImportStatus): boolean =>
  kind === 'running' || kind === 'waiting' || kind === 'pausing'

/** True if nothing more is sent, unless the user decides to send a request again. */
export const isFinished = ({ kind }: ImportStatus): boolean => kind === 'ended' || kind === 'cancelled'

/** True if it can't continue or complete without the user. */
export const needsUser = ({ status, undecided }: ImportSummary): boolean =>
  status.kind === 'interrupted' || status.kind === 'stopped' || undecided > 0

/** Active imports first, then newest first. */
export const inOrder = (imports: readonly ImportSummary[]): ImportSummary[] => [
  ...imports.filter(({ status }) => isActive(status)),
  ...imports.filter(({ status }) => !isActive(status))
]

/** Number of processed numbers. */
export const doneOf = ({ sent, refused, unknown }: ImportSummary): number => sent + refused + unknown

/** The import shown in the main window: an active one, else the newest that needs the user. */
export const visibleImport = (imports: readonly ImportSummary[]): ImportSummary | null =>
  imports.find(({ status }) => isActive(status)) ?? imports.find(needsUser) ?? null

/** Key of an import's state; a dismissed strip reappears when it changes. */
export const stripKey = ({ id, status, undecided }: ImportSummary): string =>
  `${id} ${status.kind} ${undecided}`
