import type { Handlers } from '../../shared/app/contract'
import type { importsContract } from '../../shared/imports/contract'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Chosen } from '../platform/file-dialogs'
import type { DraftTable } from '../../shared/imports/imports-state'
import { nameOfPath } from './draft-tables'
import type { DroppedFiles } from './dropped-files'
import type { Imports } from './imports'

/** The commands of the campaigns window. */
export type ImportsCommands = Pick<Handlers, keyof typeof importsContract>

const done = succeeded(undefined)

/** File dialogs of the campaigns window; null: the user cancelled. */
export interface ListDialogs {
  chooseLists(): Promise<string[] | null>
  chooseBlockList(): Promise<string | null>
}

const tableName = ({ name, sheet }: Pick<DraftTable, 'name' | 'sheet'>): string =>
  sheet === null ? name : `${name} · ${sheet}`

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
  const { dialogs, day } = deps
  const withImports = async <T>(
    act: (imports: Imports) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const imports = await deps.imports()
    return imports === null ? failed({ code: 'signed-out' }) : act(imports)
  }
  const does = (act: (imports: Imports) => unknown): Promise<Result<undefined>> =>
    withImports((imports) => {
      act(imports)
      return done
    })
  /** Only one dialog at a time; a second would cover the first. */
  let isAsking = false
  const choose = async <T>(ask: () => Promise<T | null>): Promise<T | null> => {
    if (isAsking) return null
    isAsking = true
    return ask().finally(() => (isAsking = false))
  }
  const chosen = <T>(
    ask: () => Promise<T | null>,
    take: (imports: Imports, what: T) => unknown
  ): Promise<Result<Chosen>> =>
    withImports<Chosen>(async (imports) => {
      const what = await choose(ask)
      if (what === null) return succeeded({ kind: 'cancelled' })
      take(imports, what)
      return succeeded({ kind: 'started' })
    })

  return {
    'imports:open': ({ id }) => {
      deps.openWindow(id)
      return done
    },
    'imports:choose-files': () =>
      chosen(
        () => dialogs.chooseLists(),
        ({ draft }, paths) => draft.addFiles(paths)
      ),
    'imports:offer-dropped': (files) => withImports(() => deps.dropped.offer(files)),
    'imports:add-dropped': (answered) =>
      withImports(({ draft }) => {
        const taken = deps.dropped.take(answered)
        if (!taken.ok) return taken
        draft.addFiles(taken.value.paths)
        return taken.value.problem === null ? done : failed({ code: taken.value.problem })
      }),
    'imports:add-text': ({ text }) => does(({ draft }) => draft.addText(text)),
    'imports:remove-table': ({ tableId }) => does(({ draft }) => draft.removeTable(tableId)),
    'imports:clear': () =>
      withImports(async ({ draft }) => {
        await draft.clear()
        return done
      }),
    'imports:set-table': (input) => withImports(({ draft }) => draft.setTable(input)),
    'imports:preview': ({ tableId }) => withImports(({ draft }) => draft.preview(tableId)),
    'imports:cancel-reading': () => does(({ draft }) => draft.cancelReading()),
    'imports:read-again': () => does(({ draft }) => draft.readAgain()),
    'imports:include-doubtful': ({ isIncluded }) => does(({ draft }) => draft.includeDoubtful(isIncluded)),
    'imports:choose-campaign': ({ campaignId }) => does(({ draft }) => draft.chooseCampaign(campaignId)),
    'imports:lines': ({ filter, offset, limit }) =>
      withImports(({ draft }) => draft.lines(filter, offset, limit)),
    'imports:fix': ({ n, text }) => withImports(({ draft }) => draft.fix(n, text)),
    'imports:accept-suggestions': (input) => withImports(({ draft }) => draft.acceptSuggestions(input)),
    'imports:undo-fix': () => withImports(({ draft }) => draft.undoFix()),
    'imports:export-lines': ({ filter }) =>
      withImports(({ draft, exports }) => {
        const tables = Object.fromEntries(
          draft.shown().tables.map((table) => [String(table.id), tableName(table)])
        )
        const { isDoubtfulIncluded } = draft.shown()
        return exports.draft({ filter, isDoubtfulIncluded, tables }, `Deskline ${day()}`)
      }),
    'imports:choose-block-list': () =>
      withImports<Chosen>(async (imports) => {
        const path = await choose(() => dialogs.chooseBlockList())
        if (path === null) return succeeded({ kind: 'cancelled' })
        const read = await imports.readBlockList(path)
        return read.ok ? succeeded({ kind: 'started' }) : read
      }),
    'imports:clear-block-list': () => withImports((imports) => imports.clearBlockList()),

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
        const stem = nameOfPath(record.name).replace(/\.[^.]*$/, '')
        return exports.report(
          { id, filter },
          `${stem === '' ? 'Deskline' : stem} ${record.campaignId} ${day()}`
        )
      }),
    'imports:remove': ({ id }) => withImports(({ runs }) => runs.remove(id)),
    'imports:acknowledge-loss': () => withImports((imports) => imports.acknowledgeLoss()),
    'imports:export-cancel': () => does(({ exports }) => exports.cancel()),
    'imports:show-export': () => does(({ exports }) => exports.showLast()),

    'campaigns:label': ({ id, label }) => withImports((imports) => imports.labelCampaign(id, label)),
    'campaigns:forget': ({ id }) => withImports((imports) => imports.forgetCampaign(id))
  }
}
