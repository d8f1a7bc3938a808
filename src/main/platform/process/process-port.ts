import type { ProcessDispatcher } from './process-dispatcher'

/** One way to the process that started this one: Electron's utility process, or Node's child process. */
interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

function parentPort(): Port {
  // Outside Electron there is no parentPort, whatever its types say.
  const { parentPort: port } = process as { parentPort?: Electron.ParentPort }
  if (port !== undefined)
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data))
    }
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener)
  }
}

/** Answers the process that started this one, for as long as that is there. */
export function serveParent(
  create: (deps: { post: (reply: unknown) => void; onFatal: () => void }) => ProcessDispatcher
): void {
  // What such a process writes is its owner's alone, also what a database makes beside its file.
  process.umask(0o077)
  const port = parentPort()
  const dispatcher = create({ post: (reply) => port.post(reply), onFatal: () => process.exit(1) })
  port.onMessage((message) => void dispatcher.handle(message))
  // The parent is gone: nobody reads the answers any more.
  process.once('disconnect', () => void dispatcher.close().finally(() => process.exit(0)))
}
