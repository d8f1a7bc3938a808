import type { AppError } from '../../shared/platform/schema'
import type { ServerChoice, SignInForm } from '../../shared/session/schema'

/** The servers, in display order. */
export const serverKinds = [
  'automatic',
  'product',
  'test',
  'mobile',
  'telecom',
  'unicom',
  'custom'
] as const satisfies readonly ServerChoice['kind'][]

type FieldName = Exclude<keyof SignInForm, 'server'> | 'apiPrefix' | 'fayeUrl'

// The form's field names, and the service's name of the token (document, 三、按时间段查询呼叫).
const fields: ReadonlyMap<string, FieldName> = new Map([
  ['apiPrefix', 'apiPrefix'],
  ['fayeUrl', 'fayeUrl'],
  ['tenantId', 'tenantId'],
  ['token', 'token'],
  ['access_token', 'token'],
  ['agentId', 'agentId'],
  ['callerNumber', 'callerNumber'],
  ['salesmanCode', 'salesmanCode']
])

/** The form field at which an error is shown; null: none of the visible ones. */
export function fieldOf(error: AppError, server: ServerChoice['kind']): FieldName | null {
  const field = error.field === undefined ? undefined : fields.get(error.field)
  if (field === undefined) return null
  const isHidden = server !== 'custom' && (field === 'apiPrefix' || field === 'fayeUrl')
  return isHidden ? null : field
}

/** Whether a typed address is plain http, which can be read and modified in transit. */
export const isPlainHttp = (address: string): boolean => /^\s*http:/i.test(address)
