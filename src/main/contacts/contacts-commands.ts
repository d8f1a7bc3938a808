import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { DroppedFiles } from '../platform/dropped-files'
import type { Chosen } from '../platform/file-dialogs'
import type { Contacts } from './contacts'

/** The commands for contacts. */
export type ContactsCommands = Pick<Handlers, Extract<keyof Handlers, `contacts:${string}`>>

const outcomeOf = (chosen: Result<Chosen>): Result<{ outcome: Chosen['kind'] }> =>
  chosen.ok ? succeeded({ outcome: chosen.value.kind }) : chosen

/** `contacts` returns null while signed out. */
export function createContactsCommands(deps: {
  contacts: () => Promise<Contacts | null>
  openWindow: (id: string | null) => void
  dropped: DroppedFiles
  /** Removes all contacts of the tenant from this computer. */
  removeAll: () => Promise<Result<undefined>>
}): ContactsCommands {
  const withContacts = async <T>(
    act: (contacts: Contacts) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const contacts = await deps.contacts()
    return contacts === null ? failed({ code: 'signed-out' }) : act(contacts)
  }
  const done = succeeded(undefined)

  return {
    'contacts:open': ({ id }) => {
      deps.openWindow(id)
      return done
    },
    'contacts:search': (asked) => withContacts((contacts) => contacts.search(asked)),
    'contacts:suggest': ({ text }) => withContacts((contacts) => contacts.suggest(text)),
    'contacts:get': ({ id }) => withContacts((contacts) => contacts.get(id)),
    'contacts:save': ({ id, content }) => withContacts((contacts) => contacts.save(id, content)),
    'contacts:remove': ({ ids }) => withContacts((contacts) => contacts.remove(ids)),
    'contacts:restore': () => withContacts((contacts) => contacts.restore()),
    'contacts:import': () => withContacts(async (contacts) => outcomeOf(await contacts.import.choose())),
    'contacts:offer-dropped': (files) => withContacts(() => deps.dropped.offer(files)),
    'contacts:import-dropped': (answered) =>
      withContacts((contacts) => {
        const taken = deps.dropped.take(answered)
        if (!taken.ok) return taken
        const [path] = taken.value.paths
        return path === undefined ? failed({ code: 'list-unreadable' }) : contacts.import.open(path)
      }),
    'contacts:import-start': ({ columns }) => withContacts((contacts) => contacts.import.start(columns)),
    'contacts:import-cancel': () =>
      withContacts((contacts) => {
        contacts.import.cancel()
        return done
      }),
    'contacts:dismiss': ({ of }) => withContacts((contacts) => contacts.dismiss(of)),
    'contacts:export': ({ format }) =>
      withContacts(async (contacts) => outcomeOf(await contacts.export(format))),
    'contacts:export-cancel': () =>
      withContacts((contacts) => {
        contacts.cancelExport()
        return done
      }),
    'contacts:show-export': () =>
      withContacts((contacts) => {
        contacts.showExport()
        return done
      }),
    'contacts:remove-all': () => deps.removeAll()
  }
}
