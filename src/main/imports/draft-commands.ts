import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded } from '../../shared/platform/result'
import type { DraftTable } from '../../shared/imports/state-schema'
import type { Chosen } from '../platform/file-dialogs'
import { createOneDialog } from '../platform/one-dialog'
import type { DroppedFiles } from '../platform/dropped-files'
import type { ImportsAccess } from './imports-access'

const done = succeeded(undefined)

/** File dialogs of the campaigns window; null: the user cancelled. */
export interface ListDialogs {
  chooseLists(): Promise<string[] | null>
  chooseBlockList(): Promise<string | null>
}

const tableName = ({ name, sheet }: Pick<DraftTable, 'name' | 'sheet'>): string =>
  sheet === null ? name : `${name} · ${sheet}`

/** The commands of the draft and the block list. `day`: today's date for file names. */
export function createDraftCommands(
  { withImports, does }: ImportsAccess,
  { dialogs, dropped, day }: { dialogs: ListDialogs; dropped: DroppedFiles; day: () => string }
) {
  const choose = createOneDialog()

  return {
    'imports:choose-files': () =>
      withImports<Chosen>(async ({ draft }) => {
        const paths = await choose(() => dialogs.chooseLists())
        if (paths === null) return succeeded({ kind: 'cancelled' })
        draft.addFiles(paths)
        return succeeded({ kind: 'started' })
      }),
    'imports:offer-dropped': (files) => withImports(() => dropped.offer(files)),
    'imports:add-dropped': (answered) =>
      withImports(({ draft }) => {
        const taken = dropped.take(answered)
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
    'imports:clear-block-list': () => withImports((imports) => imports.clearBlockList())
  } satisfies Partial<Handlers>
}
