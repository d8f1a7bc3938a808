import type { Handlers } from '../../shared/app/contract'
import type { CallbacksCommands } from '../callbacks/callbacks-commands'
import type { CallingRulesCommands } from '../calling-rules/calling-rules-commands'
import { createCallsCommands } from '../calls/calls-commands'
import type { ContactsCommands } from '../contacts/contacts-commands'
import { createDiallingCommands } from '../dialling/dialling-commands'
import type { LookUpCommands } from '../contacts/names/look-up-commands'
import type { ImportsCommands } from '../imports/imports-commands'
import type { RecordingsCommands } from '../recordings/recordings-commands'
import type { RecordsCommands } from '../records/records-commands'
import { createSessionCommands } from '../session/session-commands'
import { createTeamCommands } from '../team/team-commands'
import type { UpdatesCommands } from '../updates/updates-commands'
import type { WorkListsCommands } from '../work-lists/work-lists-commands'
import type { WorkRunCommands } from '../work-lists/run/work-run-commands'
import type { WrapUpsCommands } from '../wrap-ups/wrap-ups-commands'
import { createAppCommands } from './app-commands'
import { createDemoCommands } from './demo-commands'

/**
 * The list of all commands. Windows call them over IPC; the hot key, the tray, links and the command line call the
 * same functions. To add a command: docs/architecture.md.
 */
export function createCommands(topics: {
  app: Parameters<typeof createAppCommands>[0]
  session: Parameters<typeof createSessionCommands>[0]
  dialling: Parameters<typeof createDiallingCommands>[0]
  calls: Parameters<typeof createCallsCommands>[0]
  team: Parameters<typeof createTeamCommands>[0]
  callbacks: CallbacksCommands
  lookUp: LookUpCommands
  contacts: ContactsCommands
  wrapUps: WrapUpsCommands
  callingRules: CallingRulesCommands
  demo: Parameters<typeof createDemoCommands>[0]
  records: RecordsCommands & RecordingsCommands
  imports: ImportsCommands
  workLists: WorkListsCommands
  workRun: WorkRunCommands
  updates: UpdatesCommands
}): Handlers {
  return {
    ...createAppCommands(topics.app),
    ...createSessionCommands(topics.session),
    ...createDiallingCommands(topics.dialling),
    ...createCallsCommands(topics.calls),
    ...createTeamCommands(topics.team),
    ...createDemoCommands(topics.demo),
    ...topics.callbacks,
    ...topics.lookUp,
    ...topics.contacts,
    ...topics.wrapUps,
    ...topics.callingRules,
    ...topics.records,
    ...topics.imports,
    ...topics.workLists,
    ...topics.workRun,
    ...topics.updates
  }
}
