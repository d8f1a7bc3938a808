import { z } from 'zod'
import { commandNames, type CommandName, contract, type Handlers } from '../../../shared/app/contract'
import { failed } from '../../../shared/platform/result'
import { appErrorSchema } from '../../../shared/platform/schema'
import type { Route } from './gate'
import type { OutputMask } from './output-mask'
import type { RateLimits } from './rate-limits'

/** Returns the parsed input, or the first invalid field ("" for the input as a whole). */
function readInput(schema: z.ZodType, payload: unknown): { input: unknown } | { field: string } {
  try {
    const parsed = schema.safeParse(payload)
    if (parsed.success) return { input: parsed.data }
    return { field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' }
  } catch {
    // zod measures anything that has a `length`, and throws for `{ length: { toString: 1 } }` (zod 4.6).
    return { field: '' }
  }
}

/**
 * Returns the single entry point for commands. It checks the rate limit and the input schema, runs the command, and
 * validates its result (value or error) so that no undeclared field leaks. Failures are returned as data, never
 * thrown. Numbers are masked on their way out, and read from their masks on their way in. `onProblem` gets details for
 * the log that the page doesn't get. The sender is checked by the gate.
 */
export function routeCommands(
  handlers: Handlers,
  limits: RateLimits,
  onProblem: (command: CommandName, problem: unknown) => void,
  mask: Pick<OutputMask, 'input' | 'reply'>
): Route {
  const routeOf = (command: CommandName): ((payload: unknown) => ReturnType<Route>) => {
    const { input, output } = contract[command]
    const outcome = z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: output }),
      z.strictObject({ ok: z.literal(false), error: appErrorSchema })
    ])
    return async (payload) => {
      const retryAfterMs = limits.refuse(command)
      if (retryAfterMs !== null) return failed({ code: 'too-many-requests', retryAfterMs })
      const read = readInput(input, mask.input(command, payload))
      if ('field' in read) {
        return failed({ code: 'input-invalid', ...(read.field === '' ? {} : { field: read.field }) })
      }
      try {
        const result = await (handlers[command] as (input: unknown) => ReturnType<Handlers[CommandName]>)(
          read.input
        )
        return mask.reply(command, outcome.parse(result))
      } catch (problem) {
        onProblem(command, problem)
        return failed({ code: 'internal' })
      }
    }
  }
  const routes = new Map<string, ReturnType<typeof routeOf>>(
    commandNames.map((command) => [command, routeOf(command)])
  )
  return async (command, payload) => (await routes.get(command)?.(payload)) ?? failed({ code: 'internal' })
}
