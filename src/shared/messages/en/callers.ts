/** The caller numbers of an account, in English. */
export const callersEn = {
  title: 'Caller numbers',
  /** `name`: a number with its label, or `own`. */
  as: (name: string) => `as ${name}`,
  named: (number: string, label: string) => `${number} (${label})`,
  own: 'the desk phone’s own number',
  ownTitle: 'The desk phone’s own number',
  ownHint: 'No caller number is sent: the service uses the one bound to the desk phone.',
  menu: 'Caller number of this call',
  change: (name: string, keys: string) => `Caller number of this call: ${name}. Change it (${keys})`,
  next: (name: string) => `Caller number: ${name}. Click for the next one`,
  changed: (name: string) => `The call is made as ${name}.`,
  manage: 'Manage caller numbers…',
  refused: (name: string) => `Caller number ${name}`,
  fix: 'Caller numbers…',

  summary: (count: number, name: string) => (count > 1 ? `${name} and ${count - 1} more` : name),
  intro:
    'The number that the other side sees. With more than one, the number box and the prompts show which one is used, and Alt+1 to Alt+9 change it before the call.',
  remembers: 'The last choice for a region is used again; otherwise the default, which is marked here.',
  list: 'Caller numbers, the default is marked',
  default: (name: string) => `Default: ${name}`,
  number: 'Number',
  numberOf: (number: string) => `Number of ${number}`,
  label: 'Label',
  labelOf: (number: string) => `Label of ${number}`,
  labelPlaceholder: 'Sales, service…',
  addTitle: 'Add a caller number',
  add: 'Add',
  full: (most: number) => `The list is full: ${most} at most.`,
  added: (name: string) => `${name} was added.`,
  up: (name: string) => `Move up: ${name}`,
  down: (name: string) => `Move down: ${name}`,
  remove: (name: string) => `Remove: ${name}`,
  removed: (name: string) => `${name} was removed.`,
  undo: 'Undo',
  moved: (name: string, place: number, places: number) => `${name}: ${place} of ${places}`,
  moveHint: 'Alt+↑ and Alt+↓ move a row. The order is that of the keys Alt+1 to Alt+9.'
}

/** The shape of every language's texts. */
export type CallersMessages = typeof callersEn
