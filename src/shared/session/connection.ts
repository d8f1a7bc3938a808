/** The addresses of the service by which it can be reached (document, 服务器信息). */
export const addressKinds = ['name', 'mobile', 'telecom', 'unicom', 'test', 'custom'] as const

/** Which of the service's addresses. */
export type AddressKind = (typeof addressKinds)[number]

/** What can happen to the connection; kept for the person and for diagnostics. */
export const connectionEventKinds = [
  'connecting',
  'live',
  'lost',
  'refused',
  'off',
  /** Another address of the service is used from now on. */
  'moved',
  /** The computer woke up, was unlocked or changed its network: connected anew. */
  'woken',
  /** The service refused the token. */
  'token-refused'
] as const

/** What can happen to the connection. */
export type ConnectionEventKind = (typeof connectionEventKinds)[number]

/** Why the line was lost or refused, an address was left, or the line connected anew. */
export const connectionReasons = [
  /** Something answered that is no live line: a portal, a filter, a page. */
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

/** Why. */
export type ConnectionReason = (typeof connectionReasons)[number]

/** How many events are kept. */
export const maxConnectionEvents = 100

/** One line of the connection's history. */
export interface ConnectionEvent {
  /** Epoch ms. */
  atMs: number
  kind: ConnectionEventKind
  reason: ConnectionReason | null
  /** The service's own words. */
  words: string | null
  /** The address that was used from then on. */
  address: AddressKind | null
}

/** How the service is reached now, and what happened to the connection; newest first. */
export interface ConnectionInfo {
  /** Null while nobody is signed in. `isEncrypted`: https, for both REST and the live line. */
  address: { kind: AddressKind; host: string; isEncrypted: boolean } | null
  /** Null while the line isn't live. */
  transport: 'websocket' | 'long-polling' | null
  /** The system's proxy for this service as host:port, without user name and password; null: none. */
  proxy: string | null
  /** How far the service's clock, which all times of calls are of, is ahead of this computer's, ms. */
  clockOffsetMs: number
  history: ConnectionEvent[]
}
