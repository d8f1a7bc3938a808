/** The charts of the records, in English. */
export const chartsEn = {
  label: 'Charts',
  loading: 'Adding up the calls…',
  failed: 'The calls could not be added up.',
  emptyTitle: 'No calls to show',
  emptyText: 'Choose another period, or fewer filters.',

  figures: 'Totals',
  calls: 'Calls',
  answered: 'Answered',
  notAnswered: 'Not answered',
  shareAnswered: 'Share answered',
  share: 'Share',
  talkTime: 'Talk time',
  cost: 'Cost',
  number: 'Number',
  contactName: 'Name',
  region: 'Region',
  notReached: (n: string) => `${n} not reached`,
  phoneFailed: (n: string) => `${n} phone not picked up`,
  incomplete: (n: string) => `${n} not complete`,
  unanswered: (n: string) => `${n} not answered`,
  answeredOf: (answered: string, calls: string) => `${answered} of ${calls}`,
  averageTalk: (time: string) => `${time} per answered call`,
  averageCost: (cost: string) => `${cost} per call`,
  comma: ', ',

  unit: 'One bar for each',
  units: { day: 'Day', week: 'Week', month: 'Month' },
  titles: {
    calls: { day: 'Calls per day', week: 'Calls per week', month: 'Calls per month' },
    share: {
      day: 'Share answered per day',
      week: 'Share answered per week',
      month: 'Share answered per month'
    },
    cost: { day: 'Cost per day', week: 'Cost per week', month: 'Cost per month' },
    heat: 'Calls by weekday and hour',
    talk: 'How long answered calls took',
    results: 'By result',
    salesmen: 'By salesman',
    agents: 'By agent',
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
  agent: 'Agent',
  agentNamed: (name: string, agentId: number) => `${name} (${agentId})`,
  result: 'Result',
  noResult: 'No result',
  noSalesman: 'No salesman said',
  noAgent: 'No agent said',

  topOf: (shown: number, all: number) => `The first ${shown} of ${all}.`,
  allInTable: 'The table has all.',
  mostOf: (most: number) => `The first ${most} are kept.`,
  withoutStart: (n: number, calls: string) =>
    n === 1
      ? '1 call is not in it: its start is not known, or too long ago.'
      : `${calls} calls are not in it: their start is not known, or too long ago.`,
  withoutLength: (n: number, calls: string) =>
    n === 1
      ? '1 answered call is not in it: its length is not known.'
      : `${calls} answered calls are not in it: their length is not known.`,
  noCost: 'No call cost anything.',
  noneAnswered: 'No call was answered.',

  chart: 'chart',
  hint: 'Arrow keys move through the numbers, Enter shows the calls.',
  point: (label: string, facts: string) => `${label}: ${facts}`,
  fact: (name: string, value: string) => `${name} ${value}`,
  notFiltered: 'These calls cannot be shown alone.',
  showTable: (title: string) => `As a table: ${title}`,
  showChart: (title: string) => `As a chart: ${title}`,
  allTables: 'All as tables',
  allCharts: 'All as charts',
  seeCalls: (label: string) => `Show the calls: ${label}`,
  savePicture: (title: string) => `Save as PNG: ${title}`,
  saving: 'The picture is being written.',
  filtered: 'filtered'
}

/** The shape of every language's texts. */
export type ChartMessages = typeof chartsEn
