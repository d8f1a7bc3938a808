import { constants, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { ListFailure } from './failure'

/** A list file, open for reading. */
export interface ListFile {
  /** Size when opened. */
  sizeBytes: number
  /** Reads at most `lengthBytes` from the offset; fewer only at the end of the file. */
  read(fromByte: number, lengthBytes: number): Promise<Uint8Array>
  /** Throws `list-unreadable` if the file was written to since it was opened. */
  assertUnchanged(): Promise<void>
  close(): Promise<void>
}

// On Windows the flag doesn't exist, and no file system path leads to a pipe.
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
 * Opens a regular file. Throws `list-unreadable` for folders, pipes, sockets and devices: reading one can block
 * forever or have side effects. Operating system errors are thrown as they are.
 */
export async function openListFile(path: string): Promise<ListFile> {
  // Checked before opening, because opening alone triggers some devices; and after, because the path may have changed
  // in between. The flag prevents waiting for a pipe's writer.
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
