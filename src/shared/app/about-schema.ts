import { z } from 'zod'

const version = z.string().max(100)

/** What this Deskline is made of; null: unknown, as when it runs from its sources. */
export const aboutSchema = z.strictObject({
  version,
  /** The commit it was built from; ends in `+` when files were changed since. */
  commit: z.string().max(60).nullable(),
  /** The time of that commit, epoch ms. */
  builtAtMs: z.number().nullable(),
  electron: version,
  chromium: version,
  node: version,
  /** Name and release of the operating system, and the processor. */
  system: z.string().max(200)
})

/** See {@link aboutSchema}. */
export type About = z.infer<typeof aboutSchema>

/** The texts of licences: of everything but Electron, and of Chromium with all it contains. */
export const licenceTexts = ['deskline', 'chromium'] as const
