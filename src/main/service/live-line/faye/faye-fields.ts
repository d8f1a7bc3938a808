// The files faye-*.ts are the only ones that access faye's private fields: its interface can't destroy a client with
// its sockets and timers (a half-open websocket keeps them for minutes), and a reply such as `[null]` makes it throw
// inside a socket event, where nothing can catch it. faye is pinned to an exact version, and faye-wrapper.test.ts
// fails when these fields change.

/** An object of faye with its private fields. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
export const isFunction = (value: unknown): value is (...input: unknown[]) => unknown =>
  typeof value === 'function'

/** Maximum size of a long-polling reply or websocket message, in bytes; the library accepts 64 MiB. */
export const maxMessageBytes = 16 * 1_024 * 1_024

/** Once the stored cookies exceed this many characters, further ones are dropped: every request sends them. */
const maxCookieLength = 4_096

/** Returns only the replies that have the shape of a Bayeux message. */
export function messagesOf(replies: unknown, onGarbage: () => void): unknown[] {
  const list: unknown[] = Array.isArray(replies) ? replies : [replies]
  const clean = list.filter((reply) => isFields(reply) && typeof reply.channel === 'string')
  for (let dropped = list.length - clean.length; dropped > 0; dropped -= 1) onGarbage()
  return clean
}

/** Guards a transport's cookie store, which throws on foreign or invalid cookies where nothing catches it. */
export function guardCookies(transport: Fields, onGarbage: () => void): void {
  const { _storeCookies: store, _getCookies: cookies } = transport
  if (!isFunction(store) || !isFunction(cookies)) return
  transport._storeCookies = (set: unknown) => {
    const kept: unknown = cookies.call(transport)
    if (typeof kept === 'string' && kept.length > maxCookieLength) return
    for (const cookie of Array.isArray(set) ? set : []) {
      try {
        store.call(transport, [cookie])
      } catch {
        onGarbage()
      }
    }
  }
}
