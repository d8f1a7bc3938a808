/**
 * The parts of faye 1.4 that Deskline uses (faye ships no types). Faye is CommonJS without named exports that Node
 * can detect, so only the default export is declared as a value.
 */
declare module 'faye' {
  import type { IncomingMessage, Server } from 'node:http'

  /** The server's reconnect advice; times in ms. */
  export interface Advice {
    reconnect?: 'retry' | 'handshake' | 'none'
    interval?: number
    timeout?: number
  }

  /** One Bayeux message. Payloads are untrusted, so they are unknown. */
  export interface BayeuxMessage {
    channel?: string
    id?: string
    clientId?: string
    subscription?: string | string[]
    successful?: boolean
    error?: string
    advice?: Advice
    data?: unknown
    ext?: unknown
    version?: string
    connectionType?: string
    supportedConnectionTypes?: string[]
  }

  /** Passing null drops the message: it isn't delivered or answered. */
  export type PassOn = (message: BayeuxMessage | null) => void

  export interface ClientExtension {
    incoming?(message: BayeuxMessage, passOn: PassOn): void
    outgoing?(message: BayeuxMessage, passOn: PassOn): void
  }

  /** `request` is null for messages of the server's in-process client. Functions must take all three parameters. */
  export interface ServerExtension {
    incoming?(message: BayeuxMessage, request: IncomingMessage | null, passOn: PassOn): void
    outgoing?(message: BayeuxMessage, request: IncomingMessage | null, passOn: PassOn): void
  }

  /** The rejection of a refused subscription or publication: a parsed `code:params:message`. */
  export interface BayeuxError {
    code: number | null
    params: string[]
    message: string
  }

  export interface Subscription extends PromiseLike<void> {
    cancel(): void
  }

  /** Settles when the server answers. */
  export type Publication = PromiseLike<void>

  export interface ClientOptions {
    /** Seconds until a request counts as lost; the server's advice overrides it. */
    timeout?: number
    /** Seconds between attempts. */
    retry?: number
    /** Seconds between polls. */
    interval?: number
    endpoints?: Record<string, string>
    proxy?: string | { origin?: string; headers?: Record<string, string>; tls?: object }
    tls?: object
    ca?: string | Uint8Array
  }

  export interface Client {
    subscribe(channel: string, listener: (data: unknown) => void): Subscription
    unsubscribe(channel: string, subscription?: Subscription): void
    publish(channel: string, data: unknown, options?: { attempts?: number; deadline?: number }): Publication
    /** Returns undefined if the client isn't connected. */
    disconnect(): Publication | undefined
    on(event: 'transport:up' | 'transport:down', listener: () => void): void
    removeListener(event: 'transport:up' | 'transport:down', listener: () => void): void
    addExtension(extension: ClientExtension): void
    removeExtension(extension: ClientExtension): void
    setHeader(name: string, value: string): void
    /** `websocket`, `long-polling`, … or `autodisconnect`. */
    disable(feature: string): void
  }

  export interface NodeAdapterOptions {
    mount?: string
    /** Seconds that a poll or an idle connection is held. */
    timeout?: number
    /** Seconds between websocket pings. */
    ping?: number
  }

  export interface NodeAdapter {
    attach(server: Server): void
    getClient(): Client
    on(event: 'handshake' | 'disconnect', listener: (clientId: string) => void): void
    on(event: 'subscribe' | 'unsubscribe', listener: (clientId: string, channel: string) => void): void
    on(
      event: 'publish',
      listener: (clientId: string | undefined, channel: string, data: unknown) => void
    ): void
    addExtension(extension: ServerExtension): void
    removeExtension(extension: ServerExtension): void
    close(): void
  }

  const faye: {
    VERSION: string
    Client: new (endpoint: string, options?: ClientOptions) => Client
    NodeAdapter: new (options?: NodeAdapterOptions) => NodeAdapter
  }
  export default faye
}
