import type { Handlers } from '../../shared/app/contract'
import type { NoteChange } from '../../shared/records/row-schema'
import type { RecordsOfAgent, ZoneOffsets } from '../../shared/records/filter-schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Records } from './records'
import type { RecordsExports } from './records-export'

/** The services of the records window while an account is signed in. */
export interface RecordsDesk {
  records: Records
  exports: RecordsExports
}

/** The commands of the records window. */
export type RecordsCommands = Pick<Handlers, Extract<keyof Handlers, `records:${string}`>>

const done = succeeded(undefined)

/** `desk` returns null while no account is signed in; `zone`: the user's time zone. */
export function createRecordsCommands(deps: {
  desk: () => Promise<RecordsDesk | null>
  zone: () => ZoneOffsets
  /** Ids of the user's results, in their order. */
  resultOrder: () => string[]
  /** Saves a change of a call's note, for all that show it. */
  note: (change: NoteChange) => Promise<Result<undefined>>
  /** Shows the records window, on a call's page if `id` is given, or with certain calls. */
  openWindow: (id: string | null, calls: RecordsOfAgent | null) => void
}): RecordsCommands {
  const { zone } = deps
  const withDesk = async <T>(
    act: (desk: RecordsDesk) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const desk = await deps.desk()
    return desk === null ? failed({ code: 'signed-out' }) : act(desk)
  }
  const inStore = <T>(act: (store: Records['store']) => Promise<Result<T>>): Promise<Result<T>> =>
    withDesk(({ records }) => act(records.store))
  const does = (act: (desk: RecordsDesk) => void): Promise<Result<undefined>> =>
    withDesk((desk) => {
      act(desk)
      return done
    })
  return {
    'records:open': ({ id, calls }) => {
      if (calls !== undefined && calls.startMs >= calls.endMs) {
        return failed({ code: 'input-invalid', field: 'endMs' })
      }
      deps.openWindow(id, calls ?? null)
      return done
    },
    'records:load': (period) => {
      if (period.startMs >= period.endMs) return failed({ code: 'input-invalid', field: 'endMs' })
      return does(({ records }) => records.loader.load(period))
    },
    'records:cancel': () => does(({ records }) => records.loader.cancel()),
    'records:acknowledge-loss': () => withDesk(({ records }) => records.acknowledgeLoss()),
    'records:resume': () => does(({ records }) => records.loader.resume()),
    'records:view': ({ filter, sort }) =>
      inStore((store) => store.ask('view', { filter, sort, zone: zone(), resultOrder: deps.resultOrder() })),
    'records:rows': (asked) => inStore((store) => store.ask('rows', asked)),
    'records:neighbour': (asked) => inStore((store) => store.ask('neighbour', asked)),
    'records:summary': ({ filter }) => inStore((store) => store.ask('summary', { filter, zone: zone() })),
    'records:facets': () => inStore((store) => store.ask('facets', {})),
    'records:one': ({ id }) =>
      withDesk(async ({ records }) => {
        const found = await records.store.ask('one', { id })
        return found.ok ? succeeded({ row: found.value, followed: records.followed(id) }) : found
      }),
    'records:refresh': ({ id }) => withDesk(({ records }) => records.refresh(id)),
    'records:note': deps.note,
    'records:export': (asked) => withDesk(({ exports }) => exports.export(asked)),
    'records:export-cancel': () => does(({ exports }) => exports.cancel()),
    'records:show-export': () => does(({ exports }) => exports.showLast()),
    'records:save-picture': (asked) => withDesk(({ exports }) => exports.savePicture(asked))
  }
}
