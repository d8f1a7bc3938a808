import type { AppError } from '../../shared/platform/errors'

/** What is worth adding to an error's sentence: where a redirect leads, or with which status another server answered. */
export function errorDetail({ code, address, status }: AppError): string | null {
  if (address !== undefined) return address
  return code === 'reply-invalid' && status !== undefined ? `HTTP ${status}` : null
}
