import type { Call } from '../../../shared/calls/schema'
import { brieflyNamedNumber } from '../../../shared/contacts/shown-name'
import type { ContactNames } from '../../../shared/contacts/schema'
import { messages, type Locale } from '../../../shared/messages'

/** The sentences of the tray and the notifications in `locale`. */
export const wordsFor = (locale: Locale) => messages[locale].desktop

/** A callee for display: its name, if known, and grouped digits; a dash if the service didn't report it. */
export const calleeText = (call: Call, names: ContactNames): string =>
  call.callee === '' ? '–' : brieflyNamedNumber(names, call.callee)
