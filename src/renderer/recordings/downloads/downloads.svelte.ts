import type { Bridge, CommandInput } from '../../../shared/app/contract'
import type { DownloadsView, ListedDownload } from '../../../shared/recordings/schema'
import type { Result } from '../../../shared/platform/result'
import { announcer } from '../../platform/announcer.svelte.ts'
import { commands } from '../../platform/bridge'
import { i18n } from '../../platform/i18n.svelte.ts'
import { recordingFailure } from '../recording-words'
import { messages } from '../messages.svelte.ts'

/** Recordings of these calls, or all recordings in a view. */
export type WantedRecordings = CommandInput<'recordings:download'>

/** Action on one download (`id`) or on all (null). */
export type DownloadAction = CommandInput<'recordings:downloads'>['action']

/** Commands on downloads; their progress is in the state's `recordings`. */
function createDownloads(bridge: Pick<Bridge, 'commands'>) {
  let isAsking = $state(false)
  let error = $state<string | null>(null)
  let notice = $state<string | null>(null)
  let items = $state.raw<{ first: number; rows: ListedDownload[] }>({ first: 0, rows: [] })
  let asked: { view: DownloadsView; first: number; count: number } | null = null
  let isListing = false

  const takeAsked = () => {
    const taken = asked
    asked = null
    return taken
  }

  function tell(reply: Result<unknown>): boolean {
    error = reply.ok ? null : (recordingFailure(reply.error, messages.recordings) ?? i18n.error(reply.error))
    if (error !== null) announcer.warn(error)
    return reply.ok
  }

  /** Loads rows for `view`. One request at a time; a request made meanwhile runs next. */
  async function list(view: DownloadsView, first: number, count: number): Promise<void> {
    asked = { view, first, count }
    if (isListing) return
    isListing = true
    for (let now = takeAsked(); now !== null; now = takeAsked()) {
      if (now.count === 0) {
        items = { first: 0, rows: [] }
        continue
      }
      const reply = await bridge.commands['recordings:items']({ offset: now.first, limit: now.count })
      if (reply.ok) items = { first: now.first, rows: reply.value }
    }
    isListing = false
  }

  return {
    /** The folder dialog is open. */
    get isAsking() {
      return isAsking
    },
    /** Why the last command failed. */
    get error() {
      return error
    },
    /** Result of the last command. */
    get notice() {
      return notice
    },
    /** The loaded part of the list. */
    get items() {
      return items
    },
    list,

    /** Opens a folder dialog, then queues the recordings; returns true if they were queued. */
    async add(what: WantedRecordings): Promise<boolean> {
      if (isAsking) return false
      isAsking = true
      const reply = await bridge.commands['recordings:download'](what)
      isAsking = false
      notice = null
      if (!tell(reply) || !reply.ok || reply.value.kind === 'cancelled') return false
      const { added, refused } = reply.value
      const t = messages.recordings.downloads
      notice = i18n.join(
        added === 0 && refused === 0 ? t.noneAdded : added === 0 ? '' : t.added(added),
        refused === 0 ? '' : t.refused(refused)
      )
      announcer.say(notice)
      return true
    },
    async act(action: DownloadAction, id: string | null = null): Promise<void> {
      notice = null
      tell(await bridge.commands['recordings:downloads']({ action, id }))
    },
    async showFolder(): Promise<void> {
      tell(await bridge.commands['recordings:show-folder'](undefined))
    },
    async emptyCache(): Promise<void> {
      if (tell(await bridge.commands['recordings:clear-cache'](undefined))) {
        announcer.say(messages.recordings.cache.emptied)
      }
    }
  }
}

export const downloads = createDownloads({ commands })

/** Opens a folder dialog, then queues the recordings; false when it was cancelled or failed. */
export const downloadSelected = (what: WantedRecordings): Promise<boolean> => downloads.add(what)
