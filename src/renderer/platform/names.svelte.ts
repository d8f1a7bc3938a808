import { brieflyNamedNumber, contactNameOf, namedNumber, nameText } from '../../shared/contacts/shown-name'
import { app } from './state.svelte.ts'

/** Name and company of a number; empty while or if they aren't known. Views show it beside the number. */
export const nameOf = (number: string): string => nameText(contactNameOf(app.contactNames, number))

/** A number with its name for a sentence, such as an accessible name. */
export const withName = (number: string): string => namedNumber(app.contactNames, number)

/** Like {@link withName}, for menus and titles: a long name is cut. */
export const brieflyWithName = (number: string): string => brieflyNamedNumber(app.contactNames, number)

/** The link that the look-up returned for a number; null if there is none. */
export const linkOf = (number: string): string | null => contactNameOf(app.contactNames, number)?.link ?? null
