/**
 * The stable error codes. A code is part of the program's interface: views choose a sentence by it
 * and tests name it; it is never renamed once released.
 */
export const errorCodes = [
  // a command was not carried out
  'input-invalid',
  'sender-refused',
  /** The window sent this command too often; `retryAfterMs` says when it runs again. */
  'too-many-requests',
  'internal',
  'signed-out',
  // sign-in
  'address-invalid',
  'tenant-missing',
  'token-missing',
  'agent-id-invalid',
  'caller-number-invalid',
  // dialling
  'number-missing',
  'number-invalid',
  'number-doubtful',
  'number-several',
  'call-being-started',
  'phone-busy',
  /** The same number was dialled within the last 3 seconds. */
  'number-just-dialled',
  /** Nothing was dialled from here yet; calls that other programs started don't count. */
  'nothing-to-redial',
  /** Wayland: what is on the clipboard now can't be known without the keyboard focus. */
  'copied-text-unknown',
  /** The program that holds the copied text didn't hand it over in time. */
  'clipboard-silent',
  /** The answer was given to a question that another one has replaced. */
  'question-replaced',
  /** A page template is no http(s) address, or holds a name that is not known. */
  'template-invalid',
  // the service's answers
  'service-refused',
  'token-refused',
  'not-found',
  'rate-limited',
  'service-failed',
  // answers that are not the service's
  'reply-invalid',
  'reply-too-large',
  'redirect-refused',
  // the way to the service
  'unreachable',
  'certificate-refused',
  /** An https address at a port that doesn't speak TLS. */
  'tls-unavailable',
  /** An http address at a port that speaks TLS only. */
  'tls-expected',
  /** The system's proxy did not let the connection through, or asks for a sign-in of its own. */
  'proxy-refused',
  'timed-out',
  'cancelled',
  /** The reply to a call that was started is lost: it may ring. Never sent again by itself. */
  'call-unknown',
  /** The reply to an import is lost: the numbers may have been taken. Never sent again by itself. */
  'import-unknown',
  // the live line
  'line-unreachable',
  'line-refused',
  // records and recordings
  /** Another process has the records' file open. */
  'records-locked',
  'records-full',
  /** The disk, the database or its process failed; what was being done was not done. */
  'records-failed',
  /** A newer view has taken this one's place. */
  'view-outdated',
  'notes-full',
  'export-failed',
  'recording-missing',
  'recording-address-refused',
  'recording-refused',
  'recording-invalid',
  'recording-incomplete',
  'recording-too-large',
  // lists and imports
  'list-unreadable',
  'list-unsupported',
  'list-damaged',
  'list-too-large',
  /** The draft has changed since it was shown. */
  'draft-changed',
  'nothing-to-import',
  'import-running',
  /** Another import into the same campaign isn't finished. */
  'import-unfinished',
  'imports-locked',
  /** The disk, the database or its process failed; what was being done was not done. */
  'imports-failed',
  /** Some of what was imported before isn't known any more: nothing is sent until the user acknowledged that. */
  'imports-lost',
  'disk-full',
  'folder-unwritable',
  // the key store of the operating system
  'vault-missing',
  'vault-locked',
  'vault-denied',
  'vault-timed-out',
  'vault-failed'
] as const

/** One of the stable error codes. */
export type ErrorCode = (typeof errorCodes)[number]

/** An error as data. */
export interface AppError {
  code: ErrorCode
  /** The service's own words, written for people (document, 错误信息); shown as they are. */
  message?: string | undefined
  /** The input that the error belongs to: a name of the sign-in form, or the service's `field`. */
  field?: string | undefined
  /** The service's number for the error, 30105 for one. */
  serviceCode?: number | undefined
  /** HTTP status of the reply that said so. */
  status?: number | undefined
  /** Where a redirect leads: an origin such as `https://host:9037`. */
  address?: string | undefined
  /** How long the service asks to wait (Retry-After), in ms. */
  retryAfterMs?: number | undefined
}
