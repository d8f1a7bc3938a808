import { constants, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { ListFailure } from './failure'

/** A list's file, open for reading. */
export interface ListFile {
  /** As it was when it was opened. */
  sizeBytes: number
  /** At most `lengthBytes` from there on; fewer only at the file's end. */
  read(fromByte: number, lengthBytes: number): Promise<Uint8Array>
  /** Throws `list-unreadable` when something has written to the file since it was opened. */
  assertUnchanged(): Promise<void>
  close(): Promise<void>
}

// Windows has no such flag, and no pipe that a path of the file system leads to.
const isNonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK

const assertFile = (stats: Stats): void => {
  if (!stats.isFile()) throw new ListFailure('list-unreadable')
}

async function readFully(handle: FileHandle, into: Uint8Array, fromByte: number): Promise<number> {
  let length = 0
  while (length < into.length) {
    const { bytesRead } = await handle.read(into, length, into.length - length, fromByte + length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return length
}

/**
 * Opens a regular file. Folders, pipes, sockets and devices throw `list-unreadable`: reading one can wait
 * for ever or change something. What the system refuses is thrown as it is.
 */
export async function openListFile(path: string): Promise<ListFile> {
  // Before it is opened, since opening alone wakes some devices; and after it, since a path can be changed
  // in between: not to wait for a pipe's writer is what the flag is for.
  if (path.includes('\0')) throw new ListFailure('list-unreadable')
  assertFile(await stat(path))
  const handle = await open(path, constants.O_RDONLY | isNonBlocking)
  try {
    const opened = await handle.stat()
    assertFile(opened)
    return {
      sizeBytes: opened.size,
      async read(fromByte, lengthBytes) {
        const bytes = new Uint8Array(lengthBytes)
        return bytes.subarray(0, await readFully(handle, bytes, fromByte))
      },
      async assertUnchanged() {
        const now = await handle.stat()
        if (now.size !== opened.size || now.mtimeMs !== opened.mtimeMs) {
          throw new ListFailure('list-unreadable')
        }
      },
      close: () => handle.close()
    }
  } catch (failure) {
    await handle.close()
    throw failure
  }
}
