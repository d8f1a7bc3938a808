import type { Bridge } from '../../shared/app/contract'
import type { Contact, ContactRow } from '../../shared/contacts/schema'
import { formatNumber } from '../../shared/numbers/number'
import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'
import { announcer } from '../platform/announcer.svelte.ts'
import { i18n } from '../platform/i18n.svelte.ts'
import { createLatestRequest } from '../platform/latest-request'
import { BriefMessage } from '../ui/brief-message.svelte.ts'
import { ContactForm } from './contact-form.svelte.ts'
import { ContactList } from './contact-list.svelte.ts'
import { contactTitle } from './contact-names'
import { ContactSelection, maxSelectedContacts } from './contact-selection.svelte.ts'
import { messages } from './messages.svelte.ts'

/** The contacts window: its list, the contact beside it, and what the user does with them. */
export class ContactsPage {
  readonly list: ContactList
  readonly selection: ContactSelection
  /** The result of the last action. */
  readonly message = new BriefMessage(5_000)
  readonly #commands: Bridge['commands']
  readonly #dropFiles: Bridge['dropFiles']
  readonly #details: ReturnType<typeof createLatestRequest<string, Result<Contact>>>
  #contact = $state.raw<Contact | null>(null)
  #contactError = $state.raw<AppError | null>(null)
  #form = $state.raw<ContactForm | null>(null)
  #removed = $state.raw<{ text: string } | null>(null)
  #isAsking = $state(false)

  constructor({ commands, dropFiles }: Pick<Bridge, 'commands' | 'dropFiles'>) {
    this.#commands = commands
    this.#dropFiles = dropFiles
    this.list = new ContactList(commands)
    this.selection = new ContactSelection(this.list, () =>
      this.message.show(messages.contacts.tooMany(maxSelectedContacts), true)
    )
    this.#details = createLatestRequest(
      (id) => commands['contacts:get']({ id }),
      (reply) => {
        this.#contact = reply.ok ? reply.value : null
        this.#contactError = reply.ok ? null : reply.error
      }
    )
  }

  /** The contact at the cursor, as loaded last; null: none, or not loaded yet. */
  get contact(): Contact | null {
    return this.#contact
  }
  /** Why the contact at the cursor could not be loaded. */
  get contactError(): AppError | null {
    return this.#contactError
  }
  /** The contact being edited, or the new one. */
  get form(): ContactForm | null {
    return this.#form
  }
  /** The last deletion, until the next one or until it is undone. */
  get removed(): { text: string } | null {
    return this.#removed
  }
  /** A file dialog is open. */
  get isAsking(): boolean {
    return this.#isAsking
  }

  /** Loads the contact with this id; null: there is none at the cursor. */
  showContact(id: string | null): void {
    this.#details.cancel()
    if (id !== null) this.#details.ask(id)
    else {
      this.#contact = null
      this.#contactError = null
    }
  }

  /** Shows a contact in the list; keeps an editor with changes open. */
  async select(id: string): Promise<void> {
    const reply = await this.#commands['contacts:get']({ id })
    if (!this.#isDone(reply) || !reply.ok) return
    if (this.#form?.isChanged !== true) this.#form = null
    this.selection.clear()
    const { name, company, numbers } = reply.value
    this.list.find([name, company, numbers[0]?.number ?? ''].find((text) => text !== '') ?? '', id)
  }

  add(): void {
    if (this.#form?.isChanged === true) return
    this.#form = new ContactForm(this.#commands, null, {})
  }
  edit(): void {
    const contact = this.#contact
    if (contact === null || this.#form !== null || this.selection.several.size > 0) return
    this.#form = new ContactForm(this.#commands, contact.id, contact)
  }
  /** Ends editing without saving. */
  leaveForm(): void {
    this.#form = null
  }
  /** Saves the form; true when it was saved. */
  async save(): Promise<boolean> {
    const form = this.#form
    if (form === null) return false
    const saved = await form.save()
    if (saved === null) {
      const { problem, error } = form
      // The form shows it.
      if (problem !== null) announcer.warn(messages.contacts.form.problems[problem.kind])
      else if (error !== null) announcer.warn(i18n.error(error))
      return false
    }
    this.#form = null
    this.message.show(messages.contacts.form.saved(contactTitle(saved.content)))
    if (form.isNew) this.list.search(contactTitle(saved.content), false)
    return true
  }

  /** Deletes the selected contacts. */
  async remove(): Promise<void> {
    const rows = this.selection.rows()
    const [first] = rows
    if (first === undefined || this.#form !== null) return
    const reply = await this.#commands['contacts:remove']({ ids: rows.map(({ id }) => id) })
    if (!this.#isDone(reply) || !reply.ok) return
    this.selection.clear()
    // They were removed elsewhere; an undo would bring back others.
    if (reply.value.removed === 0) return
    const { removed, removedSeveral } = messages.contacts
    const text = rows.length === 1 ? removed(contactTitle(first)) : removedSeveral(reply.value.removed)
    this.#removed = { text }
    announcer.say(text)
  }
  /** Deletes all contacts of the tenant from this computer; can't be undone. */
  async removeAll(): Promise<void> {
    this.#removed = null
    this.#form = null
    const reply = await this.#commands['contacts:remove-all'](undefined)
    if (this.#isDone(reply)) this.message.show(messages.contacts.removedAll)
  }
  /** Undoes the last deletion. */
  async undo(): Promise<void> {
    const removed = this.#removed
    if (removed === null) return
    this.#removed = null
    const reply = await this.#commands['contacts:restore'](undefined)
    if (this.#isDone(reply) && reply.ok) this.message.show(messages.contacts.restored(reply.value.restored))
    // It can still be undone, for example once an import has ended.
    else if (!reply.ok && !['contact-gone', 'signed-out'].includes(reply.error.code))
      this.#removed ??= removed
  }

  /** Calls a number; questions are asked in the main window. */
  async call(number: string): Promise<void> {
    const reply = await this.#commands['calls:dial']({ number })
    if (!this.#isDone(reply) || !reply.ok) return
    const { calling, asked } = messages.contacts
    this.message.show(reply.value.kind === 'started' ? calling(formatNumber(number)) : asked)
  }
  /** Copies the numbers of the selected contacts, one per line. */
  async copy(rows: readonly ContactRow[] = this.selection.rows()): Promise<void> {
    const text = rows.flatMap(({ numbers }) => numbers.map(({ number }) => number)).join('\n')
    if (text === '') return
    const reply = await this.#commands['clipboard:write']({ text })
    if (this.#isDone(reply)) this.message.show(i18n.t.app.copied)
  }

  /** Shows the file dialog of an import. */
  async importFile(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    const reply = await this.#commands['contacts:import'](undefined)
    this.#isAsking = false
    this.#isDone(reply)
  }

  /** Reads the file that was dropped on the window. */
  async importDropped(files: readonly File[]): Promise<void> {
    if (files.length > 1) this.message.show(messages.contacts.dropOne, true)
    else if (files.length === 1) this.#isDone(await this.#dropFiles(files, 'contacts'))
  }

  /** Forgets everything: another account is signed in, or none. */
  reset(): void {
    this.list.clear()
    this.selection.clear()
    this.showContact(null)
    this.#form = null
    this.#removed = null
  }

  #isDone(reply: Result<unknown>): boolean {
    if (!reply.ok) this.message.show(i18n.error(reply.error), true)
    return reply.ok
  }
}
