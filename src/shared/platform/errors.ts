/**
 * The stable error codes. A code is part of the program's interface: views choose a sentence by it and tests name it;
 * it is never renamed once released.
 */
export const errorCodes = [
  // command rejected or failed
  'input-invalid',
  'sender-refused',
  /** The window sent this command too often; `retryAfterMs` says when it is accepted again. */
  'too-many-requests',
  'internal',
  'signed-out',
  /** The organisation's policy fixes this; `field`: the setting, or the field of the sign-in form. */
  'policy-locked',
  /** The organisation's policy can't be read: nothing may be changed until it can. */
  'policy-closed',
  // sign-in
  'address-invalid',
  'tenant-missing',
  'token-missing',
  'agent-id-invalid',
  'caller-number-invalid',
  'caller-number-taken',
  'caller-numbers-full',
  // dialling
  'number-missing',
  'number-invalid',
  'number-doubtful',
  'number-several',
  'call-being-started',
  'phone-busy',
  /** The same number was dialled within the last 3 seconds. */
  'number-just-dialled',
  /** Nothing was dialled from Deskline yet; calls that other programs started don't count. */
  'nothing-to-redial',
  /** Wayland: the current clipboard text can't be read without the keyboard focus. */
  'copied-text-unknown',
  /** The program that owns the clipboard didn't deliver its text in time. */
  'clipboard-silent',
  /** The answer belongs to a prompt that has been replaced. */
  'question-replaced',
  /** A page template is not an http(s) address, or contains an unknown placeholder. */
  'template-invalid',
  // calling rules
  'do-not-call',
  'do-not-call-unknown',
  'outside-hours',
  'too-many-attempts',
  'attempts-unknown',
  'do-not-call-full',
  /** The last day of an entry is over. */
  'do-not-call-over',
  // call-backs
  /** The call-back, or the call that it was made from, is no longer there. */
  'callback-gone',
  'call-gone',
  'callbacks-full',
  /** It is over, too far ahead, or clocks skip it. */
  'callback-time-invalid',
  // work lists
  /** The list was removed meanwhile. */
  'work-list-gone',
  /** The entry's state has changed meanwhile. */
  'work-entry-changed',
  'work-lists-full',
  /** No number was found in the source. */
  'work-list-empty',
  /** Another process has the work lists open. */
  'work-lists-locked',
  /** The disk, the database or its process failed; the operation was not carried out. */
  'work-lists-failed',
  // contacts
  /** The contact was removed meanwhile. */
  'contact-gone',
  'contacts-full',
  /** Another process has the contacts open. */
  'contacts-locked',
  /** The disk, the database or its process failed; the operation was not carried out. */
  'contacts-failed',
  // replies of the service
  'service-refused',
  'token-refused',
  'not-found',
  'rate-limited',
  'service-failed',
  // replies that are not from the service
  'reply-invalid',
  'reply-too-large',
  'redirect-refused',
  // connection to the service
  'unreachable',
  'certificate-refused',
  /** An https address at a port that doesn't speak TLS. */
  'tls-unavailable',
  /** An http address at a port that speaks TLS only. */
  'tls-expected',
  /** The system's proxy rejected the connection, or requires authentication. */
  'proxy-refused',
  'timed-out',
  'cancelled',
  /** The reply to a call request is lost: the call may ring. Never sent again automatically. */
  'call-unknown',
  /** The reply to an import is lost: the service may have taken the numbers. Never sent again automatically. */
  'import-unknown',
  // live connection
  'line-unreachable',
  'line-refused',
  // records and recordings
  /** Another process has the records database open. */
  'records-locked',
  'records-full',
  /** The disk, the database or its process failed; the operation was not carried out. */
  'records-failed',
  /** A newer view has replaced this one. */
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
  /** The disk, the database or its process failed; the operation was not carried out. */
  'imports-failed',
  /** Part of the import history is lost: nothing is sent until the user acknowledged that. */
  'imports-lost',
  'disk-full',
  'folder-unwritable',
  // the program itself
  'update-busy',
  'update-not-ready',
  'file-not-opened',
  // key store of the operating system
  'vault-missing',
  'vault-locked',
  'vault-denied',
  'vault-timed-out',
  'vault-failed'
] as const

/** One of the stable error codes. */
export type ErrorCode = (typeof errorCodes)[number]
