import type { Handlers } from '../../shared/app/contract'
import type { importsContract } from '../../shared/imports/contract'
import { failed, succeeded } from '../../shared/platform/result'
import { createDraftCommands, type ListDialogs } from './draft-commands'
import { nameOfPath } from '../platform/file-name'
import type { DroppedFiles } from '../platform/dropped-files'
import type { Imports } from './imports'
import { createImportsAccess } from './imports-access'
import type { ImportRecord } from './imports-operations'

/** The commands of the campaigns window. */
export type ImportsCommands = Pick<Handlers, keyof typeof importsContract>

/** `day`: today's date for file names, such as 2026-11-22. */
export function createImportsCommands(deps: {
  /** Null while signed out. */
  imports: () => Promise<Imports | null>
  dialogs: ListDialogs
  dropped: DroppedFiles
  day: () => string
  /** Shows the campaigns window, at the import `id` unless that is null. */
  openWindow: (id: string | null) => void
}): ImportsCommands {
  const access = createImportsAccess(deps.imports)
  const { withImports, does } = access
  const stemOf = ({ name, campaignId }: ImportRecord): string => {
    const stem = nameOfPath(name).replace(/\.[^.]*$/, '')
    return `${stem === '' ? 'Deskline' : stem} ${campaignId} ${deps.day()}`
  }

  return {
    'imports:open': ({ id }) => {
      deps.openWindow(id)
      return succeeded(undefined)
    },
    ...createDraftCommands(access, deps),
    'imports:start': (asked) => withImports((imports) => imports.start(asked)),
    'imports:pause': ({ id }) => withImports(({ runs }) => runs.pause(id)),
    'imports:resume': ({ id }) => withImports(({ runs }) => runs.resume(id)),
    'imports:cancel': ({ id }) => withImports(({ runs }) => runs.cancel(id)),
    'imports:requests': (asked) => withImports(({ store }) => store.ask('requests', asked)),
    'imports:decide': ({ id, no, decision }) => withImports(({ runs }) => runs.decide(id, no, decision)),
    'imports:report': (asked) => withImports(({ store }) => store.ask('report', asked)),
    'imports:report-lines': (asked) => withImports(({ store }) => store.ask('reportLines', asked)),
    'imports:export-report': ({ id, filter }) =>
      withImports(({ runs, exports }) => {
        const record = runs.find(id)
        if (record === null) return failed({ code: 'not-found' })
        return exports.report({ id, filter }, stemOf(record))
      }),
    'imports:progress': (asked) => withImports(({ store }) => store.ask('progress', asked)),
    'imports:progress-refresh': ({ id }) => withImports(({ progress }) => progress.refresh(id)),
    'imports:progress-cancel': () => does(({ progress }) => progress.cancel()),
    'imports:progress-export': ({ id }) =>
      withImports(({ runs, exports }) => {
        const record = runs.find(id)
        return record === null ? failed({ code: 'not-found' }) : exports.progress({ id }, stemOf(record))
      }),
    'imports:remove': ({ id }) => withImports(({ runs }) => runs.remove(id)),
    'imports:acknowledge-loss': () => withImports((imports) => imports.acknowledgeLoss()),
    'imports:export-cancel': () => does(({ exports }) => exports.cancel()),
    'imports:show-export': () => does(({ exports }) => exports.showLast()),

    'campaigns:label': ({ id, label }) => withImports((imports) => imports.labelCampaign(id, label)),
    'campaigns:forget': ({ id }) => withImports((imports) => imports.forgetCampaign(id))
  }
}
