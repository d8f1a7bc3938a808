import { resultLimits, type ResultColour, type ResultIcon } from './limits'
import type { CallResult } from './schema'

/** The results of a new installation; their names follow the language until the user edits them. */
const defaultResultIds = [
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
