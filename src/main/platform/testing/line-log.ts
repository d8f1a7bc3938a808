import { succeeded, type Result } from '../../../shared/platform/result'
import type { LineLog } from '../ports'

/** A log in memory. `failing`: what the next writes return. */
export function createLineLog(initial: readonly string[] = []): LineLog & {
  lines: string[]
  failing: Result<undefined> | null
} {
  const log = {
    lines: [...initial],
    failing: null as Result<undefined> | null,
    read: () => [...log.lines],
    append(added: readonly string[]): Result<undefined> {
      if (log.failing !== null) return log.failing
      log.lines.push(...added)
      return succeeded(undefined)
    },
    replace(lines: readonly string[]): Result<undefined> {
      if (log.failing !== null) return log.failing
      log.lines = [...lines]
      return succeeded(undefined)
    }
  }
  return log
}
