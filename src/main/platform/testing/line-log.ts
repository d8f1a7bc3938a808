import { succeeded, type Result } from '../../../shared/platform/result'
import type { LineLog } from '../ports'

/** A log in memory. `failing`: what the next writes return. `isReadable`: false for a file that can't be read. */
export function createLineLog(initial: readonly string[] = []): LineLog & {
  lines: string[]
  failing: Result<undefined> | null
  isReadable: boolean
} {
  const log = {
    lines: [...initial],
    failing: null as Result<undefined> | null,
    isReadable: true,
    read: () => (log.isReadable ? [...log.lines] : null),
    append(added: readonly string[]): Result<undefined> {
      if (log.failing !== null) return log.failing
      log.lines.push(...added)
      return succeeded(undefined)
    },
    replace(lines: readonly string[]): Result<undefined> {
      if (log.failing !== null) return log.failing
      log.lines = [...lines]
      return succeeded(undefined)
    },
    remove(): Result<undefined> {
      log.lines = []
      return succeeded(undefined)
    }
  }
  return log
}
