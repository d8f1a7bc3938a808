import type { CommandInput } from '../../shared/app/contract'
import type { RecordsOfAgent } from '../../shared/records/filter-schema'
import { announcer } from './announcer.svelte.ts'
import { commands } from './bridge'
import { i18n } from './i18n.svelte.ts'

async function open(input: CommandInput<'records:open'>): Promise<void> {
  const reply = await commands['records:open'](input)
  if (!reply.ok) announcer.warn(i18n.error(reply.error))
}

/** Shows the records window, with the page of the call `id` if given. Announces a failure. */
export const openRecords = (id: string | null = null): Promise<void> => open({ id })

/** Shows the records window with the calls of a desk phone in a period. Announces a failure. */
export const openRecordsOf = (calls: RecordsOfAgent): Promise<void> => open({ id: null, calls })
