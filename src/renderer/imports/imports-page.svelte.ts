import type { ReportPart } from '../../shared/imports/imports'
import type { ImportSummary } from '../../shared/imports/imports-state'
import {
  firstPlace,
  nowhere,
  placeAfter,
  placeBeside,
  placesOf,
  standingAt,
  type ImportView,
  type Place
} from './places'

/** Where the campaigns window is: the place that is shown, and the view of an import. */
export function createImportsPage(deps: { imports: () => readonly ImportSummary[] }) {
  let standing = $state.raw(nowhere)

  const show = (place: Place) => {
    standing = standingAt(standing, place)
  }

  return {
    get place(): Place {
      return standing.place ?? { kind: 'draft' }
    },
    /** Of an import. */
    get view() {
      return standing.view
    },
    set view(view: ImportView) {
      standing = { ...standing, view }
    },
    /** The part of an import's numbers that is listed; null: all. */
    get part() {
      return standing.part
    },
    set part(part: ReportPart | null) {
      standing = { ...standing, part }
    },
    /** The import about whose removal is asked. */
    get removingId() {
      return standing.removingId
    },
    show,
    /** The state is here: shows the place where the window begins, unless one was asked for. */
    begin(hasDraft: boolean): void {
      if (standing.place === null) show(firstPlace(deps.imports(), hasDraft))
    },
    step(by: number): void {
      show(placeBeside(placesOf(deps.imports()), this.place, by))
    },
    /** Shows the nth import of the list, from 0. */
    showNth(n: number): void {
      const nth = placesOf(deps.imports()).filter(({ kind }) => kind === 'import')[n]
      if (nth !== undefined) show(nth)
    },
    showPart(part: ReportPart): void {
      standing = { ...standing, part, view: 'entries' }
    },
    askRemoval(id: string): void {
      show({ kind: 'import', id })
      standing = { ...standing, removingId: id }
    },
    keep(): void {
      standing = { ...standing, removingId: null }
    },
    /** Leaves an import that is about to go. */
    leave(id: string): void {
      const { place } = standing
      if (place?.kind === 'import' && place.id === id) show(placeAfter(deps.imports(), id))
    },
    /** The account is another one. */
    end(): void {
      standing = nowhere
    }
  }
}

/** See {@link createImportsPage}. */
export type ImportsPage = ReturnType<typeof createImportsPage>
