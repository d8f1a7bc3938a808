import { z } from 'zod'

const nothing = z.undefined()

/** The commands of updates. Both fail with `update-busy` while a call or an import is under way. */
export const updatesContract = {
  /** Looks for a newer version now, and downloads it. Resolves before that is done; the state follows. */
  'updates:check': { input: nothing, output: nothing },
  /** Restarts into the downloaded version. `update-not-ready`: none is downloaded. */
  'updates:install': { input: nothing, output: nothing }
} satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
