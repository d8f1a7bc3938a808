import { formatNumber } from '../../../shared/numbers/number'
import type { WorkEntry } from '../../../shared/work-lists/schema'

/** A part of a script: text, the value of a field, or a field without a value, which stays visible as a gap. */
export type ScriptPart =
  | { kind: 'text'; text: string }
  | { kind: 'value'; name: string; text: string }
  | { kind: 'gap'; name: string }

/** The names by which every entry's name, company and number can be used, in both languages. */
const ownFields: Record<string, 'name' | 'company' | 'number'> = {
  name: 'name',
  姓名: 'name',
  company: 'company',
  公司: 'company',
  number: 'number',
  号码: 'number'
}

function valueOf(name: string, entry: WorkEntry): string {
  const wanted = name.trim().toLowerCase()
  const field = entry.fields.find((one) => one.name.trim().toLowerCase() === wanted)
  if (field !== undefined) return field.value
  const own = ownFields[wanted]
  if (own === undefined) return ''
  return own === 'number' ? formatNumber(entry.number) : entry[own]
}

/** The script with each `{field}` replaced by the entry's value. Values are never read as fields. */
export function scriptParts(script: string, entry: WorkEntry): ScriptPart[] {
  const parts: ScriptPart[] = []
  let from = 0
  for (const found of script.matchAll(/\{([^{}\n]{1,60})\}/g)) {
    const [whole, name = ''] = found
    if (found.index > from) parts.push({ kind: 'text', text: script.slice(from, found.index) })
    const text = valueOf(name, entry)
    parts.push(text === '' ? { kind: 'gap', name: name.trim() } : { kind: 'value', name: name.trim(), text })
    from = found.index + whole.length
  }
  if (from < script.length) parts.push({ kind: 'text', text: script.slice(from) })
  return parts
}
