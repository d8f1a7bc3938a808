import type { XClient, XDisplay, XEvent, XProperty } from 'x11'

/** X11's clipboard and primary selection. */
export type SelectionName = 'CLIPBOARD' | 'PRIMARY'

/** Longer texts are truncated to this, in bytes. */
export const maxTextBytes = 1024 * 1024

/**
 * Up to this size, the rest of a longer text is received and discarded: otherwise its owner hangs in an unfinished
 * transfer.
 */
const maxTakenBytes = 32 * 1024 * 1024

const anyType = 0
const currentTime = 0
const hasNewValue = 0

type Request<T> = (answer: (error: Error | null | undefined, value: T) => boolean) => void

const ask = <T>(request: Request<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request((error, value) => {
      if (error instanceof Error) reject(error)
      else resolve(value)
      return true
    })
  })

/** Connects to the X server. `onClient` gets the client before it is connected, so that it can be closed. */
async function connect(display: string, onClient: (client: XClient) => void): Promise<XDisplay> {
  const { default: x11 } = await import('x11')
  return new Promise((resolve, reject) => {
    const client = x11.createClient({ display }, (error, connected) => {
      if (error instanceof Error) reject(error)
      else resolve(connected)
    })
    client.on('error', reject)
    onClient(client)
  })
}

/** Waits for the next event for which `isMeant` is true. */
const nextEvent = (client: XClient, isMeant: (event: XEvent) => boolean): Promise<XEvent> =>
  new Promise((resolve) => {
    const onEvent = (event: XEvent): void => {
      if (!isMeant(event)) return
      client.off('event', onEvent)
      resolve(event)
    }
    client.on('event', onEvent)
  })

/** Requests `selection` from its owner as `target`; null if it isn't available in that form or there is no owner. */
async function convert(
  { client, screen }: XDisplay,
  selection: SelectionName,
  target: number,
  eventMask: number,
  inputOnly: number
): Promise<Buffer | null> {
  const [incr, property, name] = await Promise.all(
    ['INCR', 'DESKLINE_SELECTION', selection].map((atom) =>
      ask<number>((answer) => client.InternAtom(false, atom, answer))
    )
  )
  if (incr === undefined || property === undefined || name === undefined) return null
  const window = client.AllocID()
  client.CreateWindow(window, screen[0]?.root ?? 0, 0, 0, 1, 1, 0, 0, inputOnly, 0, { eventMask })
  const take = (): Promise<XProperty> =>
    ask((answer) => client.GetProperty(1, window, property, anyType, 0, maxTextBytes / 4, answer))
  const nextPiece = (): Promise<XEvent> =>
    nextEvent(
      client,
      (event) =>
        event.name === 'PropertyNotify' &&
        event.wid === window &&
        event.atom === property &&
        event.state === hasNewValue
    )

  const notified = nextEvent(
    client,
    ({ name, requestor }) => name === 'SelectionNotify' && requestor === window
  )
  client.ConvertSelection(window, name, target, property, currentTime)
  if ((await notified).property === 0) return null

  // Deleting the property requests the next chunk of an incremental transfer (ICCCM 2.7.2).
  let piece = nextPiece()
  const first = await take()
  if (first.type !== incr) return first.data
  const pieces: Buffer[] = []
  for (let bytes = 0; bytes < maxTakenBytes;) {
    await piece
    piece = nextPiece()
    const { data } = await take()
    if (data.length === 0) break
    if (bytes < maxTextBytes) pieces.push(data)
    bytes += data.length
  }
  return Buffer.concat(pieces).subarray(0, maxTextBytes)
}

/**
 * Resolves with the text of an X11 selection, truncated to {@link maxTextBytes}; '' if it has no owner or no text.
 * Uses its own socket to the X server and blocks nothing, but waits as long as the owner does: abort it with
 * `signal`. Rejects if the X server can't be reached or hangs up, or on abort.
 */
export function readSelection(
  selection: SelectionName,
  { display, signal }: { display: string; signal: AbortSignal }
): Promise<string> {
  return new Promise((resolve, reject) => {
    let client: XClient | null = null
    const end = (): void => {
      signal.removeEventListener('abort', abort)
      client?.stream?.destroy()
    }
    const abort = (): void => {
      end()
      reject(new Error('aborted'))
    }
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort)
    const connected = connect(display, (made) => {
      client = made
      client.on('end', () => reject(new Error('the X server hung up')))
      if (signal.aborted) end()
    })
    void connected
      .then((to) => readText(to, selection))
      .then(resolve, reject)
      .finally(end)
  })
}

async function readText(connected: XDisplay, selection: SelectionName): Promise<string> {
  const { default: x11 } = await import('x11')
  const { client } = connected
  const utf8 = await ask<number>((answer) => client.InternAtom(false, 'UTF8_STRING', answer))
  const as = (target: number): Promise<Buffer | null> =>
    convert(connected, selection, target, x11.eventMask.PropertyChange, x11.InputOnly)
  const text = await as(utf8)
  if (text !== null) return text.toString('utf8')
  return (await as(client.atoms['STRING'] ?? 0))?.toString('latin1') ?? ''
}
