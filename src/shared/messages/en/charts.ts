/** The charts of the records, in English. */
export const chartsEn = {
  label: 'Charts',
  loading: 'Calculating…',
  failed: 'The charts could not be calculated.',
  emptyTitle: 'No calls to show',
  emptyText: 'Choose another period, or fewer filters.',

  figures: 'Totals',
  calls: 'Calls',
  answered: 'Answered',
  notAnswered: 'Not answered',
  shareAnswered: 'Answer rate',
  share: 'Share',
  talkTime: 'Talk time',
  cost: 'Cost',
  number: 'Number',
  contactName: 'Name',
  region: 'Region',
  notReached: (n: string) => `${n} not reached`,
  phoneFailed: (n: string) => `${n} desk phone not answered`,
  incomplete: (n: string) => `${n} incomplete`,
  unanswered: (n: string) => `${n} no answer`,
  answeredOf: (answered: string, calls: string) => `${answered} of ${calls}`,
  averageTalk: (time: string) => `${time} per answered call`,
  averageCost: (cost: string) => `${cost} per call`,
  comma: ', ',

  unit: 'One bar per',
  units: { day: 'Day', week: 'Week', month: 'Month' },
  titles: {
    calls: { day: 'Calls per day', week: 'Calls per week', month: 'Calls per month' },
    share: {
      day: 'Answer rate per day',
      week: 'Answer rate per week',
      month: 'Answer rate per month'
    },
    cost: { day: 'Cost per day', week: 'Cost per week', month: 'Cost per month' },
    heat: 'Calls by weekday and hour',
    talk: 'Length of answered calls',
    results: 'By result',
    salesmen: 'By salesman',
    agents: 'By desk phone',
    frequent: 'Numbers with the most calls',
    longest: 'Numbers with the most talk time'
  },

  weekday: 'Weekday',
  hour: 'Hour',
  cell: (weekday: string, from: string, to: string) => `${weekday} ${from}–${to}`,
  inThousands: 'Numbers in thousands.',
  inMillions: 'Numbers in millions.',
  length: 'Length',
  seconds: (from: number, to: number) => `${from}–${to} s`,
  minutes: (from: number, to: number) => `${from}–${to} min`,
  hours: (from: number) => `≥ ${from} h`,
  longer: (from: number) => `≥ ${from} s`,
  salesman: 'Salesman',
  agent: 'Desk phone',
  agentNamed: (name: string, agentId: number) => `${name} (${agentId})`,
  result: 'Result',
  noResult: 'No result',
  noSalesman: 'No salesman',
  noAgent: 'No desk phone',

  topOf: (shown: number, all: number) => `The first ${shown} of ${all}.`,
  allInTable: 'The table has all.',
  mostOf: (most: number) => `The first ${most} are kept.`,
  withoutStart: (n: number, calls: string) =>
    n === 1
      ? '1 call is left out: its start is unknown or too long ago.'
      : `${calls} calls are left out: their start is unknown or too long ago.`,
  withoutLength: (n: number, calls: string) =>
    n === 1
      ? '1 answered call is left out: its length is unknown.'
      : `${calls} answered calls are left out: their length is unknown.`,
  noCost: 'No call had a cost.',
  noneAnswered: 'No call was answered.',

  chart: 'chart',
  hint: 'Arrow keys move through the numbers, Enter shows the calls.',
  point: (label: string, facts: string) => `${label}: ${facts}`,
  fact: (name: string, value: string) => `${name} ${value}`,
  notFiltered: 'These calls can’t be shown separately.',
  showTable: (title: string) => `Show as a table: ${title}`,
  showChart: (title: string) => `Show as a chart: ${title}`,
  allTables: 'Show all as tables',
  allCharts: 'Show all as charts',
  seeCalls: (label: string) => `Show the calls: ${label}`,
  savePicture: (title: string) => `Save as PNG: ${title}`,
  saving: 'Saving the picture…',
  filtered: 'filtered'
}

/** The shape of every language's texts. */
export type ChartMessages = typeof chartsEn
