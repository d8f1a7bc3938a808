/** Purpose of a consent: the origin receives the account's data, is opened in the browser, or is asked for names. */
export type ConsentPurpose = 'server' | 'page' | 'lookUp'

/** The confirmed origins (`https://host:port`) of each purpose, in order of confirmation. */
export type Consents = Readonly<Record<ConsentPurpose, readonly string[]>>

/**
 * The user's consent for each external origin that data can be sent to. Asked in a dialog of the main process, which
 * a compromised window can neither see nor answer.
 */
export interface Consent {
  /** Asks for the unconfirmed origins; false if the user declined or another dialog is open. */
  confirm(purpose: ConsentPurpose, origins: readonly string[]): Promise<boolean>
  isConfirmed(purpose: ConsentPurpose, origin: string): boolean
  /** Confirms origins that the user chose before consents existed. */
  adopt(purpose: ConsentPurpose, origins: readonly string[]): void
}

/** Maximum origins kept per purpose; the oldest is dropped and asked for again. */
const maxKept = 200

/** `ask` shows the dialog outside of the windows and resolves to true only for yes. */
export function createConsent(deps: {
  kept: { read(): Consents; write(consents: Consents): void }
  ask: (purpose: ConsentPurpose, origins: readonly string[]) => Promise<boolean>
}): Consent {
  const { kept } = deps
  let isAsking = false

  const unknown = (purpose: ConsentPurpose, origins: readonly string[]): string[] => {
    const known = kept.read()[purpose]
    return [...new Set(origins)].filter((origin) => !known.includes(origin))
  }
  const adopt = (purpose: ConsentPurpose, origins: readonly string[]): void => {
    const added = unknown(purpose, origins)
    if (added.length === 0) return
    const consents = kept.read()
    kept.write({ ...consents, [purpose]: [...consents[purpose], ...added].slice(-maxKept) })
  }

  return {
    async confirm(purpose, origins) {
      const asked = unknown(purpose, origins)
      if (asked.length === 0) return true
      if (isAsking) return false
      isAsking = true
      try {
        // A dialog that can't be shown counts as declined.
        if (!(await deps.ask(purpose, asked).catch(() => false))) return false
        adopt(purpose, asked)
        return true
      } finally {
        isAsking = false
      }
    },
    isConfirmed: (purpose, origin) => unknown(purpose, [origin]).length === 0,
    adopt
  }
}
