import type { Call } from '../../../shared/calls/schema'
import { messages, type Locale } from '../../../shared/messages'
import { formatNumber } from '../../../shared/numbers/number'

/** The sentences of the tray and the notifications in `locale`. */
export const wordsFor = (locale: Locale) => messages[locale].desktop

/** A callee for display: grouped digits, or a dash if the service didn't report it. */
export const calleeText = (call: Call): string => (call.callee === '' ? '–' : formatNumber(call.callee))
