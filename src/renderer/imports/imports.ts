import type { ImportStatus, ImportSummary } from '../../shared/imports/imports-state'

/** It sends, or will by itself. */
export const isActive = ({ kind }: ImportStatus): boolean =>
  kind === 'running' || kind === 'waiting' || kind === 'pausing'

/** Nothing of it is sent any more, unless a person decides that a request is sent again. */
export const isFinished = ({ kind }: ImportStatus): boolean => kind === 'ended' || kind === 'cancelled'

/** It doesn't go on, or isn't known to the end, without a person. */
export const needsPerson = ({ status, undecided }: ImportSummary): boolean =>
  status.kind === 'interrupted' || status.kind === 'stopped' || undecided > 0

/** The active ones first, then as they came: newest first. */
export const inOrder = (imports: readonly ImportSummary[]): ImportSummary[] => [
  ...imports.filter(({ status }) => isActive(status)),
  ...imports.filter(({ status }) => !isActive(status))
]

/** Numbers whose turn has come. */
export const doneOf = ({ sent, refused, unknown }: ImportSummary): number => sent + refused + unknown

/** The import that the main window speaks of: one that is active, else the newest that needs a person. */
export const toldImport = (imports: readonly ImportSummary[]): ImportSummary | null =>
  imports.find(({ status }) => isActive(status)) ?? imports.find(needsPerson) ?? null

/** What was told of an import: another state of it is told again. */
export const toldAs = ({ id, status, undecided }: ImportSummary): string =>
  `${id} ${status.kind} ${undecided}`
