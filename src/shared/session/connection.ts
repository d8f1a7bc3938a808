/** The kinds of addresses of the service (document, 服务器信息). */
export const addressKinds = ['name', 'mobile', 'telecom', 'unicom', 'test', 'custom'] as const

/** See {@link addressKinds}. */
export type AddressKind = (typeof addressKinds)[number]

/** The kinds of connection events; kept for the user and for diagnostics. */
export const connectionEventKinds = [
  'connecting',
  'live',
  'lost',
  'refused',
  'off',
  /** Another address of the service is used from now on. */
  'moved',
  /** The computer woke up, was unlocked or changed its network: reconnected. */
  'woken',
  /** The service refused the token. */
  'token-refused'
] as const

/** See {@link connectionEventKinds}. */
export type ConnectionEventKind = (typeof connectionEventKinds)[number]

/** Why the line was lost or refused, an address was abandoned, or the line reconnected. */
export const connectionReasons = [
  /** The answer didn't come from a live line, but e.g. a portal, a filter or a web page. */
  'foreign-answer',
  'handshake-failed',
  'subscription-failed',
  'forgotten',
  'no-reply',
  'advised',
  'broken',
  'slow',
  'not-allowed',
  'unreachable',
  'name-works-again',
  'resume',
  'unlock',
  'network'
] as const

/** See {@link connectionReasons}. */
export type ConnectionReason = (typeof connectionReasons)[number]

/** The maximum number of stored events. */
export const maxConnectionEvents = 100
