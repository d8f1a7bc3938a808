import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { DoNotCallState } from '../../shared/calling-rules/schema'
import { findNumbers } from '../numbers/number'
import { byteOrderMark, csvLine, spreadsheetText } from '../platform/csv'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import { nameOfPath } from '../platform/file-name'
import { localMinute } from '../platform/local-time'
import { maskedStrings } from '../platform/number-mask'
import { createOneDialog } from '../platform/one-dialog'
import type { Clock, LineLog } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createTopicPublisher, type TopicPublisher } from '../platform/topic-publisher'
import type { BlockedNumbers } from './account-rules'
import { DoNotCallList, type Added } from './do-not-call-list'
import type { RuleDecisions } from './rule-decisions'

/** The most numbers added at once as a text. */
const maxTyped = 1_000

/** After sign-in the list is read this much later, in ms, unless it is needed before. */
const readAfterMs = 1_000

/** The words of exported files, and the suggested names. */
interface RuleFileWords {
  list: { stem: string; titles: readonly string[] }
  decisions: {
    stem: string
    titles: readonly string[]
    sources: Record<string, string>
    rules: Record<string, string>
    answers: Record<string, string>
  }
}

/** The numbers of the user's file, and what is known of that file. */
export interface BlockedFile extends BlockedNumbers {
  facts(): DoNotCallState['file']
}

interface DoNotCallDeps {
  state: StateStore
  /** This computer's. */
  clock: Clock
  log: LineLog
  blocked: BlockedFile
  decisions: Pick<RuleDecisions, 'all'>
  dialogs: Pick<FileDialogs, 'saveFile'> & { chooseList: () => Promise<string | null> }
  words: () => RuleFileWords
  readNumbers: (path: string) => Promise<Result<{ name: string; numbers: string[]; skipped: number }>>
  /** Writes a file at once or not at all. */
  writeFile: (path: string, text: string) => Promise<Result<undefined>>
  /** Other numbers must not be called now. */
  onChange: () => void
}

/** The do-not-call list of the signed-in tenant, its imports and exports, and the topic `doNotCall`. */
export class DoNotCall {
  readonly list: DoNotCallList
  readonly #deps: DoNotCallDeps
  readonly #publisher: TopicPublisher<'doNotCall'>
  readonly #askInDialog = createOneDialog()
  readonly #cancelRead: () => void
  #isClosed = false

  constructor(deps: DoNotCallDeps) {
    this.#deps = deps
    this.list = new DoNotCallList({
      log: deps.log,
      clock: deps.clock,
      onChange: () => {
        this.#publish(1)
        deps.onChange()
      }
    })
    this.#publisher = createTopicPublisher('doNotCall', deps)
    this.#cancelRead = deps.clock.after(readAfterMs, () => this.#publish(0))
  }

  /** Grows with every change. */
  revision(): number {
    return this.#publisher.value().revision
  }

  /** Publishes the facts of the user's file if they have changed. */
  showFile(): void {
    const file = this.#deps.blocked.facts()
    const before = this.#publisher.value().file
    if (JSON.stringify(file) !== JSON.stringify(before)) this.#publisher.updateNow({ file })
  }

  page(asked: Parameters<DoNotCallList['page']>[0]) {
    if (!this.list.isKnown()) return failed({ code: 'do-not-call-unknown' } as const)
    return succeeded({ revision: this.revision(), ...this.list.page(asked) })
  }

