import type { CommandName } from '../../../shared/app/contract'
import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'

/** Token bucket of a command: `burst` at once, `perMinute` in the long run. */
interface Limit {
  burst: number
  perMinute: number
}

/** Reading and everyday work; far above what scrolling and typing need. */
const everyday: Limit = { burst: 400, perMinute: 6_000 }
/** Commands that use the service, the disk or the key store. */
const costly: Limit = { burst: 30, perMinute: 60 }
/** Commands that reach outside Deskline: phones, servers, dialogs, other programs' windows. */
const outward: Limit = { burst: 20, perMinute: 30 }
const rare: Limit = { burst: 10, perMinute: 12 }

const limits: Partial<Record<CommandName, Limit>> = {
  'app:quit': rare,
  'about:open-licence': rare,
  'updates:check': rare,
  'updates:install': rare,
  'session:sign-in': rare,
  'session:show-form': costly,
  'session:start-demo': rare,
  'session:restore': rare,
  'session:sign-out': rare,
  'line:reconnect': costly,
  'calls:dial': outward,
  'calls:redial': outward,
  'work-run:start': costly,
  'work-run:call': outward,
  'prompt:confirm': costly,
  'hot-keys:set': costly,
  'hot-keys:record': costly,
  'hot-keys:test': costly,
  'hot-keys:set-shortcut': rare,
  'links:refresh': costly,
  'links:set': rare,
  'guide:notify': rare,
  'guide:end': costly,
  'pages:test': rare,
  'look-up:try': rare,
  'look-up:open': outward,
  'offline:retry': costly,
  'team:set': costly,
  'caller-numbers:set': costly,
  'caller-numbers:show': costly,
  'callbacks:add': costly,
  'callbacks:change': costly,
  'callbacks:done': costly,
  'callbacks:reopen': costly,
  'callbacks:remove': costly,
  'callbacks:restore': costly,
  'callbacks:call': outward,
  'do-not-call:add': costly,
  'do-not-call:remove': costly,
  'do-not-call:undo': costly,
  'do-not-call:import': outward,
  'do-not-call:export': outward,
  'calling-rules:export-decisions': outward,
  'contacts:open': costly,
  'contacts:save': costly,
  'contacts:remove': costly,
  'contacts:restore': costly,
  'contacts:import': outward,
  'contacts:offer-dropped': outward,
  'contacts:import-dropped': outward,
  'contacts:import-start': costly,
  'contacts:export': outward,
  'contacts:show-export': outward,
  'contacts:remove-all': rare,
  'work-lists:open': costly,
  'work-lists:make': outward,
  'work-lists:offer-dropped': outward,
  'work-lists:make-dropped': outward,
  'work-lists:make-start': costly,
  'work-lists:rename': costly,
  'work-lists:set-state': costly,
  'work-lists:set-guide': { burst: 60, perMinute: 120 },
  'work-lists:remove': costly,
  'work-lists:restore': costly,
  'work-lists:change-entries': { burst: 60, perMinute: 120 },
  'work-lists:put-back-skipped': costly,
  'work-lists:export': outward,
  'work-lists:show-export': outward,
  // A digit per key press, and a note after each pause in typing.
  'wrap-ups:change': { burst: 60, perMinute: 300 },
  'records:note': { burst: 60, perMinute: 300 },
  'diagnostics:copy': rare,
  'clipboard:write': costly,
  'settings:change': { burst: 60, perMinute: 300 },
  'calls:refresh-record': costly,
  'calls:forget-all': rare,
  'demo:call-from-elsewhere': outward,
  'demo:hang-up': outward,
  'records:open': costly,
  'records:load': costly,
  'records:refresh': costly,
  'records:export': outward,
  'records:show-export': outward,
  'records:save-picture': outward,
  'recordings:open': { burst: 60, perMinute: 120 },
  'recordings:bytes': { burst: 60, perMinute: 120 },
  'recordings:download': outward,
  'recordings:show-folder': outward,
  'recordings:clear-cache': rare,
  'imports:open': costly,
  'imports:choose-files': outward,
  'imports:choose-block-list': outward,
  'imports:offer-dropped': outward,
  'imports:add-dropped': outward,
  'imports:add-text': costly,
  'imports:export-lines': outward,
  'imports:export-report': outward,
  'imports:show-export': outward,
  'imports:progress-refresh': costly,
  'imports:progress-export': outward,
  'imports:start': outward
}

const minuteMs = 60_000

/** Limits the rate of commands; each command has its own bucket, shared by all windows. */
export interface RateLimits {
  /** Null when the command may run now; otherwise the time until it may, in ms. */
  refuse(command: CommandName): number | null
}

/** Buckets begin full. */
export function createRateLimits(clock: Pick<Clock, 'moment'>): RateLimits {
  const buckets = new Map<CommandName, { left: number; at: Moment }>()

  return {
    refuse(command) {
      const { burst, perMinute } = limits[command] ?? everyday
      const now = clock.moment()
      const bucket = buckets.get(command) ?? { left: burst, at: now }
      const left = Math.min(burst, bucket.left + (now.msSince(bucket.at) * perMinute) / minuteMs)
      const isAllowed = left >= 1
      buckets.set(command, { left: isAllowed ? left - 1 : left, at: now })
      return isAllowed ? null : Math.ceil(((1 - left) * minuteMs) / perMinute)
    }
  }
}
