import { app, type BrowserWindow } from 'electron'
import { messages } from '../../shared/messages'
import { failed } from '../../shared/platform/result'
import { createContactsCommands, type ContactsCommands } from '../contacts/contacts-commands'
import type { Contacts } from '../contacts/contacts'
import type { NamesOfNumbers } from '../contacts/names/names-of-numbers'
import type { Log } from '../desktop/log'
import { chooseContactFile } from '../desktop/windows/contact-dialog'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import type { DroppedFiles } from '../platform/dropped-files'
import type { StateStore } from '../platform/state-store'
import { createAccountLifecycle } from '../session/account-lifecycle'
import { openAccountContacts, type AccountContacts } from './account-contacts'
import type { ComposedLookUp } from './compose-look-up'
import type { OutputMask } from './ipc/output-mask'
import type { UserFiles } from './user-files/user-files'

/** The contacts of the signed-in tenant, and the names of the numbers that are shown. */
export interface ComposedContacts {
  commands: ContactsCommands
  /** Who numbers belong to, as far as it is known already. */
  namesOf: NamesOfNumbers
  /** See `Contacts.writeTable`. */
  writeTable: Contacts['writeTable']
  close(): Promise<void>
}

/** Wires contacts together. `program`: path of their built process. */
export function composeContacts(deps: {
  state: StateStore
  log: Log
  files: UserFiles
  mask: Pick<OutputMask, 'fileName'>
  lookUp: Pick<ComposedLookUp, 'open'>
  program: string
  openWindow: (id: string | null) => void
  dropped: DroppedFiles
  window: () => BrowserWindow | null
}): ComposedContacts {
  const { state, log, files } = deps
  const words = () => messages[state.get('environment').locale].contactFiles
  const documents = (): string => app.getPath('documents')
  const dialogs = {
    ...createFileDialogs({
      parent: deps.window,
      kindOf: (extension) => (extension === 'vcf' ? words().fileKinds.vcf : words().fileKinds.csv),
      folderTitle: () => words().choose,
      files: files.folders.exports,
      recordings: files.folders.recordings,
      shownName: deps.mask.fileName,
      documents
    }),
    chooseContacts: () =>
      chooseContactFile({ parent: deps.window(), words: words(), folder: files.folders.lists, documents })
  }
  const lifecycle = createAccountLifecycle<AccountContacts>({
    state,
    open: (account) => openAccountContacts({ ...deps, dialogs, words }, account),
    leave: (opened, isForGood) => opened.leave(isForGood),
    // Contacts are kept when the user signs out: only `contacts:remove-all` removes them.
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('contacts', problem)
  })

  return {
    commands: createContactsCommands({
      contacts: async () => (await lifecycle.current())?.contacts ?? null,
      openWindow: deps.openWindow,
      dropped: deps.dropped,
      async removeAll() {
        const opened = await lifecycle.current()
        return opened === null ? failed({ code: 'signed-out' }) : opened.removeAll()
      }
    }),
    namesOf: async (numbers) => (await lifecycle.current())?.namesOf(numbers) ?? new Map<string, string>(),
    async writeTable(text, path, signal) {
      const opened = await lifecycle.current()
      return opened === null ? failed({ code: 'signed-out' }) : opened.contacts.writeTable(text, path, signal)
    },
    close: () => lifecycle.close()
  }
}
