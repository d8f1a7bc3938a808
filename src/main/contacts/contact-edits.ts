import type { Contact, ContactContent } from '../../shared/contacts/schema'
import type { CodedResult } from '../../shared/platform/coded-result'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { cleanContent } from './contact-text'
import type { ContactsErrorCode } from './contacts-operations'
import type { ContactsStore } from './contacts-store'

/** Changes of single contacts. `import-running`: they would wait for the end of an import that is being stored. */
export interface ContactEdits {
  save(id: string | null, content: ContactContent): Promise<Result<{ id: string }>>
  remove(ids: readonly string[]): Promise<Result<{ removed: number }>>
  /** Undoes the last removal. */
  restore(): Promise<Result<{ restored: number }>>
  /** There is nothing to undo any more. */
  forget(): void
}

/** Creates the changes. `onChanged` gets the number of contacts after each. */
export function createContactEdits(deps: {
  store: Pick<ContactsStore, 'ask'>
  now: () => number
  isStoring: () => boolean
  onChanged: (count: number) => void
}): ContactEdits {
  const { store, now, isStoring, onChanged } = deps
  let removed: Contact[] = []
  const change = async <T extends { count: number }>(
    act: () => Promise<CodedResult<T, ContactsErrorCode>>
  ): Promise<Result<T>> => {
    if (isStoring()) return failed({ code: 'import-running' })
    const result = await act()
    if (result.ok) onChanged(result.value.count)
    return result
  }

  return {
    async save(id, content) {
      const clean = cleanContent(content)
      if (clean === null) return failed({ code: 'input-invalid', field: 'content' })
      const saved = await change(() => store.ask('save', { id, content: clean, nowMs: now() }))
      return saved.ok ? succeeded({ id: saved.value.id }) : saved
    },
    async remove(ids) {
      const gone = await change(() => store.ask('remove', { ids: [...ids] }))
      if (!gone.ok) return gone
      if (gone.value.removed.length > 0) ({ removed } = gone.value)
      return succeeded({ removed: gone.value.removed.length })
    },
    async restore() {
      if (removed.length === 0) return failed({ code: 'contact-gone' })
      const contacts = removed
      const back = await change(() => store.ask('restore', { contacts }))
      if (!back.ok) return back
      if (removed === contacts) removed = []
      return succeeded({ restored: back.value.restored })
    },
    forget() {
      removed = []
    }
  }
}
