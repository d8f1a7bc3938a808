import { open, type FileHandle } from 'node:fs/promises'

const headerBytes = 8
/** More chunks than any recorder writes; a bound for a file made to have millions. */
const maxChunks = 1_000

interface Chunk {
  id: string
  sizeBytes: number
  /** Where the next chunk starts: chunks are padded to an even length. */
  nextAt: number
}

async function readChunk(file: FileHandle, at: number): Promise<Chunk | null> {
  const header = Buffer.alloc(headerBytes)
  const { bytesRead } = await file.read(header, 0, headerBytes, at)
  if (bytesRead < headerBytes) return null
  const sizeBytes = header.readUInt32LE(4)
  return {
    id: header.toString('latin1', 0, 4),
    sizeBytes,
    nextAt: at + headerBytes + sizeBytes + (sizeBytes % 2)
  }
}

/** True where what follows the sound is a chain of chunks up to the end of the file. */
async function isChunkChain(file: FileHandle, from: number, endAt: number): Promise<boolean> {
  let at = from
  for (let count = 0; count < maxChunks && at < endAt - 1; count += 1) {
    const chunk = await readChunk(file, at)
    if (chunk === null || !/^[\x20-\x7e]{4}$/.test(chunk.id) || chunk.nextAt > endAt + 1) return false
    at = chunk.nextAt
  }
  return at >= endAt - 1
}

/**
 * Corrects the sizes of a WAV file (RIFF) whose header promises less sound than the file holds, as a recorder leaves
 * them that was stopped hard: a player would end early without a word. Any other file stays as it is. Returns whether
 * it was changed. Throws when the file can't be read or written.
 */
export async function repairWaveSizes(path: string): Promise<boolean> {
  const file = await open(path, 'r+')
  try {
    const { size: fileBytes } = await file.stat()
    const start = Buffer.alloc(12)
    await file.read(start, 0, start.length, 0)
    if (!/^RIFF[^]{4}WAVE$/.test(start.toString('latin1'))) return false
    let at = start.length
    for (let count = 0; count < maxChunks && at < fileBytes; count += 1) {
      const chunk = await readChunk(file, at)
      if (chunk === null) return false
      if (chunk.id !== 'data') {
        at = chunk.nextAt
        continue
      }
      // Players take 0, and more than there is, for "up to the end".
      if (chunk.sizeBytes === 0 || chunk.nextAt >= fileBytes) return false
      if (await isChunkChain(file, chunk.nextAt, fileBytes)) return false
      await writeSize(file, at + 4, fileBytes - at - headerBytes)
      await writeSize(file, 4, fileBytes - headerBytes)
      return true
    }
    return false
  } finally {
    await file.close()
  }
}

async function writeSize(file: FileHandle, at: number, sizeBytes: number): Promise<void> {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(sizeBytes)
  await file.write(bytes, 0, 4, at)
}
