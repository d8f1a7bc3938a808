import { z } from 'zod'
import { importDraftSchema, importsStateSchema } from '../imports/imports-state-schemas'
import { recordingsStateSchema, recordsStateSchema } from '../records/records-state-schemas'
import {
  callSchema,
  connectionSchema,
  environmentSchema,
  hotKeysSchema,
  lineStatusSchema,
  linksSchema,
  offlineReportSchema,
  promptSchema,
  sessionSchema,
  settingsSchema,
  teamMemberSchema
} from './schemas'
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
