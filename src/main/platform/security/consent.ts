/** What an origin is confirmed for: to receive the account's data, or to be opened in the browser. */
export type ConsentPurpose = 'server' | 'page'

/** The confirmed origins (`https://host:port`) of each purpose, in the order of their confirmation. */
export type Consents = Readonly<Record<ConsentPurpose, readonly string[]>>

/**
 * The user's word for each origin outside of this computer's windows to which data can go. It is given in a dialog
 * of the main process: a compromised window can neither see nor answer it.
 */
export interface Consent {
  /** Asks for the origins that aren't confirmed yet; false when the user declined or another question is open. */
  confirm(purpose: ConsentPurpose, origins: readonly string[]): Promise<boolean>
  isConfirmed(purpose: ConsentPurpose, origin: string): boolean
  /** Takes origins as confirmed that the user chose earlier, before there were confirmations. */
  adopt(purpose: ConsentPurpose, origins: readonly string[]): void
}

/** The most origins that are kept for a purpose; the oldest is asked for again. */
const maxKept = 200

/** `ask` shows the question outside of the windows and resolves to true for yes alone. */
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
        // A question that can't be shown isn't answered with yes.
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
