import { count } from './count'

const grouped = new Intl.NumberFormat('en')

/** The main window's texts about campaigns and campaign imports, in English. */
export const campaignsEn = {
  title: 'Campaigns',
  hint: 'Campaigns: import lists of numbers',
  show: 'Show the import',
  running: (name: string) => `Importing ${name}`,
  waiting: (name: string) => `Import of ${name} waits`,
  pausing: (name: string) => `Import of ${name} is pausing`,
  interrupted: (name: string) => `Import of ${name} was interrupted`,
  stopped: (name: string) => `Import of ${name} stopped`,
  undecided: (n: number, name: string) =>
    `${n === 1 ? count(n, 'request', 'requests') : `${grouped.format(n)} requests`} to decide: ${name}`,
  pasted: 'pasted numbers',
  dismiss: 'Dismiss'
}
