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

/** A field of the form. */
export type FieldName = Exclude<keyof SignInForm, 'server'> | 'apiPrefix' | 'fayeUrl'

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

/** The errors of all required fields that are empty, in display order. */
export function missingFields(form: SignInForm): { field: FieldName; error: AppError }[] {
  const { server } = form
  const required: [FieldName, string, AppError['code']][] = [
    ...(server.kind === 'custom'
      ? ([
          ['apiPrefix', server.apiPrefix, 'address-invalid'],
          ['fayeUrl', server.fayeUrl, 'address-invalid']
        ] satisfies [FieldName, string, AppError['code']][])
      : []),
    ['tenantId', form.tenantId, 'tenant-missing'],
    ['token', form.token, 'token-missing'],
    ['agentId', form.agentId, 'agent-id-invalid']
  ]
  return required.flatMap(([field, value, code]) =>
    value.trim() === '' ? [{ field, error: { code, field } }] : []
  )
}
