import { postponedTimes } from '../../shared/callbacks/callbacks'
import type { Callback } from '../../shared/callbacks/schema'
import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'
import { announcer } from '../platform/announcer.svelte.ts'
import { commands } from '../platform/bridge'
import { i18n } from '../platform/i18n.svelte.ts'
import { brieflyWithName } from '../platform/names.svelte.ts'

/** A time offered for postponing. */
export type PostponedTime = keyof typeof postponedTimes

/** The times offered for postponing, in order. */
export const postponedTimeNames = Object.keys(postponedTimes) as PostponedTime[]

/** What the user did last, and how to undo it. */
interface Undoable {
  text: string
  id: string
  undo: () => Promise<Result<undefined>>
}

let undoable = $state.raw<Undoable | null>(null)
let error = $state.raw<AppError | null>(null)

async function run(command: Promise<Result<unknown>>, next: Undoable | null = null): Promise<void> {
  error = null
  const reply = await command
  undoable = reply.ok ? next : null
  if (reply.ok) {
    if (next !== null) announcer.say(next.text)
    return
  }
  error = reply.error
  announcer.warn(i18n.error(reply.error))
}

/** The changes of call-backs in this window. */
export const callbackChanges = {
  /** The last change that can be undone, until the next one or until the page closes. */
  get undoable() {
    return undoable
  },
  /** Why the last change failed. */
  get error() {
    return error
  },
  leave(): void {
    undoable = null
    error = null
  },
  done({ id, number }: Callback): Promise<void> {
    return run(commands['callbacks:done']({ id }), {
      text: i18n.t.callbacks.markedDone(brieflyWithName(number)),
      id,
      undo: () => commands['callbacks:reopen']({ id })
    })
  },
  reopen({ id }: Callback): Promise<void> {
    return run(commands['callbacks:reopen']({ id }))
  },
  remove({ id, number }: Callback): Promise<void> {
    return run(commands['callbacks:remove']({ id }), {
      text: i18n.t.callbacks.removed(brieflyWithName(number)),
      id,
      undo: () => commands['callbacks:restore']({ id })
    })
  },
  postpone({ id, number }: Callback, to: PostponedTime): Promise<void> {
    announcer.say(i18n.t.callbacks.postponed(brieflyWithName(number), i18n.t.callbacks.times[to]))
    return run(commands['callbacks:change']({ id, when: postponedTimes[to], note: null }))
  },
  /** Resolves with the id of the call-back that is back as it was; null: there was nothing to undo. */
  async undo(): Promise<string | null> {
    if (undoable === null) return null
    const { id, undo } = undoable
    await run(undo())
    return id
  }
}
