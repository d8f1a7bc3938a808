import type { ErrorCode } from '../../../shared/platform/errors'
import { errorCodeOf } from '../../platform/error-code'
import { proxyRefusedCode } from './proxy-socket'

/** Why a connection or its HTTP exchange failed. */
export type NetworkFault = Extract<
  ErrorCode,
  | 'unreachable'
  | 'certificate-refused'
  | 'tls-unavailable'
  | 'tls-expected'
  | 'proxy-refused'
  | 'reply-invalid'
>

/** OpenSSL's error codes when the other side doesn't speak TLS. */
const noTlsCodes =
  /^(EPROTO$|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNEXPECTED_MESSAGE))/
const certificateCodes =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/

/** True for an HTTP parse error. Some of undici's have a parser code, others only the name. */
export const isNoHttp = (error: unknown): boolean =>
  errorCodeOf(error).startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError')

/** True if the unparsable bytes are a TLS alert. Node keeps them in `rawPacket`, undici in `data`. */
function isTlsRecord(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const raw: unknown = Reflect.get(error, 'rawPacket')
  const data: unknown = Reflect.get(error, 'data')
  const start = raw instanceof Uint8Array ? Buffer.from(raw.subarray(0, 2)).toString('latin1') : data
  // Record type alert (RFC 8446, 5.1).
  return typeof start === 'string' && start.startsWith('\u0015\u0003')
}

/** Classifies the error of a connection or of an exchange over it. */
export function networkFault(error: unknown): NetworkFault {
  const code = errorCodeOf(error)
  if (code === proxyRefusedCode) return 'proxy-refused'
  if (isTlsRecord(error)) return 'tls-expected'
  if (isNoHttp(error) || code === 'UND_ERR_HEADERS_OVERFLOW') return 'reply-invalid'
  if (noTlsCodes.test(code)) return 'tls-unavailable'
  return certificateCodes.test(code) ? 'certificate-refused' : 'unreachable'
}
