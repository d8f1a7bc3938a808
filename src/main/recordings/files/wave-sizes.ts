import { open, type FileHandle } from 'node:fs/promises'

const headerBytes = 8
/** More chunks than any recorder writes; a limit for malicious files. */
const maxChunks = 1_000

interface Chunk {
  id: string
  sizeBytes: number
  /** Start of the next chunk: chunks are padded to an even length. */
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

/** True if the data after the audio is a chain of chunks up to the end of the file. */
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
 * Corrects the sizes of a WAV file (RIFF) whose header declares less audio than the file contains, which recorders
 * leave when they are killed: a player would silently end early. Any other file stays unchanged. Returns true if it
 * was changed. Throws if the file can't be read or written.
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
      // Players treat 0, and sizes beyond the end, as "up to the end".
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
