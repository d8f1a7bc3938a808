import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Recordings } from './recordings'

/** The commands of recordings and their downloads. */
export type RecordingsCommands = Pick<Handlers, Extract<keyof Handlers, `recordings:${string}`>>

const done = succeeded(undefined)

/** `recordings` returns null while signed out. */
export function createRecordingsCommands(deps: {
  recordings: () => Promise<Recordings | null>
}): RecordingsCommands {
  const withRecordings = async <T>(
    act: (recordings: Recordings) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const recordings = await deps.recordings()
    return recordings === null ? failed({ code: 'signed-out' }) : act(recordings)
  }

  return {
    'recordings:open': ({ id }) => withRecordings((recordings) => recordings.open(id)),
    'recordings:bytes': ({ id }) => withRecordings((recordings) => recordings.bytes(id)),
    'recordings:release': () =>
      withRecordings((recordings) => {
        recordings.release()
        return done
      }),
    'recordings:download': (asked) => withRecordings((recordings) => recordings.download(asked)),
    'recordings:downloads': ({ action, id }) => withRecordings((recordings) => recordings.act(action, id)),
    'recordings:items': ({ offset, limit }) =>
      withRecordings(async (recordings) => succeeded(await recordings.items(offset, limit))),
    'recordings:show-folder': () =>
      withRecordings((recordings) => {
        recordings.showFolder()
        return done
      }),
    'recordings:clear-cache': () =>
      withRecordings(async (recordings) => {
        await recordings.clearCache()
        return done
      })
  }
}
