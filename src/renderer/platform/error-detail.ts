import type { AppError } from '../../shared/platform/schema'

/** Details to add to an error's sentence: the target of a redirect, or the status of another server's reply. */
export function errorDetail({ code, address, status }: AppError): string | null {
  if (address !== undefined) return address
  return code === 'reply-invalid' && status !== undefined ? `HTTP ${status}` : null
}
