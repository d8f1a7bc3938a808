import { z } from 'zod'
import { importDraftSchema, importsStateSchema } from '../imports/state-schema'
import { callSchema, lineStatusSchema, offlineReportSchema } from '../calls/schema'
import { hotKeysSchema, linksSchema, promptSchema } from '../dialling/schema'
import { recordingsStateSchema } from '../recordings/schema'
import { recordsStateSchema } from '../records/state-schema'
import { connectionSchema, sessionSchema } from '../session/schema'
import { teamMemberSchema } from '../team/schema'
import { environmentSchema, settingsSchema } from './schema'
import type { AppState } from './state'
import { maxTeamSize } from '../team/team'

/** The schema of each topic of {@link AppState}. */
export const topicSchemas = {
  environment: environmentSchema,
  session: sessionSchema,
  settings: settingsSchema,
  line: lineStatusSchema,
  prompt: promptSchema,
  hotKeys: hotKeysSchema,
  links: linksSchema,
  connection: connectionSchema,
  offline: offlineReportSchema.nullable(),
  records: recordsStateSchema,
  recordings: recordingsStateSchema,
  imports: importsStateSchema,
  importDraft: importDraftSchema,
  team: z.array(teamMemberSchema).max(maxTeamSize),
  calls: z.array(callSchema).max(500)
} satisfies { [T in keyof AppState]: z.ZodType<AppState[T]> }
