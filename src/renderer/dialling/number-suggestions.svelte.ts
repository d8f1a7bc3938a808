import type { Bridge } from '../../shared/app/contract'
import type { Call } from '../../shared/calls/schema'
import type { ContactNames, ContactNumber, ContactRow } from '../../shared/contacts/schema'
import type { DialInput } from '../../shared/numbers/schema'
import { commands } from '../platform/bridge'
import { createLatestRequest } from '../platform/latest-request'
import { app } from '../platform/state.svelte.ts'
import { dialBox } from './dial-box.svelte.ts'
import { suggestionAt, suggestionKey, suggestionsFor, type Suggestion } from './suggestions'

/** A contact whose numbers are shown, to choose one. */
type OpenContact = Extract<Suggestion, { kind: 'contact' }>

/** What the suggestions read of the state. */
interface SuggestionState {
  calls: () => readonly Call[]
  names: () => ContactNames
  /** What was read in the number box. */
  reading: () => DialInput['kind']
}

const none: readonly ContactRow[] = []

/** A text with a digit can be a number, or contain one. */
const hasDigit = (text: string): boolean => /\p{Nd}/u.test(text)

/**
 * The suggestions for the text in the number box: contacts and earlier callees, and the numbers of a contact that has
 * several. Of a text without digits the first one is highlighted; otherwise none is, so that Enter calls the number
 * that was typed.
 */
class NumberSuggestions {
  readonly #state: SuggestionState
  readonly #request: ReturnType<typeof createLatestRequest<string, readonly ContactRow[]>>
  #text = $state('')
  /** The contacts, and the text that they were found for. */
  #found = $state.raw<{ text: string; contacts: readonly ContactRow[] }>({ text: '', contacts: none })
  #isClosed = $state(true)
  /** The highlighted suggestion; the list changes below it when contacts are found and calls are made. */
  #highlighted = $state<string | null>(null)
  /** Index of the highlighted number of the open contact; null: none. */
  #activeNumber = $state<number | null>(null)
  #contact = $state.raw<OpenContact | null>(null)

  /** Called once the suggestions are current, or closed. */
  #waiting: (() => void)[] = []

  /** None while several numbers were read: the box has a list of them. */
  readonly items = $derived.by((): readonly Suggestion[] => {
    const reading = this.#state.reading()
    if (this.#isClosed || reading === 'several') return []
    // A whole number is what the user wants to call; a contact says whose it is.
    const calls = reading === 'number' ? [] : this.#state.calls()
    return suggestionsFor(this.#text, this.#found.contacts, calls, this.#state.names())
  })

  constructor(bridge: Pick<Bridge, 'commands'>, state: SuggestionState) {
    this.#state = state
    this.#request = createLatestRequest(
      async (text) => {
        const reply = await bridge.commands['contacts:suggest']({ text: text.slice(0, 200) })
        return reply.ok ? reply.value : none
      },
      (contacts, text) => {
        this.#found = { text, contacts }
        if (this.#highlighted === null && !hasDigit(text)) this.highlight(0)
        this.#settle()
      }
    )
  }

  /** The contact whose numbers are shown. */
  get contact(): OpenContact | null {
    return this.#contact
  }
  /** The numbers of the open contact. */
  get numbers(): readonly ContactNumber[] {
    return this.#contact?.numbers ?? []
  }
  /** Number of options. */
  get count(): number {
    return this.#contact === null ? this.items.length : this.#contact.numbers.length
  }
  get isOpen(): boolean {
    return this.count > 0
  }
  /** Resolves when the suggestions for a text without digits are there. */
  get whenCurrent(): Promise<void> {
    if (this.#isClosed || hasDigit(this.#text) || this.#found.text === this.#text) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
  /** Index of the highlighted option; null: none. */
  get active(): number | null {
    return this.#contact === null ? suggestionAt(this.items, this.#highlighted) : this.#activeNumber
  }

  /** The user typed this text. */
  type(text: string): void {
    this.#text = text.trim()
    this.#isClosed = this.#text === ''
    this.#highlighted = null
    this.#contact = null
    if (this.#isClosed) this.close()
    else this.#request.ask(this.#text)
  }

  /** Shows the suggestions for a text again, after they were closed. */
  reopen(text: string): void {
    if (this.isOpen || text.trim() === '') return
    this.type(text)
  }

  /** Highlights the option at `index`; before the first and after the last one nothing is highlighted. */
  highlight(index: number): void {
    const place = index < 0 || index >= this.count ? null : index
    if (this.#contact !== null) {
      this.#activeNumber = place
      return
    }
    const item = place === null ? undefined : this.items[place]
    this.#highlighted = item === undefined ? null : suggestionKey(item)
  }

  /** Shows the numbers of a contact. */
  openContact(contact: OpenContact): void {
    this.#contact = contact
    this.#highlighted = suggestionKey(contact)
    this.#activeNumber = 0
  }

  /** Closes the numbers of the contact, else the suggestions; false when nothing was open. */
  back(): boolean {
    if (this.#contact !== null) {
      this.#contact = null
      return true
    }
    const wasOpen = this.isOpen
    this.close()
    return wasOpen
  }

  close(): void {
    this.#request.cancel()
    this.#isClosed = true
    this.#highlighted = null
    this.#contact = null
    this.#found = { text: '', contacts: none }
    this.#settle()
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** The suggestions of the window's number box. */
export const numberSuggestions = new NumberSuggestions(
  { commands },
  { calls: () => app.calls, names: () => app.contactNames, reading: () => dialBox.reading.kind }
)
