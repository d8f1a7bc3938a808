import type { Bridge } from '../../shared/app/contract'
import type { ContactContent } from '../../shared/contacts/schema'
import type { DialInput } from '../../shared/numbers/schema'
import type { AppError } from '../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { contentOf, draftOf, isSameDraft, newLineKey, typedNumbers, type DraftProblem } from './contact-draft'

/** A contact being edited, or a new one. */
export class ContactForm {
  readonly #commands: Pick<Bridge['commands'], 'contacts:save' | 'numbers:read'>
  /** Null: a new contact. */
  readonly #id: string | null
  readonly #before: ReturnType<typeof draftOf>
  readonly draft: ReturnType<typeof draftOf>
  #problem = $state.raw<DraftProblem | null>(null)
  #error = $state.raw<AppError | null>(null)
  #isSaving = $state(false)

  constructor(
    commands: Pick<Bridge['commands'], 'contacts:save' | 'numbers:read'>,
    id: string | null,
    content: Partial<ContactContent>
  ) {
    this.#commands = commands
    this.#id = id
    this.#before = draftOf(content)
    this.draft = $state(draftOf(content))
  }

  /** Puts the draft of a former form in. */
  restore(draft: ContactForm['draft']): void {
    const keyed = <Line>(line: Line) => ({ ...line, key: newLineKey() })
    Object.assign(this.draft, {
      ...draft,
      numbers: draft.numbers.map(keyed),
      fields: draft.fields.map(keyed)
    })
  }

  get isNew(): boolean {
    return this.#id === null
  }
  get isChanged(): boolean {
    return !isSameDraft(this.draft, this.#before)
  }
  get isSaving(): boolean {
    return this.#isSaving
  }
  /** Why the draft can't be saved; cleared by typing. */
  get problem(): DraftProblem | null {
    return this.#problem
  }
  /** Why saving failed. */
  get error(): AppError | null {
    return this.#error
  }

  /** The user typed. */
  touch(): void {
    this.#problem = null
    this.#error = null
  }
  addNumber(text = ''): void {
    this.draft.numbers.push({ key: newLineKey(), label: '', text })
  }
  removeNumber(key: number): void {
    this.draft.numbers = this.draft.numbers.filter((line) => line.key !== key)
    this.touch()
  }
  addField(): void {
    this.draft.fields.push({ key: newLineKey(), name: '', value: '' })
  }
  removeField(key: number): void {
    this.draft.fields = this.draft.fields.filter((line) => line.key !== key)
    this.touch()
  }

  /** Saves the contact; returns its id and what was saved, null if it can't be saved. */
  async save(): Promise<{ id: string; content: ContactContent } | null> {
    if (this.#isSaving) return null
    this.#isSaving = true
    this.touch()
    const saved = await this.#save()
    this.#isSaving = false
    return saved
  }

  async #save(): Promise<{ id: string; content: ContactContent } | null> {
    const readings = await this.#readings()
    if (!readings.ok) return this.#fail(readings.error)
    const result = contentOf(this.draft, readings.value)
    if ('problem' in result) {
      this.#problem = result.problem
      return null
    }
    const reply = await this.#commands['contacts:save']({ id: this.#id, content: result.content })
    return reply.ok ? { id: reply.value.id, content: result.content } : this.#fail(reply.error)
  }

  #fail(error: AppError): null {
    this.#error = error
    return null
  }

  /** The numbers as the main process reads them. */
  async #readings(): Promise<Result<DialInput[]>> {
    const texts = typedNumbers(this.draft).map(({ text }) => text)
    const replies = await Promise.all(texts.map((text) => this.#commands['numbers:read']({ text })))
    const readings: DialInput[] = []
    for (const reply of replies) {
      if (!reply.ok) return failed(reply.error)
      readings.push(reply.value)
    }
    return succeeded(readings)
  }
}
