import type { Call } from '../../shared/calls/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Settings } from '../../shared/app/schema'
import type { PageEvent } from '../../shared/app/settings'
import { maskedStrings } from '../platform/number-mask'
import type { CallChange } from './call-list'
import { callEventOf } from './call-event'

/** The maximum length of an opened URL, in characters. */
const longestAddress = 2_000

/** The values for a template's placeholders; '' if unknown. */
export interface PageValues {
  callee: string
  caller: string
  /** The service's call id. */
  call: string
  agent: string
  salesman: string
}

/** Fictitious values for testing a template. */
export const samplePageValues: PageValues = {
  callee: '13800138000',
  caller: '02512345678',
  call: 'sample-call',
  agent: '1001',
  salesman: '001'
}

const valueOf: Record<string, keyof PageValues> = {
  callee: 'callee',
  caller: 'caller',
  call: 'call',
  callId: 'call',
  agent: 'agent',
  salesman: 'salesman'
}

const invalid = failed({ code: 'template-invalid', field: 'template' })

/** Scheme and host as plain text: no placeholder, no user or password, nothing that a URL parser would repair. */
const beginning = /^https?:\/\/[^\s/\\?#@{}]+(?=[/?#]|$)/i

/** A path segment that means "this folder" or "the parent folder", also when percent-encoded (WHATWG URL). */
const isDotSegment = (segment: string): boolean => /^(?:\.|%2e){1,2}$/i.test(segment)

const encoded = (value: string): string => encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD'))

/**
 * Fills a template with `values`, each percent-encoded. `template-invalid`: not an http or https URL, a user or
 * password in it, an unknown placeholder or stray brace, or longer than 2,000 characters; `input-invalid`: a value
 * would change the path. No value can change scheme, host or path segments.
 */
export function pageAddress(template: string, values: PageValues): Result<string> {
  const text = template.trim()
  const [origin] = beginning.exec(text) ?? []
  // URL parsers read a backslash as a slash and drop tabs and line breaks.
  if (origin === undefined || /[\s\\\p{Cc}]/u.test(text)) return invalid

  const unknownNames: string[] = []
  const fill = (part: string): string =>
    part.replace(/\{([^{}]*)\}/g, (_whole, name: string) => {
      const key = Object.hasOwn(valueOf, name) ? valueOf[name] : undefined
      if (key === undefined) unknownNames.push(name)
      return key === undefined ? '' : encoded(values[key])
    })

  const rest = text.slice(origin.length)
  const pathEnd = rest.search(/[?#]/)
  const path = pathEnd < 0 ? rest : rest.slice(0, pathEnd)
  const segments = path.split('/').map((segment) => ({ segment, filled: fill(segment) }))
  const address = origin + segments.map(({ filled }) => filled).join('/') + fill(rest.slice(path.length))
  if (unknownNames.length > 0 || /[{}]/.test(address) || address.length > longestAddress) return invalid
  if (segments.some(({ segment, filled }) => filled !== segment && isDotSegment(filled))) {
    return failed({ code: 'input-invalid', field: 'template' })
  }

  if (!URL.canParse(address) || !URL.canParse(origin)) return invalid
  const url = new URL(address)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  if (!isWeb || url.username !== '' || url.password !== '') return invalid
  return url.origin === new URL(origin).origin && url.href.length <= longestAddress
    ? succeeded(url.href)
    : invalid
}

/** The template values of a call. */
const valuesOf = (call: Call): PageValues => ({
  callee: call.callee,
  caller: call.caller ?? '',
  call: call.callId ?? '',
  agent: call.agentId === null ? '' : String(call.agentId),
  salesman: call.salesmanCode ?? ''
})

/**
 * The URL of the page that a change of a call opens; null if it opens none. `isMasked`: whether the page of an event
 * gets numbers masked.
 */
export function pageFor(
  change: CallChange,
  pages: Settings['pages'],
  isMasked: (event: PageEvent) => boolean = () => false
): string | null {
  const event = callEventOf(change)
  if (event === null || !pages[event].isOn) return null
  const values = valuesOf(change.after)
  const address = pageAddress(pages[event].template, isMasked(event) ? maskedStrings(values) : values)
  return address.ok ? address.value : null
}
