import { failed, type Result } from '../../shared/platform/result'
import type { NoteChange } from '../../shared/records/row-schema'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import type { StateStore } from '../platform/state-store'
import { createAccountLifecycle } from '../session/account-lifecycle'
import { openWrapUps, type AccountWrapUps } from '../wrap-ups/wrap-ups'
import { createWrapUpsCommands, type WrapUpsCommands } from '../wrap-ups/wrap-ups-commands'
import type { UserFiles } from './user-files/user-files'

/** The wrap-ups of the signed-in account. */
export interface ComposedWrapUps {
  commands: WrapUpsCommands
  /** Changes the note of a call by the service's id. */
  note(change: NoteChange): Promise<Result<undefined>>
  close(): Promise<void>
}

/** Wires wrap-ups together. `onStored`: a change was saved under the id of its call. */
export function composeWrapUps(deps: {
  state: StateStore
  log: Log
  files: Pick<UserFiles, 'notesOf' | 'wrapUpsOf' | 'restoredAccount'>
  onStored: (change: NoteChange) => void
}): ComposedWrapUps {
  const { state, log, files, onStored } = deps
  const lifecycle = createAccountLifecycle<AccountWrapUps>({
    state,
    open(account) {
      const notes = files.notesOf(account)
      return openWrapUps({
        state,
        clock: systemClock,
        file: files.wrapUpsOf(account),
        store(change) {
          const saved = notes.append(change)
          if (saved.ok) onStored(change)
          else log.warn('note not saved', saved.error.code)
          return saved
        }
      })
    },
    // Unlike records, notes can't be loaded again: signing out keeps them.
    leave(opened) {
      opened.close()
      return Promise.resolve()
    },
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('wrap-ups', problem)
  })
  return {
    commands: createWrapUpsCommands(() => lifecycle.current()),
    note: async (change) => (await lifecycle.current())?.note(change) ?? failed({ code: 'signed-out' }),
    close: () => lifecycle.close()
  }
}
