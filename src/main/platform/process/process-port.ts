import type { ProcessDispatcher } from './process-dispatcher'

/** Message channel to the parent process: Electron's utility process, or Node's child process. */
interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

function parentPort(): Port {
  // Outside Electron parentPort is undefined, despite its types.
  const { parentPort: port } = process as { parentPort?: Electron.ParentPort }
  if (port !== undefined)
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data))
    }
  return {
    // Without a callback, a failure would throw while the parent exits; `disconnect` follows.
    post: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on('message', listener)
  }
}

/** Serves the parent process until it disconnects. */
export function serveParent(
  create: (deps: { post: (reply: unknown) => void; onFatal: () => void }) => ProcessDispatcher
): void {
  // Files that this process writes are private to their owner, including those that the database creates itself.
  process.umask(0o077)
  const port = parentPort()
  const dispatcher = create({ post: (reply) => port.post(reply), onFatal: () => process.exit(1) })
  port.onMessage((message) => void dispatcher.handle(message))
  // The parent has exited.
  process.once('disconnect', () => void dispatcher.close().finally(() => process.exit(0)))
}
