import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { DroppedFiles } from '../platform/dropped-files'
import type { Chosen } from '../platform/file-dialogs'
import type { WorkLists } from './work-lists'

/** The commands for work lists. */
export type WorkListsCommands = Pick<Handlers, Extract<keyof Handlers, `work-lists:${string}`>>

const outcomeOf = (chosen: Result<Chosen>): Result<{ outcome: Chosen['kind'] }> =>
  chosen.ok ? succeeded({ outcome: chosen.value.kind }) : chosen

/** `lists` returns null while signed out. */
export function createWorkListsCommands(deps: {
  lists: () => Promise<WorkLists | null>
  openWindow: () => void
  dropped: DroppedFiles
}): WorkListsCommands {
  const withLists = async <T>(
    act: (lists: WorkLists) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const lists = await deps.lists()
    return lists === null ? failed({ code: 'signed-out' }) : act(lists)
  }
  const does = (act: (lists: WorkLists) => void): Promise<Result<undefined>> =>
    withLists((lists) => {
      act(lists)
      return succeeded(undefined)
    })

  return {
    'work-lists:open': () => {
      deps.openWindow()
      return succeeded(undefined)
    },
    'work-lists:make': ({ source }) =>
      withLists(async ({ making }) => {
        const begun = outcomeOf(await making.begin(source))
        // Its progress is shown there; of another one that is under way too.
        deps.openWindow()
        return begun
      }),
    'work-lists:offer-dropped': (files) => withLists(() => deps.dropped.offer(files)),
    'work-lists:make-dropped': (answered) =>
      withLists(({ making }) => {
        const taken = deps.dropped.take(answered)
        if (!taken.ok) return taken
        const [path] = taken.value.paths
        return path === undefined ? failed({ code: 'list-unreadable' }) : making.open(path)
      }),
    'work-lists:make-start': (asked) => withLists(({ making }) => making.start(asked)),
    'work-lists:make-cancel': () => does(({ making }) => making.cancel()),
    'work-lists:dismiss': ({ of }) => withLists((lists) => lists.dismiss(of)),
    'work-lists:rename': ({ id, name }) => withLists((lists) => lists.rename(id, name)),
    'work-lists:set-state': ({ id, state }) => withLists((lists) => lists.setState(id, state)),
    'work-lists:set-guide': ({ id, guide }) => withLists((lists) => lists.setGuide(id, guide)),
    'work-lists:remove': ({ id }) => withLists((lists) => lists.remove(id)),
    'work-lists:restore': ({ id }) => withLists((lists) => lists.restore(id)),
    'work-lists:entries': (asked) => withLists((lists) => lists.entries(asked)),
    'work-lists:change-entries': (asked) => withLists((lists) => lists.changeEntries(asked)),
    'work-lists:put-back-skipped': ({ id }) => withLists((lists) => lists.putBackSkipped(id)),
    'work-lists:export': ({ id, format }) =>
      withLists(async (lists) => outcomeOf(await lists.export(id, format))),
    'work-lists:export-cancel': () => does((lists) => lists.cancelExport()),
    'work-lists:show-export': () => does((lists) => lists.showExport())
  }
}
