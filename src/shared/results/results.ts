import type { CallResult } from './schema'

/** The limits of the user's list of results. */
export const resultLimits = {
  /** Results that can be chosen: one for each of the keys 1–9. */
  maxActive: 9,
  /** With removed ones, which name the results of earlier calls. */
  maxAll: 60,
  /** The longest name, in UTF-16 units. */
  maxName: 40,
  maxId: 40
} as const

/** Colours of results; each has enough contrast in both themes (`tokens.css`). */
export const resultColours = ['grey', 'blue', 'teal', 'green', 'amber', 'red', 'purple', 'pink'] as const

/** See {@link resultColours}. */
export type ResultColour = (typeof resultColours)[number]

/** Icons of results. */
export const resultIcons = [
  'thumbs-up',
  'thumbs-down',
  'clock',
  'phone-missed',
  'hash',
  'done',
  'ban',
  'star',
  'heart',
  'flag',
  'message',
  'mail',
  'person',
  'question'
] as const

/** See {@link resultIcons}. */
export type ResultIcon = (typeof resultIcons)[number]

/** The results of a new installation; their names follow the language until the user edits them. */
export const defaultResultIds = [
  'interested',
  'not-interested',
  'call-back',
  'no-answer',
  'wrong-number',
  'done',
  'refused'
] as const

/** See {@link defaultResultIds}. */
export type DefaultResultId = (typeof defaultResultIds)[number]

const looks: Record<DefaultResultId, { colour: ResultColour; icon: ResultIcon }> = {
  interested: { colour: 'green', icon: 'thumbs-up' },
  'not-interested': { colour: 'grey', icon: 'thumbs-down' },
  'call-back': { colour: 'blue', icon: 'clock' },
  'no-answer': { colour: 'amber', icon: 'phone-missed' },
  'wrong-number': { colour: 'purple', icon: 'hash' },
  done: { colour: 'teal', icon: 'done' },
  refused: { colour: 'red', icon: 'ban' }
}

/** The default list, in the order of the keys. */
export const defaultResults: CallResult[] = defaultResultIds.map((id) => ({
  id,
  name: null,
  ...looks[id],
  isActive: true
}))

const isDefault = (id: string): id is DefaultResultId => (defaultResultIds as readonly string[]).includes(id)

/** The name of a result; `names`: the default names in the user's language. */
export const resultName = (
  { id, name }: Pick<CallResult, 'id' | 'name'>,
  names: Record<DefaultResultId, string>
): string => name ?? (isDefault(id) ? names[id] : id)

/** The results that can be chosen; the first has the key 1. */
export const activeResults = (results: readonly CallResult[]): CallResult[] =>
  results.filter(({ isActive }) => isActive).slice(0, resultLimits.maxActive)
