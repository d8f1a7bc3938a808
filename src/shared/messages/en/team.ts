import { count } from './count'

/** The team page, in English. */
export const teamEn = {
  title: 'Team',
  emptyTitle: 'See whether a colleague is free',
  emptyText:
    'Add your colleagues’ desk phones. Here you see whether each is idle, ringing or talking, and with which number.',
  list: 'Colleagues',
  unnamed: (agentId: number) => `Phone ${agentId}`,
  phone: (agentId: number) => `Phone ${agentId}`,
  statuses: {
    unknown: 'No events yet',
    idle: 'Idle',
    ringing: 'Ringing',
    talking: 'Talking',
    refused: 'Not allowed'
  },
  lineDown: 'Unknown: the line is down',
  refusedTitle: 'The service doesn’t allow watching this desk phone.',
  since: (time: string) => `since ${time}`,
  duration: 'For',
  row: (name: string, status: string, number: string) =>
    number === '' ? `${name}, ${status}` : `${name}, ${status}, ${number}`,
  lastNumber: 'last',
  copyNumber: (name: string) => `Copy the number: ${name}`,
  seeCall: (name: string) => `Show the call: ${name}`,
  callOf: (name: string) => `Call of ${name}`,
  /** The texts about the user's own phone, reworded for a colleague's. */
  theirs: {
    steps: { 'phone-rings': 'Their phone rings', 'phone-answered': 'They picked up' },
    states: {
      agentReady: 'Their phone rings',
      callAgentSuccess: 'They picked up',
      callAgentFailed: 'The call to their phone failed'
    }
  },
  noCall: 'No calls of this desk phone yet.',
  filter: 'Filter the team',
  filterPlaceholder: 'Name, phone or number',
  noMatch: 'No one matches.',
  showAll: 'Show all',
  edit: 'Edit',
  done: 'Done',
  addTitle: 'Add colleagues',
  agentId: 'Desk phone',
  label: 'Name',
  labelOf: (agentId: number) => `Name of phone ${agentId}`,
  add: 'Add',
  addHint: 'Or paste several lines: desk phone, then name.',
  added: (n: number) => `${n} added.`,
  addedOf: (n: number, lines: number) => `${n} of ${count(lines, 'line', 'lines')} added.`,
  errors: {
    unreadable: 'The desk phone ID is a whole number, such as 699861013.',
    own: 'This is your own desk phone.',
    double: 'This desk phone is already in the list.',
    full: (most: number) => `The list is full: ${most} at most.`
  },
  leftOut: {
    unreadable: (lines: string) => `No desk phone ID: ${lines}.`,
    own: () => 'Your own desk phone.',
    double: (lines: string) => `Already in the list: ${lines}.`,
    full: (n: number, most: number) => `${n} too many: the list holds ${most}.`
  },
  leftOutTitle: 'Left out:',
  andMore: (lines: string, n: number) => `${lines} and ${n} more`,
  comma: ', ',
  up: (name: string) => `Move up: ${name}`,
  down: (name: string) => `Move down: ${name}`,
  remove: (name: string) => `Remove: ${name}`,
  removed: (name: string) => `${name} was removed.`,
  undo: 'Undo',
  moved: (name: string, place: number, places: number) => `${name}: ${place} of ${places}`,
  editHint: 'Alt+↑ and Alt+↓ move a row.'
}