  /** Adds the numbers of a text. */
  add(asked: { numbers: string; reason: string; untilMs: number | null }): Result<Added> {
    if (asked.numbers.trim() === '') return failed({ code: 'number-missing' })
    const numbers = findNumbers(asked.numbers).slice(0, maxTyped)
    if (numbers.length === 0) return failed({ code: 'number-invalid' })
    const { reason, untilMs } = asked
    if (this.#isOver(untilMs)) return failed({ code: 'do-not-call-over' })
    return this.list.add(
      numbers.map(({ dial }) => dial),
      { reason: reason.trim(), untilMs }
    )
  }

  /** Asks for a file and adds its numbers. */
  async import(about: { reason: string; untilMs: number | null }): Promise<Result<Chosen>> {
    if (this.#isOver(about.untilMs)) return failed({ code: 'do-not-call-over' })
    const path = await this.#askInDialog(() => this.#deps.dialogs.chooseList())
    if (path === null || this.#publisher.value().transfer.kind === 'reading') {
      return succeeded({ kind: 'cancelled' })
    }
    void this.#importFrom(path, { ...about, reason: about.reason.trim() })
    return succeeded({ kind: 'started' })
  }

  exportList(): Promise<Result<Chosen>> {
    const { stem, titles } = this.#deps.words().list
    const rows = (): string[][] =>
      this.list
        .page({ search: '', offset: 0, limit: Infinity })
        .entries.map(({ number, reason, addedAtMs, untilMs }) => [
          number,
          reason,
          localMinute(addedAtMs) ?? '',
          untilMs === null ? '' : (localMinute(untilMs) ?? '')
        ])
    return this.#export(stem, titles, rows)
  }

  exportDecisions(): Promise<Result<Chosen>> {
    const { stem, titles, sources, rules, answers } = this.#deps.words().decisions
    const rows = (): string[][] =>
      this.#deps.decisions
        .all()
        .map(({ atMs, number, source, breach, answer }) => [
          localMinute(atMs) ?? '',
          number,
          sources[source] ?? source,
          rules[breach] ?? breach,
          answers[answer] ?? answer
        ])
    return this.#export(stem, titles, rows)
  }

  dismiss(): void {
    if (this.#publisher.value().transfer.kind !== 'reading') this.#show({ kind: 'none' })
  }

  close(): void {
    this.#isClosed = true
    this.#cancelRead()
    this.#publisher.close()
  }

  #show(transfer: DoNotCallState['transfer']): void {
    this.#publisher.updateNow({ transfer })
  }

  #publish(changes: 0 | 1): void {
    this.#publisher.updateNow({
      count: this.list.count(),
      revision: this.revision() + changes,
      file: this.#deps.blocked.facts()
    })
  }

  /** An entry that has ended when it is added would seem to protect its number. */
  #isOver(untilMs: number | null): boolean {
    const dateMs = this.#deps.clock.now()
    return untilMs !== null && untilMs <= dateMs
  }

  async #importFrom(path: string, about: { reason: string; untilMs: number | null }): Promise<void> {
    const fileName = nameOfPath(path).slice(-200)
    this.#show({ kind: 'reading', fileName })
    const read = await this.#deps.readNumbers(path)
    // Signed out: the demo's files are removed by now.
    if (this.#isClosed) return
    if (!read.ok) {
      this.#show({ kind: 'failed', fileName, error: read.error })
      return
    }
    const outcome = this.list.add(read.value.numbers, about)
    if (!outcome.ok) {
      this.#show({ kind: 'failed', fileName, error: outcome.error })
      return
    }
    const { added, extended, known } = outcome.value
    this.#show({ kind: 'imported', fileName, added, extended, known, skipped: read.value.skipped })
  }

  async #export(stem: string, titles: readonly string[], rows: () => string[][]): Promise<Result<Chosen>> {
    const path = await this.#askInDialog(() => this.#deps.dialogs.saveFile({ stem, extension: 'csv' }))
    if (path === null) return succeeded({ kind: 'cancelled' })
    const fileName = nameOfPath(path).slice(-200)
    const { isNumberMasked } = this.#deps.state.get('settings').privacy
    const cells = isNumberMasked ? maskedStrings(rows()) : rows()
    const lines = cells.map((row) => csvLine(row.map(spreadsheetText)))
    const written = await this.#deps.writeFile(path, byteOrderMark + csvLine(titles) + lines.join(''))
    this.#show(
      written.ok
        ? { kind: 'exported', fileName, rows: lines.length }
        : { kind: 'failed', fileName, error: written.error }
    )
    return succeeded({ kind: 'started' })
  }
}
