import { markdownTable, median } from './table'

/** What is measured, with its unit; the keys of {@link Facts}. */
export const facts = {
  ready: 'ready, ms',
  tray: 'tray, ms',
  paint: 'first paint, ms',
  usable: 'usable, ms',
  cpu: 'CPU of the start, ms',
  memoryShown: 'PSS shown, MB',
  memoryHidden: 'PSS hidden, MB',
  idleCpuShown: 'CPU shown, %',
  wakeUpsShown: 'wake-ups shown, 1/s',
  idleCpu: 'CPU hidden, %',
  wakeUps: 'wake-ups hidden, 1/s',
  reopenedHidden: 'reopened at once, ms',
  reopenedLater: 'reopened later, ms'
} as const

type Fact = keyof typeof facts

/** The figures of one start; `parts`: PSS while hidden by process, in MB. */
export type Facts = Partial<Record<Fact, number>> & { parts?: Record<string, number> }

/** The figures of each program, a round after the other. */
export type Measured = ReadonlyMap<string, readonly Facts[]>

const perMille = 10
const text = (value: number): string => {
  if (Number.isNaN(value)) return '–'
  return value < perMille ? value.toFixed(2) : Math.round(value).toLocaleString('en')
}

const tables: readonly (readonly Fact[])[] = [
  ['ready', 'tray', 'paint', 'usable', 'cpu'],
  ['memoryShown', 'memoryHidden', 'idleCpuShown', 'idleCpu', 'wakeUpsShown', 'wakeUps'],
  ['reopenedHidden', 'reopenedLater']
]

const values = (rounds: readonly Facts[], fact: Fact): number[] =>
  rounds.map((round) => round[fact]).filter((value) => value !== undefined)

const [bareTray, bareWindow] = ['Bare Electron, tray only', 'Bare Electron, hello world']

/** A comparison with a bare program in the same round. */
interface Comparison {
  title: string
  program: string
  fact: Fact
  bare: string
  bareFact?: Fact
  kind: 'ratio' | 'difference'
}

const comparisons: readonly Comparison[] = [
  ...['Deskline, signed out', 'Deskline, signed in'].flatMap((program): Comparison[] => [
    {
      title: `${program}: tray to bare ready`,
      program,
      fact: 'tray',
      bare: bareTray,
      bareFact: 'ready',
      kind: 'ratio'
    },
    { title: `${program}: window usable`, program, fact: 'usable', bare: bareWindow, kind: 'ratio' },
    { title: `${program}: CPU of the start`, program, fact: 'cpu', bare: bareWindow, kind: 'ratio' },
    {
      title: `${program}: PSS shown, MB`,
      program,
      fact: 'memoryShown',
      bare: bareWindow,
      kind: 'difference'
    },
    {
      title: `${program}: PSS hidden, MB`,
      program,
      fact: 'memoryHidden',
      bare: bareTray,
      kind: 'difference'
    },
    { title: `${program}: CPU hidden, %`, program, fact: 'idleCpu', bare: bareTray, kind: 'difference' },
    {
      title: `${program}: wake-ups hidden, 1/s`,
      program,
      fact: 'wakeUps',
      bare: bareTray,
      kind: 'difference'
    }
  ]),
  ...(['tray', 'cpu', 'memoryHidden', 'idleCpu', 'wakeUps'] as const).map((fact): Comparison => {
    const program = 'Deskline, started hidden'
    const kind = fact === 'tray' || fact === 'cpu' ? 'ratio' : 'difference'
    const title = `${program}: ${fact === 'tray' ? 'tray to bare ready' : facts[fact]}`
    return { title, program, fact, bare: bareTray, bareFact: fact === 'tray' ? 'ready' : fact, kind }
  })
]

/** The medians of the rounds' comparisons: both programs of a round ran under the same load. */
function compared(measured: Measured, { program, fact, bare, bareFact = fact, kind }: Comparison): string {
  const own = measured.get(program) ?? []
  const others = measured.get(bare) ?? []
  const found = own.flatMap((round, at) => {
    const [mine, theirs] = [round[fact], others[at]?.[bareFact]]
    if (mine === undefined || theirs === undefined) return []
    return [kind === 'ratio' ? mine / theirs : mine - theirs]
  })
  const value = median(found)
  if (Number.isNaN(value)) return '–'
  return kind === 'ratio' ? `× ${value.toFixed(2)}` : `${value < 0 ? '−' : '+'} ${Math.abs(value).toFixed(2)}`
}

/** The medians as Markdown tables, and the comparisons with bare Electron. */
export function reportOf(measured: Measured): string {
  const medians = tables.map((columns) =>
    markdownTable([
      ['', ...columns.map((fact) => facts[fact])],
      ...[...measured].map(([name, rounds]) => [
        name,
        ...columns.map((fact) => text(median(values(rounds, fact))))
      ])
    ])
  )
  const ratios = markdownTable([
    ['Compared with bare Electron', 'median'],
    ...comparisons.map((one) => [one.title, compared(measured, one)])
  ])
  return [...medians, ratios].join('\n\n')
}
