import { stat } from 'node:fs/promises'
import type { DoNotCallState } from '../../../shared/calling-rules/schema'
import { NumberFile } from '../../platform/files/number-file'
import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'
import type { BlockedFile } from '../do-not-call'

/** The user's file is looked at this often at most, in ms. */
const lookEveryMs = 2_000

/**
 * The numbers of the user's file, looked up in the copy that the imports' process wrote. After a look-up the file
 * itself is checked: when it has changed, `refresh` makes a new copy; until then the old one counts.
 */
export class BlockedNumbersFile implements BlockedFile {
  readonly #copy: NumberFile
  readonly #clock: Clock
  readonly #refresh: () => Promise<void>
  readonly #onChange: () => void
  #lastLook: Moment | null = null
  #isMissing = false
  #isLooking = false

  /** `onChange`: the facts may have changed. */
  constructor(deps: { file: string; clock: Clock; refresh: () => Promise<void>; onChange: () => void }) {
    this.#copy = new NumberFile(deps.file)
    this.#clock = deps.clock
    this.#refresh = deps.refresh
    this.#onChange = deps.onChange
  }

  has(number: string): boolean {
    void this.#look()
    return this.#copy.has(number)
  }

  facts(): DoNotCallState['file'] {
    const facts = this.#copy.facts()
    if (facts === null) return null
    const { name, numbers, readAtMs } = facts
    return { name, numbers, readAtMs, isOutdated: this.#isMissing }
  }

  close(): void {
    this.#copy.close()
  }

  async #look(): Promise<void> {
    const now = this.#clock.moment()
    const facts = this.#copy.facts()
    const isJustLooked = this.#lastLook !== null && now.msSince(this.#lastLook) < lookEveryMs
    if (facts === null || isJustLooked || this.#isLooking) return
    this.#lastLook = now
    this.#isLooking = true
    try {
      const found = await stat(facts.path).catch(() => null)
      this.#isMissing = found === null
      const isSame =
        found === null || (Math.round(found.mtimeMs) === facts.modifiedMs && found.size === facts.sizeBytes)
      if (!isSame) await this.#refresh()
      this.#onChange()
    } finally {
      this.#isLooking = false
    }
  }
}
