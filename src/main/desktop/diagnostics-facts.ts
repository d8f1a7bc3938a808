import { open } from 'node:fs/promises'
import { release, type } from 'node:os'
import type { RunsOn } from './diagnostics'

/** The number of bytes read from the end of the log. */
const maxTailBytes = 64 * 1_024

function displayServer(env: NodeJS.ProcessEnv): string | null {
  if (process.platform !== 'linux') return null
  const said = env['XDG_SESSION_TYPE']
  if (said === 'x11' || said === 'wayland') return said
  if (env['WAYLAND_DISPLAY'] !== undefined) return 'wayland'
  return env['DISPLAY'] === undefined ? null : 'x11'
}

/** Versions and desktop of the running process. */
export function readRunsOn(env: NodeJS.ProcessEnv = process.env): RunsOn {
  const versions: Record<string, string | undefined> = process.versions
  return {
    electron: versions['electron'] ?? null,
    chromium: versions['chrome'] ?? null,
    node: process.versions.node,
    system: `${type()} ${release()}`,
    arch: process.arch,
    displayServer: displayServer(env),
    desktop: (process.platform === 'linux' ? env['XDG_CURRENT_DESKTOP'] : undefined) ?? null
  }
}

/** Returns the last `maxBytes` of a file, or '' if it can't be read. */
async function endOf(path: string, maxBytes: number): Promise<{ text: string; isWhole: boolean }> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const buffer = Buffer.alloc(Math.min(size, maxBytes))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, size - buffer.length)
      return { text: buffer.toString('utf8', 0, bytesRead), isWhole: size <= maxBytes }
    } finally {
      await file.close()
    }
  } catch {
    return { text: '', isWhole: true }
  }
}

/**
 * Returns the last complete lines of the log, at most 64 KiB. `paths`: the current file, then the rotated ones,
 * newest first. A file that can't be read counts as empty.
 */
export async function readLogTail(paths: readonly string[]): Promise<string> {
  let tail = ''
  for (const path of paths) {
    const leftBytes = maxTailBytes - Buffer.byteLength(tail)
    if (leftBytes <= 0) break
    const { text, isWhole } = await endOf(path, leftBytes)
    // Drop the first, incomplete line: redaction could miss half of a secret.
    tail = (isWhole ? text : text.slice(text.indexOf('\n') + 1 || text.length)) + tail
    if (!isWhole) break
  }
  return tail
}
