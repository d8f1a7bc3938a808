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

/** One event of the connection's history. */
export interface ConnectionEvent {
  /** Epoch ms. */
  atMs: number
  kind: ConnectionEventKind
  reason: ConnectionReason | null
  /** The service's message. */
  words: string | null
  /** The address used from then on. */
  address: AddressKind | null
}

/** How the service is currently reached, and the event history; newest first. */
export interface ConnectionInfo {
  /** Null while signed out. `isEncrypted`: https, for both REST and the live line. */
  address: { kind: AddressKind; host: string; isEncrypted: boolean } | null
  /** Null while the line isn't live. */
  transport: 'websocket' | 'long-polling' | null
  /** The system's proxy for this service as host:port, without user name and password; null for none. */
  proxy: string | null
  /** How far the service's clock, the source of all times of calls, is ahead of this computer's, in ms. */
  clockOffsetMs: number
  history: ConnectionEvent[]
}
